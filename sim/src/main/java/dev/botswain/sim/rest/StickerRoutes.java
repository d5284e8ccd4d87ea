package dev.botswain.sim.rest;

import dev.botswain.sim.world.AuditAction;
import dev.botswain.sim.world.Guild;
import dev.botswain.sim.world.Permissions;
import dev.botswain.sim.world.Sticker;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The stickers of a guild ([Sticker
/// Resource](https://discord.com/developers/docs/resources/sticker)).
final class StickerRoutes {
  /// In a guild without boosts.
  private static final int MAX = 5;

  private static final int MAX_BYTES = 512 << 10;
  private static final int PNG = 1;
  private static final int APNG = 2;
  private static final int GIF = 4;
  private static final String ALL = "/guilds/{guild_id}/stickers";

  void addTo(Router router) {
    router.get(ALL, this::list);
    router.post(ALL, this::create);
    router.get(ALL + "/{sticker_id}", this::get);
    router.patch(ALL + "/{sticker_id}", this::modify);
    router.delete(ALL + "/{sticker_id}", this::delete);
    router.get("/stickers/{sticker_id}", this::any);
  }

  private Answer list(Call call) {
    Guild guild = call.guild();
    return Answer.list(guild.stickers(), writer(call.rights(guild)));
  }

  private static Answer.ElementWriter<Sticker> writer(Rights rights) {
    return rights.expressions() ? Sticker::write : Sticker::writeShort;
  }

  private static Sticker sticker(Call call, Guild guild) {
    Sticker sticker = guild.stickers().get(call.id("sticker_id"));
    if (sticker == null) {
      throw ErrorCode.UNKNOWN_STICKER.refusal();
    }
    return sticker;
  }

  private Answer get(Call call) {
    Guild guild = call.guild();
    Sticker sticker = sticker(call, guild);
    return Answer.ok(json -> writer(call.rights(guild)).write(sticker, json));
  }

  private Answer any(Call call) {
    Sticker sticker = call.world().expressions().sticker(call.id("sticker_id"));
    if (sticker == null) {
      throw ErrorCode.UNKNOWN_STICKER.refusal();
    }
    return Answer.ok(sticker::writeShort);
  }

  private Answer create(Call call) {
    Guild guild = call.guild();
    call.rights(guild).need(Permissions.CREATE_GUILD_EXPRESSIONS);
    Form form = call.form();
    String name = form.require("name").text("name", 2, 30);
    String tags = form.require("tags").text("tags", 1, 200);
    String description = description(form);
    int format = format(form, call.uploads());
    form.check();
    if (guild.stickers().size() >= MAX) {
      throw ErrorCode.TOO_MANY_STICKERS.refusal();
    }
    Sticker sticker =
        call.audit(guild)
            .created(
                AuditAction.STICKER_CREATE,
                () ->
                    call.world()
                        .expressions()
                        .createSticker(
                            guild,
                            call.bot().user(),
                            format,
                            name == null ? "" : name,
                            tags == null ? "" : tags,
                            description),
                Sticker::write);
    return Answer.created(sticker::write);
  }

  /// Empty, or at least 2 characters.
  private static @Nullable String description(Form form) {
    String description = form.text("description", 0, 100);
    if (description != null && description.length() == 1) {
      form.wrong("description", "BASE_TYPE_BAD_LENGTH", "Must be between 2 and 100 in length.");
    }
    return description;
  }

  /// The format according to the file's first bytes; an animated PNG has the chunk `acTL` before
  /// its image.
  private static int format(Form form, List<Upload> uploads) {
    if (uploads.size() != 1 || !uploads.getFirst().field().equals("file")) {
      form.wrong("file", "BASE_TYPE_REQUIRED", "This field is required");
      return PNG;
    }
    Buffer content = uploads.getFirst().content();
    if (content.length() > MAX_BYTES) {
      form.wrong("file", "BINARY_TYPE_MAX_SIZE", "File cannot be larger than 512.0 kb.");
    }
    String start =
        content.getBuffer(0, Math.min(4, content.length())).toString(StandardCharsets.ISO_8859_1);
    if (start.equals("\u0089PNG")) {
      return content.toString(StandardCharsets.ISO_8859_1).contains("acTL") ? APNG : PNG;
    }
    if (start.equals("GIF8")) {
      return GIF;
    }
    // Lottie, which only verified and partnered guilds may use, or an unknown format
    throw ErrorCode.INVALID_FILE.refusal();
  }

  private Answer modify(Call call) {
    Guild guild = call.guild();
    Sticker sticker = sticker(call, guild);
    call.rights(guild).needToChange(sticker.creator());
    Form form = call.form();
    String name = form.text("name", 2, 30);
    String tags = form.text("tags", 1, 200);
    String description = description(form);
    form.check();
    call.audit(guild)
        .changed(
            AuditAction.STICKER_UPDATE,
            sticker,
            Sticker::write,
            () ->
                call.world()
                    .expressions()
                    .updateSticker(
                        guild,
                        sticker,
                        changed -> {
                          if (name != null) {
                            changed.name(name);
                          }
                          if (tags != null) {
                            changed.tags(tags);
                          }
                          if (form.has("description")) {
                            changed.description(description);
                          }
                        }));
    return Answer.ok(sticker::write);
  }

  private Answer delete(Call call) {
    Guild guild = call.guild();
    Sticker sticker = sticker(call, guild);
    call.rights(guild).needToChange(sticker.creator());
    call.audit(guild)
        .deleted(
            AuditAction.STICKER_DELETE,
            sticker,
            Sticker::write,
            () -> call.world().expressions().deleteSticker(guild, sticker));
    return Answer.NO_CONTENT;
  }
}
