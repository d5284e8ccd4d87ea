package dev.botswain.sim.rest;

import dev.botswain.sim.world.Bot;
import dev.botswain.sim.world.CustomEmoji;

/// The emojis of the bot's application, which it can use anywhere ([Application-Owned
/// Emoji](https://discord.com/developers/docs/resources/emoji#emoji-object-applicationowned-emoji)).
final class ApplicationEmojiRoutes {
  private static final int MAX = 2_000;
  private static final String ALL = "/applications/{application_id}/emojis";

  void addTo(Router router) {
    router.get(ALL, this::list);
    router.post(ALL, this::create);
    router.get(ALL + "/{emoji_id}", call -> Answer.ok(emoji(call)::write));
    router.patch(ALL + "/{emoji_id}", this::modify);
    router.delete(ALL + "/{emoji_id}", this::delete);
  }

  private static Bot own(Call call) {
    if (call.id("application_id") != call.bot().applicationId()) {
      throw ErrorCode.NOT_YOUR_APPLICATION.refusal();
    }
    return call.bot();
  }

  private static CustomEmoji emoji(Call call) {
    CustomEmoji emoji = own(call).emojis().get(call.id("emoji_id"));
    if (emoji == null) {
      throw ErrorCode.UNKNOWN_EMOJI.refusal();
    }
    return emoji;
  }

  private Answer list(Call call) {
    Bot bot = own(call);
    return Answer.ok(json -> {
      json.writeStartObject();
      json.writeFieldName("items");
      Answer.array(json, bot.emojis(), CustomEmoji::write);
      json.writeEndObject();
    });
  }

  private Answer create(Call call) {
    Bot bot = own(call);
    Form form = call.form();
    String name = EmojiForm.name(form.require("name"));
    boolean animated = EmojiForm.image(form).isAnimated();
    if (bot.emojis().size() >= MAX) {
      throw ErrorCode.TOO_MANY_EMOJIS.refusal();
    }
    CustomEmoji emoji =
        call.world().expressions().createEmoji(bot, name == null ? "" : name, animated);
    return Answer.created(emoji::write);
  }

  private Answer modify(Call call) {
    CustomEmoji emoji = emoji(call);
    Form form = call.form();
    String name = EmojiForm.name(form);
    form.check();
    if (name != null) {
      emoji.name(name);
    }
    return Answer.ok(emoji::write);
  }

  private Answer delete(Call call) {
    call.bot().emojis().remove(emoji(call).id());
    return Answer.NO_CONTENT;
  }
}
