package dev.botswain.testing;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A self-signed certificate for localhost and its key as two files, made with the JDK's own tool.
///
/// @param certificate in PEM form
/// @param key in PEM form
public record PemFiles(Path certificate, Path key) {
  private static final String PASSWORD = "changeit";

  /// @param name of the files, and in the certificate
  /// @param more arguments of keytool
  public static PemFiles make(Path folder, String name, String... more) {
    try {
      var store = folder.resolve(name + ".p12");
      var command =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                  "-genkeypair",
                  "-alias",
                  "server",
                  "-dname",
                  "CN=" + name,
                  "-ext",
                  "san=dns:localhost,ip:127.0.0.1",
                  "-storetype",
                  "PKCS12",
                  "-storepass",
                  PASSWORD,
                  "-keystore",
                  store.toString()));
      command.addAll(List.of(more.length == 0 ? new String[] {"-keyalg", "EC"} : more));
      if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
        throw new IllegalStateException("keytool failed");
      }
      var keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
      var made = new PemFiles(folder.resolve(name + ".crt"), folder.resolve(name + ".key"));
      write(made.certificate, "CERTIFICATE", keys.getCertificate("server").getEncoded());
      write(made.key, "PRIVATE KEY", keys.getKey("server", PASSWORD.toCharArray()).getEncoded());
      return made;
    } catch (IOException | GeneralSecurityException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  private static void write(Path file, String kind, byte[] bytes) throws IOException {
    var text = Base64.getMimeEncoder(64, "\n".getBytes()).encodeToString(bytes);
    Files.writeString(
        file, "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, text, kind));
  }

  /// The settings of a server with them.
  public Map<String, String> settings() {
    return Map.of("BOTSWAIN_TLS_CERT", certificate.toString(), "BOTSWAIN_TLS_KEY", key.toString());
  }

  /// What a client that trusts these certificates uses.
  public static SSLContext trusting(PemFiles... all) {
    try {
      var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      for (var each : all) {
        trusted.setCertificateEntry(each.certificate.toString(), each.read());
      }
      var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(trusted);
      var context = SSLContext.getInstance("TLS");
      context.init(null, factory.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /// A client that trusts this certificate, and speaks HTTP/2 if the server does.
  public HttpClient client() {
    return HttpClient.newBuilder()
        .sslContext(trusting(this))
        .connectTimeout(Duration.ofSeconds(10))
        .build();
  }

  private X509Certificate read() throws IOException, GeneralSecurityException {
    try (var in = Files.newInputStream(certificate)) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }
}
