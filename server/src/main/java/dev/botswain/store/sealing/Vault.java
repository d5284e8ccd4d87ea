package dev.botswain.store.sealing;

/// Encrypts the values of [SealedColumn]s, with keys that may change. The owner of a value is
/// additional data, so that the secret of one row cannot be moved into another.
public final class Vault {
  private volatile Keyset keys;

  public Vault(Keyset keys) {
    this.keys = keys;
  }

  public Keyset keys() {
    return keys;
  }

  public void use(Keyset others) {
    keys = others;
  }

  /// @param row the primary key of its row
  public byte[] seal(SealedColumn column, Object row, byte[] secret) {
    return keys.seal(secret, column.owner(row));
  }

  /// @param row the primary key of its row
  /// @throws WrongKeyException if it was encrypted with another key or for another row, or was
  ///   changed
  public byte[] open(SealedColumn column, Object row, byte[] sealed) {
    byte[] secret = keys.open(sealed, column.owner(row));
    if (secret == null) {
      throw new WrongKeyException();
    }
    return secret;
  }

  /// The key does not decrypt the stored data.
  public static final class WrongKeyException extends RuntimeException {
    WrongKeyException() {
      super("not sealed with this key");
    }
  }
}
