package dev.botswain.http;

import dev.botswain.config.TlsConfig;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.X509KeyManager;
import org.jspecify.annotations.Nullable;

/// The two PEM files of the settings. All methods read them, so only for threads that may wait.
///
/// @param certificate the server's certificate, and then those that lead to its root
/// @param key of the certificate, not encrypted
record TlsFiles(Path certificate, Path key) {
  private static final String CERTIFICATE = "BOTSWAIN_TLS_CERT";
  private static final String KEY = "BOTSWAIN_TLS_KEY";

  /// What was in them, and fits together.
  ///
  /// @param expires when the certificate is no longer valid
  record Pair(PemKeyCertOptions pem, Instant begins, Instant expires) {}

  /// How the files look from outside. Links are followed, so a link that leads to another file has
  /// changed too; this is how Kubernetes and certbot replace files.
  record Look(@Nullable Outside certificate, @Nullable Outside key) {}

  record Outside(@Nullable Object identity, FileTime changed, long bytes) {}

  static Optional<TlsFiles> of(TlsConfig config) {
    return config
        .certificate()
        .flatMap(certificate -> config.key().map(key -> new TlsFiles(certificate, key)));
  }

  Look look() {
    return new Look(outside(certificate), outside(key));
  }

  private static @Nullable Outside outside(Path file) {
    try {
      var found = Files.readAttributes(file, BasicFileAttributes.class);
      return new Outside(found.fileKey(), found.lastModifiedTime(), found.size());
    } catch (IOException unreadable) {
      return null;
    }
  }

  /// Reads both, and checks that they belong together.
  ///
  /// @throws TlsUnusableException if they cannot be used
  Pair read(Vertx vertx) {
    var certificateBytes = bytes(CERTIFICATE, certificate);
    var keyBytes = bytes(KEY, key);
    var first = certificates(certificateBytes).getFirst();
    var pem =
        new PemKeyCertOptions()
            .setCertValue(Buffer.buffer(certificateBytes))
            .setKeyValue(Buffer.buffer(keyBytes));
    if (!isOf(first.getPublicKey(), privateKey(vertx, pem, first, keyBytes))) {
      throw new TlsUnusableException(
          "%s (%s) is not the key of the certificate in %s (%s)"
              .formatted(KEY, key, CERTIFICATE, certificate));
    }
    return new Pair(pem, first.getNotBefore().toInstant(), first.getNotAfter().toInstant());
  }

  private static byte[] bytes(String setting, Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException missing) {
      throw new TlsUnusableException(
          "cannot read %s (%s): there is no such file".formatted(setting, file), missing);
    } catch (IOException unreadable) {
      throw new TlsUnusableException(
          "cannot read %s (%s): %s".formatted(setting, file, unreadable), unreadable);
    }
  }

  private List<X509Certificate> certificates(byte[] bytes) {
    try {
      var found =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(bytes))
              .stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (!found.isEmpty()) {
        return found;
      }
    } catch (CertificateException invalid) {
      throw noCertificate(invalid);
    }
    throw noCertificate(null);
  }

  private TlsUnusableException noCertificate(@Nullable Throwable cause) {
    return new TlsUnusableException(
        "%s (%s) has no certificate in PEM form".formatted(CERTIFICATE, certificate), cause);
  }

  private PrivateKey privateKey(
      Vertx vertx, PemKeyCertOptions pem, X509Certificate first, byte[] bytes) {
    var text = new String(bytes, StandardCharsets.ISO_8859_1);
    if (text.contains("ENCRYPTED")) {
      throw new TlsUnusableException(
          "%s (%s) is encrypted; `openssl pkey -in FILE -out NEW` decrypts it".formatted(KEY, key));
    }
    try {
      for (var manager : pem.getKeyManagerFactory(vertx).getKeyManagers()) {
        if (manager instanceof X509KeyManager keys) {
          var names = keys.getServerAliases(first.getPublicKey().getAlgorithm(), null);
          if (names != null && names.length > 0) {
            return keys.getPrivateKey(names[0]);
          }
        }
      }
    } catch (Exception invalid) { // Vert.x declares nothing more precise.
      throw noKey(invalid);
    }
    throw noKey(null);
  }

  private TlsUnusableException noKey(@Nullable Throwable cause) {
    return new TlsUnusableException(
        "%s (%s) has no RSA or EC key in PEM form".formatted(KEY, key), cause);
  }

  /// Whether what one signs the other accepts.
  private static boolean isOf(PublicKey shown, PrivateKey secret) {
    var algorithm = shown.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
    var text = algorithm.getBytes(StandardCharsets.UTF_8);
    try {
      var signature = Signature.getInstance(algorithm);
      signature.initSign(secret);
      signature.update(text);
      var signed = signature.sign();
      signature.initVerify(shown);
      signature.update(text);
      return signature.verify(signed);
    } catch (GeneralSecurityException differentKinds) {
      return false;
    }
  }
}
