package dev.botswain.config;

import java.nio.file.Path;
import java.util.Optional;

/// TLS for callers.
public record TlsConfig(
    @Setting(
            name = "TLS_CERT",
            preset = "",
            form = Form.FILE,
            text =
                "The server's certificate in PEM form, followed by those that lead to its root."
                    + " With it the server speaks HTTPS, with HTTP/2. When this file or that of the"
                    + " key changes, new connections use the new ones: [TLS](tls.md).")
        Optional<Path> certificate,
    @Setting(
            name = "TLS_KEY",
            preset = "",
            form = Form.FILE,
            text = "The key of that certificate in PEM form, not encrypted.")
        Optional<Path> key) {
  static TlsConfig of(Reading.Values from) {
    return new TlsConfig(from.next(), from.next());
  }

  /// Whether both are set.
  public boolean isOn() {
    return certificate.isPresent() && key.isPresent();
  }

  /// What is wrong with both together.
  Optional<String> problem() {
    return certificate.isPresent() == key.isPresent()
        ? Optional.empty()
        : Optional.of("BOTSWAIN_TLS_CERT and BOTSWAIN_TLS_KEY: expected both or neither");
  }
}
