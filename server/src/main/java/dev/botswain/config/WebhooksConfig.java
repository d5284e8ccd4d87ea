package dev.botswain.config;

/// Deliveries to the URLs of webhooks.
public record WebhooksConfig(
    @Setting(
            name = "WEBHOOK_ALLOW_PRIVATE",
            preset = "false",
            form = Form.REACH,
            text =
                "Whether webhooks may lead to addresses that are not public, such as those of a"
                    + " private network. `loopback` allows only this machine; it is the default"
                    + " of `./botswain demo`.")
        Reach reach) {
  static WebhooksConfig of(Reading.Values from) {
    return new WebhooksConfig(from.next());
  }
}
