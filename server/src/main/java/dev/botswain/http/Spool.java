package dev.botswain.http;

import dev.botswain.limit.Limit;
import dev.botswain.share.Shares;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where uploads are kept until their request is over: a folder in the data folder, otherwise a
/// temporary folder. The uploads of a killed process are deleted at the next start.
final class Spool {
  private static final Logger log = LoggerFactory.getLogger(Spool.class);
  private static final String TEMPORARY = "botswain-uploads-";

  private final Shares<String> places = Limit.UPLOADS.shares();
  private final @Nullable Path ofData;
  private @Nullable Path folder;

  /// @param data a folder for this process only, if there is one
  Spool(Optional<Path> data) {
    ofData = data.map(path -> path.resolve("uploads")).orElse(null);
  }

  Shares<String> places() {
    return places;
  }

  /// Deletes what an earlier process left, except what cannot be deleted.
  void clear() {
    if (ofData != null) {
      delete(ofData);
      return;
    }
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    try (DirectoryStream<Path> all = Files.newDirectoryStream(temporary, TEMPORARY + "*")) {
      for (Path one : all) {
        if (isLeft(one)) {
          delete(one);
        }
      }
    } catch (IOException e) {
      log.debug("temporary files cannot be looked through", e);
    }
  }

  /// Whether its process is gone. In a container the next one may have the same number.
  private static boolean isLeft(Path one) throws IOException {
    String pid = one.getFileName().toString().substring(TEMPORARY.length()).split("-", 2)[0];
    if (!pid.matches("[0-9]{1,10}")) {
      return false;
    }
    Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(pid));
    Instant made = Files.getLastModifiedTime(one).toInstant();
    return process
        .map(known -> known.info().startInstant().map(made::isBefore).orElse(false))
        .orElse(true);
  }

  /// The folder, created if it does not exist.
  synchronized Path folder() throws IOException {
    Path made = folder;
    if (made == null || !Files.isDirectory(made)) {
      made =
          ofData == null
              ? Files.createTempDirectory(TEMPORARY + ProcessHandle.current().pid() + "-")
              : Files.createDirectories(ofData);
      folder = made;
    }
    return made;
  }

  /// The process ends, and its uploads have ended.
  synchronized void close() {
    if (ofData == null && folder != null) {
      delete(folder);
      folder = null;
    }
  }

  private static void delete(Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (var files = Files.list(folder)) {
      for (Path file : List.copyOf(files.toList())) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      log.warn("uploads that were left cannot be deleted", e);
    }
  }
}
