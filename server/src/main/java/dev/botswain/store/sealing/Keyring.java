package dev.botswain.store.sealing;

import dev.botswain.store.StoreUnusableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/// The keys of a store, where they come from.
public final class Keyring {
  public static final String BEGIN_ANEW =
      ", or move the folder away to begin anew (all bots then have to log in again)";

  private final KeySource source;
  private final Path folder;
  private final KeyFile ofFolder;

  /// @param folder of the data
  public Keyring(KeySource source, Path folder) {
    this.source = source;
    this.folder = folder;
    this.ofFolder = new KeyFile(folder.resolve("secret.key"));
  }

  /// The keys as they are there now.
  ///
  /// @param mayMake whether to make a key if the folder has none
  /// @throws StoreUnusableException if there is none
  public Keyset read(boolean mayMake) {
    return switch (source) {
      case KeySource.Given(List<byte[]> keys) ->
          new Keyset(keys.stream().map(SealingKey::new).toList());
      case KeySource.InFile(Path file) -> read(new KeyFile(file));
      case KeySource.InFolder() -> readOrMake(mayMake);
    };
  }

  private Keyset read(KeyFile file) {
    try {
      file.refuseIfOpen(folder);
      return file.read();
    } catch (NoSuchFileException missing) {
      throw new StoreUnusableException(
          "%1$s is missing: put the key of the data there, or make one for new data with (umask 077; openssl rand -base64 32 >%1$s)"
              .formatted(file.path()));
    }
  }

  private Keyset readOrMake(boolean mayMake) {
    try {
      ofFolder.closeToOthers();
      return ofFolder.read();
    } catch (NoSuchFileException missing) {
      if (!mayMake) {
        throw new StoreUnusableException(
            "the key of the data in %s is gone: put %s back, or set BOTSWAIN_SECRET_KEY"
                    .formatted(folder, ofFolder.path())
                + BEGIN_ANEW);
      }
      var made = new Keyset(List.of(SealingKey.random()));
      try {
        ofFolder.write(made);
      } catch (IOException e) {
        throw new StoreUnusableException("cannot make %s (%s)".formatted(ofFolder.path(), e), e);
      }
      return made;
    }
  }

  /// Whether a file is in the folder of the data, or holds the keys: nothing else may be written
  /// there.
  public boolean isPartOfData(Path file) {
    try {
      Path parent = file.toAbsolutePath().getParent();
      boolean within =
          parent != null && Files.isDirectory(parent) && Files.isSameFile(parent, folder);
      return within
          || source instanceof KeySource.InFile(Path keys)
              && Files.exists(keys)
              && Files.exists(file)
              && Files.isSameFile(keys, file);
    } catch (IOException unreadable) {
      return false; // Writing there tells what is wrong.
    }
  }

  /// Writes the keys to where they come from.
  ///
  /// @throws IOException if that is not possible
  public void write(Keyset keys) throws IOException {
    switch (source) {
      case KeySource.Given _ -> throw new IOException("they are in the environment");
      case KeySource.InFile(Path file) -> new KeyFile(file).write(keys);
      case KeySource.InFolder() -> ofFolder.write(keys);
    }
  }

  /// What to do if [#write] fails.
  public String cureForNoWriting(IOException why) {
    return switch (source) {
      case KeySource.Given _ ->
          "the key is in the environment: set BOTSWAIN_SECRET_KEY to a new key and the present one,"
              + " in this order with a blank between them, and start again";
      case KeySource.InFile _, KeySource.InFolder _ ->
          "%s cannot be written (%s): put a new key as a line before the present one there, and repeat this"
              .formatted(place(), why);
    };
  }

  /// Where they come from, for people.
  public String place() {
    return switch (source) {
      case KeySource.Given _ -> "BOTSWAIN_SECRET_KEY";
      case KeySource.InFile(Path file) -> file.toString();
      case KeySource.InFolder() -> ofFolder.path().toString();
    };
  }

  /// A key is needed that is not there.
  ///
  /// @param data what was written with it, for people
  /// @param which its id, for people; empty if it is not known
  /// @param otherwise what else can be done, as the end of a sentence
  public StoreUnusableException lacks(String data, String which, String otherwise) {
    String cure =
        switch (source) {
          case KeySource.Given _ -> "set BOTSWAIN_SECRET_KEY to that one";
          case KeySource.InFile(Path keys) -> "put that one into " + keys;
          case KeySource.InFolder() ->
              "set BOTSWAIN_SECRET_KEY to that one or put the right %s back"
                  .formatted(ofFolder.path());
        };
    return new StoreUnusableException(
        "%s was written with another key%s: %s (several keys stand one per line, and the first encrypts)%s"
            .formatted(data, which.isEmpty() ? "" : ", " + which, cure, otherwise));
  }
}
