package dev.botswain.sim.rest;

import dev.botswain.sim.world.Channel;
import dev.botswain.sim.world.Webhook;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Parses the webhook in a body ([Create
/// Webhook](https://discord.com/developers/docs/resources/webhook#create-webhook)).
final class WebhookForm {
  private static final int MAX_NAME = 80;
  private static final List<String> FORBIDDEN = List.of("clyde", "discord");

  private WebhookForm() {}

  /// A name for a webhook, or null.
  static @Nullable String name(Form form, String field) {
    String name = form.text(field, 1, MAX_NAME);
    for (String word : FORBIDDEN) {
      if (name != null && name.toLowerCase(Locale.ROOT).contains(word)) {
        form.wrong(field, "USERNAME_INVALID_CONTAINS", "Username cannot contain \"" + word + "\"");
      }
    }
    return name;
  }

  /// The change that the body makes.
  ///
  /// @param channel the new channel, or null
  static Consumer<Webhook> change(Form form, @Nullable Channel channel) {
    String name = name(form, "name");
    String avatar = ImageData.hash(form, "avatar");
    form.check();
    return webhook -> {
      if (name != null) {
        webhook.name(name);
      }
      if (form.has("avatar")) {
        webhook.avatar(avatar);
      }
      if (channel != null) {
        webhook.channel(channel);
      }
    };
  }
}
