package dev.botswain.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// HTTP for callers.
public record HttpConfig(
    @Setting(
            name = "PORT",
            preset = "8080",
            least = "0",
            most = "65535",
            text =
                "The port to listen on; 0 takes any free port. `PORT` is used if this is not"
                    + " set.")
        int port,
    @Setting(
            name = "HOST",
            preset = "127.0.0.1",
            form = Form.HOST,
            text =
                "The address to listen on; `0.0.0.0` for all. Unless it is a loopback address,"
                    + " `BOTSWAIN_LOGIN` must be set.")
        String host,
    @Setting(
            name = "ALLOWED_ORIGINS",
            preset = "*",
            form = Form.ORIGINS,
            text =
                "Origins whose pages may call the API from a browser (CORS). With `none`, even a"
                    + " request that needs no preflight is refused if a page of another origin"
                    + " sent it; this is the default of `./botswain demo`.")
        List<String> allowedOrigins,
    @Setting(
            name = "TRUSTED_PROXIES",
            preset = "",
            form = Form.ADDRESS_BLOCKS,
            text = "Reverse proxies whose `X-Forwarded-For` is trusted.")
        List<Cidr> trustedProxies,
    @Setting(
            name = "PUBLIC_URL",
            preset = "",
            form = Form.PUBLIC_URL,
            text =
                "The address at which callers reach this server. The [relay](relay.md) gives it"
                    + " to libraries as the gateway's address. Without it, each library gets the"
                    + " host that it asked.")
        Optional<URI> publicUrl,
    @Setting(
            name = "MAX_BODY",
            preset = "1MiB",
            least = "1KiB",
            most = "100MiB",
            text = "The longest request body.")
        int maxBodyBytes,
    @Setting(
            name = "MAX_HEADER",
            preset = "16KiB",
            least = "1KiB",
            most = "1MiB",
            text = "The longest request line, and the longest header section of a request.")
        int maxHeaderBytes,
    @Setting(
            name = "HTTP_IDLE_TIMEOUT",
            preset = "75s",
            least = "1s",
            most = "1h",
            text =
                "A connection that is idle for this long is closed. The default is longer than"
                    + " the 60 s of common load balancers, so that they close first and no"
                    + " request meets a closed connection.")
        Duration idleTimeout,
    @Setting(
            name = "REQUEST_TIMEOUT",
            preset = "30s",
            least = "100ms",
            most = "1h",
            text = "How long a caller may take to send one request.")
        Duration requestTimeout,
    @Setting(
            name = "SHUTDOWN_GRACE",
            preset = "10s",
            least = "0s",
            most = "1h",
            text = "How long requests in progress may take to finish when the server stops.")
        Duration shutdownGrace) {
  static HttpConfig of(Reading.Values from) {
    return new HttpConfig(
        from.next(),
        from.next(),
        from.next(),
        from.next(),
        from.next(),
        from.next(),
        from.next(),
        from.next(),
        from.next(),
        from.next());
  }
}
