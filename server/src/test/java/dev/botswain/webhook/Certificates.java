package dev.botswain.webhook;

import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.nio.file.Path;

/// Creates self-signed certificates, with the JDK's own tool.
public final class Certificates {
  private static final String PASSWORD = "changeit";

  private Certificates() {}

  public static PfxOptions make(Path folder, String host) throws IOException, InterruptedException {
    var store = folder.resolve(host + ".p12");
    var keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "receiver",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + host,
                "-ext",
                "san=dns:" + host,
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                store.toString())
            .inheritIO()
            .start();
    if (keytool.waitFor() != 0) {
      throw new IllegalStateException("keytool failed");
    }
    return new PfxOptions().setPath(store.toString()).setPassword(PASSWORD);
  }
}
