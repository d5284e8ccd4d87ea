import { createHmac, timingSafeEqual } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { NO_SECRET, recipesFor } from '../src/pages/webhooks/recipes.ts';

describe('recipesFor', () => {
  const secret = `whsec_${Buffer.from('a secret of thirty-two bytes, yes').toString('base64')}`;
  const recipes = recipesFor({ url: 'http://127.0.0.1:9000/hook?a=1', botId: '7', secret });

  it('has the webhook’s own values in each, and no secret where none is known', () => {
    for (const recipe of recipes) {
      expect(recipe.text).toContain(secret);
      expect(recipe.text).toContain(recipe.key === 'curl' ? 'http://127.0.0.1:9000/hook?a=1' : '9000');
    }
    expect(recipesFor({ url: 'x', botId: '7', secret: null })[1]?.text).toContain(NO_SECRET);
  });

  it('signs in the shell as it checks in Node', () => {
    const shell = recipes[0]!.text.replace(/^curl[\s\S]*/m, `printf '%s\\n%s\\n%s\\n%s' "$id" "$timestamp" "$signature" "$body"`);
    const [id, at, signature, body] = execFileSync('sh', ['-c', shell], { encoding: 'utf8' }).split('\n');
    const node = recipes[1]!.text;
    const check = node.slice(node.indexOf('const key'), node.indexOf('createServer(async'));
    const isSigned = Function('Buffer', 'createHmac', 'timingSafeEqual', `${check}; return isSigned`)(Buffer, createHmac, timingSafeEqual) as (
      headers: object,
      body: string,
    ) => boolean;
    const headers = { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': `v1,other v1,${signature}` };
    expect(isSigned(headers, body ?? '')).toBe(true);
    expect(isSigned(headers, `${body} `)).toBe(false);
    expect(isSigned({ ...headers, 'webhook-timestamp': String(Number(at) - 1_000) }, body ?? '')).toBe(false);
  });

  it('quotes an address for the shell', () => {
    expect(recipesFor({ url: "http://a/'$(x)", botId: '7', secret })[0]?.text).toContain(`'http://a/'\\''$(x)'`);
  });
});
