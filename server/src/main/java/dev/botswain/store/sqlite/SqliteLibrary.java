package dev.botswain.store.sqlite;

import dev.botswain.store.NativeFile;
import dev.botswain.store.StoreUnusableException;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;
import org.sqlite.util.OSInfo;

/// SQLite's native code, loaded from the data folder if possible, otherwise by the driver itself.
final class SqliteLibrary {
  private static final Logger log = LoggerFactory.getLogger(SqliteLibrary.class);
  private static final String FOLDER = "org.sqlite.lib.path";
  private static final String FILE = "org.sqlite.lib.name";

  private static boolean loaded;

  private SqliteLibrary() {}

  /// To be called before the driver is used. Once loaded, it stays for the life of the process.
  ///
  /// @param folder for native code
  /// @throws StoreUnusableException if no way works
  static synchronized void load(Path folder) {
    if (loaded) {
      return;
    }
    String refusal = System.getProperty(FOLDER) == null ? layOut(folder) : "set otherwise";
    try {
      SQLiteJDBCLoader.initialize();
      loaded = true;
      if (!refusal.isEmpty()) {
        log.warn("native code is loaded through the temporary folder: {}", refusal);
      }
    } catch (Exception | LinkageError e) {
      throw new StoreUnusableException(
          "SQLite's native code can be loaded neither from %s (%s) nor by way of the temporary folder %s; let files in one of them be executed (a mount without noexec), or keep nothing with BOTSWAIN_DATA=memory"
              .formatted(folder, refusal, System.getProperty("java.io.tmpdir")),
          e);
    }
  }

  /// @return why it failed, or an empty text
  private static String layOut(Path folder) {
    try {
      String system = OSInfo.getNativeLibFolderPathForCurrentOS();
      String name = LibraryLoaderUtil.getNativeLibName();
      URL resource =
          SQLiteJDBCLoader.class.getResource("/org/sqlite/native/" + system + "/" + name);
      if (resource == null) {
        return "there is none for " + system;
      }
      String file =
          "sqlite-%s-%s-%s"
              .formatted(SQLiteJDBCLoader.getVersion(), system.replace('/', '-'), name);
      NativeFile.load(resource, folder, file);
      System.setProperty(FOLDER, folder.toAbsolutePath().toString());
      System.setProperty(FILE, file);
      return "";
    } catch (IOException | UnsatisfiedLinkError e) {
      return String.valueOf(e.getMessage());
    }
  }
}
