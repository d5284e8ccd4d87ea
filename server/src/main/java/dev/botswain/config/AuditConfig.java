package dev.botswain.config;

/// The trail of who did what.
public record AuditConfig(
    @Setting(
            name = "AUDIT_RETENTION",
            preset = "90d,100000",
            form = Form.RETENTION,
            text =
                "How long records of the [audit](audit.md) are kept, and how many at most of each"
                    + " bot.")
        EventRetention retention) {
  static AuditConfig of(Reading.Values from) {
    return new AuditConfig(from.next());
  }
}
