package dev.botswain.limit;

/// A tenant has used up what the operator allows it.
public final class QuotaReachedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Quota quota;

  public QuotaReachedException(Quota quota, long most) {
    super(
        "the operator of this server allows the tenant of this bot " + most + " " + quota.what(),
        null,
        false,
        false);
    this.quota = quota;
  }

  public Quota quota() {
    return quota;
  }
}
