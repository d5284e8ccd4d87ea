/** How a receiver checks signatures, with a webhook's own values. */
export interface Recipe {
  key: 'curl' | 'node' | 'python' | 'java';
  name: string;
  text: string;
}

/** Stands where a secret would, once it is shown no more. */
export const NO_SECRET = 'whsec_YOUR_SECRET';

interface Values {
  url: string;
  botId: string;
  secret: string | null;
}

export function recipesFor({ url, botId, secret }: Values): Recipe[] {
  const key = secret ?? NO_SECRET;
  const { path, port } = placeOf(url);
  return [
    {
      key: 'curl',
      name: 'curl',
      text: `# Sends your receiver a message that is signed as Botswain does it.
secret=${quoted(key)}
id=${quoted(`${botId}-451843059712001`)}
timestamp=$(date +%s)
body='{"id":"451843059712001","type":"MESSAGE_CREATE","botId":"${botId}","data":{"content":"ahoy"}}'
hexkey=$(printf %s "\${secret#whsec_}" | base64 -d | od -An -vtx1 | tr -d ' \\n')
signature=$(printf '%s.%s.%s' "$id" "$timestamp" "$body" |
  openssl dgst -sha256 -mac HMAC -macopt hexkey:"$hexkey" -binary | base64)
curl -i ${quoted(url)} -H 'Content-Type: application/json' \\
  -H "webhook-id: $id" -H "webhook-timestamp: $timestamp" \\
  -H "webhook-signature: v1,$signature" -d "$body"
`,
    },
    {
      key: 'node',
      name: 'Node',
      text: `import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';

const key = Buffer.from(${JSON.stringify(key)}.slice('whsec_'.length), 'base64');

function isSigned(headers, body) {
  const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': sent } = headers;
  if (Math.abs(Date.now() / 1000 - Number(at)) > 300) return false;
  const wanted = createHmac('sha256', key).update(\`\${id}.\${at}.\`).update(body).digest();
  return String(sent).split(' ').some((one) => {
    const given = Buffer.from(one.replace('v1,', ''), 'base64');
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  });
}

createServer(async (request, response) => {
  const body = Buffer.concat(await Array.fromAsync(request));
  const signed = request.url === ${JSON.stringify(path)} && isSigned(request.headers, body);
  response.writeHead(signed ? 204 : 401).end();
  if (signed) console.log(JSON.parse(body));
}).listen(${port});
`,
    },
    {
      key: 'python',
      name: 'Python',
      text: `import base64, hashlib, hmac, json, time
from http.server import BaseHTTPRequestHandler, HTTPServer

KEY = base64.b64decode(${JSON.stringify(key)}.removeprefix("whsec_"))

def is_signed(headers, body):
    at = headers["webhook-timestamp"]
    if abs(time.time() - int(at)) > 300:
        return False
    text = f'{headers["webhook-id"]}.{at}.'.encode() + body
    wanted = "v1," + base64.b64encode(hmac.new(KEY, text, hashlib.sha256).digest()).decode()
    return any(hmac.compare_digest(wanted, one) for one in headers["webhook-signature"].split())

class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        signed = self.path == ${JSON.stringify(path)} and is_signed(self.headers, body)
        self.send_response(204 if signed else 401)
        self.end_headers()
        if signed:
            print(json.loads(body))

HTTPServer(("", ${port}), Receiver).serve_forever()
`,
    },
    {
      key: 'java',
      name: 'Java',
      text: `import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

byte[] KEY = Base64.getDecoder().decode(${JSON.stringify(key)}.substring("whsec_".length()));

boolean isSigned(String id, String at, String sent, byte[] body) throws Exception {
  if (Math.abs(Instant.now().getEpochSecond() - Long.parseLong(at)) > 300) return false;
  Mac mac = Mac.getInstance("HmacSHA256");
  mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
  mac.update((id + "." + at + ".").getBytes());
  byte[] wanted = ("v1," + Base64.getEncoder().encodeToString(mac.doFinal(body))).getBytes();
  boolean found = false;
  for (String one : sent.split(" ")) found |= MessageDigest.isEqual(wanted, one.getBytes());
  return found;
}

void main() throws Exception {
  var server = HttpServer.create(new InetSocketAddress(${port}), 0);
  server.createContext(${JSON.stringify(path)}, exchange -> {
    try (exchange) {
      var headers = exchange.getRequestHeaders();
      byte[] body = exchange.getRequestBody().readAllBytes();
      boolean signed = isSigned(headers.getFirst("webhook-id"),
          headers.getFirst("webhook-timestamp"), headers.getFirst("webhook-signature"), body);
      exchange.sendResponseHeaders(signed ? 204 : 401, -1);
      if (signed) System.out.println(new String(body));
    } catch (Exception refused) {
      exchange.sendResponseHeaders(400, -1);
    }
  });
  server.start();
}
`,
    },
  ];
}

/** The path and the port that a receiver at an address has. */
function placeOf(url: string): { path: string; port: number } {
  try {
    const { pathname, search, port, protocol } = new URL(url);
    return { path: pathname + search, port: port === '' ? (protocol === 'https:' ? 8443 : 8080) : Number(port) };
  } catch {
    return { path: '/', port: 8080 };
  }
}

/** As one word of a POSIX shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
