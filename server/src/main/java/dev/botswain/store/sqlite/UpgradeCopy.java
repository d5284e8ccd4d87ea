package dev.botswain.store.sqlite;

import dev.botswain.store.StoreUnusableException;
import dev.botswain.store.sealing.KeyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The copy of a database of an earlier version that is kept when it is migrated, for the case that
/// the earlier version is wanted back: `botswain.db.v6`. Only the last one stays.
final class UpgradeCopy {
  private static final Logger log = LoggerFactory.getLogger(UpgradeCopy.class);
  private static final String MARK = ".v";

  private UpgradeCopy() {}

  /// Does nothing if the database is not older.
  ///
  /// @throws StoreUnusableException if there is no room for it; nothing is changed then
  static void keep(Contents contents) {
    int version = contents.version();
    if (version == 0 || version >= Schema.version()) {
      return;
    }
    Path file = contents.file();
    Path copy = file.resolveSibling(file.getFileName() + MARK + version);
    Path draft = file.resolveSibling(file.getFileName() + ".copying");
    log.info("a copy of {} is made before it is changed to a newer version: {}", file, copy);
    DatabaseCopy.make(file, draft, (_, _) -> {});
    try {
      Files.move(draft, copy, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      KeyFile.sync(file.resolveSibling("."));
      deleteOthers(file, copy);
    } catch (IOException e) {
      throw new StoreUnusableException("cannot keep a copy of %s (%s)".formatted(file, e), e);
    }
  }

  private static void deleteOthers(Path file, Path copy) throws IOException {
    String others = file.getFileName() + MARK + "[0-9]*";
    try (var copies = Files.newDirectoryStream(file.toAbsolutePath().getParent(), others)) {
      for (Path one : copies) {
        if (!one.getFileName().equals(copy.getFileName())) {
          Files.delete(one);
        }
      }
    }
  }
}
