package dev.botswain;

import com.github.luben.zstd.util.Native;
import com.github.luben.zstd.util.ZstdVersion;
import dev.botswain.store.NativeFile;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where libraries that could do without take their native code from: zstd, whose frames are
/// otherwise uncompressed, and Netty's epoll, which Java's own transport can replace.
final class NativeCode {
  private static final Logger log = LoggerFactory.getLogger(NativeCode.class);

  /// Netty unpacks its files there for as long as it takes to load them.
  private static final String NETTYS = "io.netty.native.workdir";

  /// A file.
  private static final String ZSTDS = "ZstdNativePath";

  private NativeCode() {}

  /// Makes them load it from a folder of ours, if the system allows native code to be loaded from
  /// there. To be called before they are used. Never fails.
  static void layOut(Path folder) {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String place = system + "/" + System.getProperty("os.arch");
    String name =
        "libzstd-jni-" + ZstdVersion.VERSION + (system.equals("linux") ? ".so" : ".dylib");
    URL resource = Native.class.getResource("/" + place + "/" + name);
    if (resource == null || System.getProperty(ZSTDS) != null) {
      return;
    }
    try {
      Path file =
          NativeFile.load(resource, folder, "zstd-%s-%s".formatted(place.replace('/', '-'), name));
      System.setProperty(ZSTDS, file.toString());
      Native.load(); // Now, because the folder may be gone at the first use.
      if (System.getProperty(NETTYS) == null) {
        System.setProperty(NETTYS, folder.toAbsolutePath().toString());
      }
    } catch (IOException | UnsatisfiedLinkError e) {
      log.atWarn()
          .addKeyValue("folder", folder)
          .log("native code is loaded through the temporary folder: {}", e.toString());
    }
  }
}
