package dev.botswain.relay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.botswain.bot.Member;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Members as Discord writes them.
///
/// Source: <https://discord.com/developers/docs/resources/guild#guild-member-object>.
final class MemberJson {
  private static final JsonFactory JSON = new JsonFactory();

  private MemberJson() {}

  /// One of the chunks that answer an opcode 8.
  ///
  /// @param notFound null where no ids were asked for
  ///
  ///   Source: <https://discord.com/developers/docs/events/gateway-events#guild-members-chunk>.
  static byte[] chunk(
      long guildId,
      List<Member> members,
      int index,
      int count,
      @Nullable List<Long> notFound,
      @Nullable String nonce) {
    var bytes = new ByteArrayOutputStream(64 + members.size() * 400);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      id(json, "guild_id", guildId);
      json.writeArrayFieldStart("members");
      for (Member member : members) {
        write(json, member);
      }
      json.writeEndArray();
      json.writeNumberField("chunk_index", index);
      json.writeNumberField("chunk_count", count);
      if (notFound != null) {
        ids(json, "not_found", notFound);
      }
      if (nonce != null) {
        json.writeStringField("nonce", nonce);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator json, Member member) throws IOException {
    Member.Details more = member.details();
    json.writeStartObject();
    json.writeObjectFieldStart("user");
    id(json, "id", member.id());
    json.writeStringField("username", member.username());
    json.writeStringField("discriminator", more.discriminator());
    json.writeStringField("global_name", member.globalName());
    json.writeStringField("avatar", member.userAvatar());
    json.writeBooleanField("bot", member.bot());
    json.writeNumberField("public_flags", more.publicFlags());
    json.writeEndObject();
    json.writeStringField("nick", member.nick());
    json.writeStringField("avatar", member.avatar());
    ids(json, "roles", member.roleIds());
    json.writeStringField("joined_at", member.joinedAt());
    json.writeStringField("premium_since", more.premiumSince());
    json.writeBooleanField("deaf", more.deaf());
    json.writeBooleanField("mute", more.mute());
    json.writeBooleanField("pending", more.pending());
    json.writeNumberField("flags", more.flags());
    json.writeStringField("communication_disabled_until", more.timedOutUntil());
    json.writeEndObject();
  }

  private static void ids(JsonGenerator json, String name, List<Long> ids) throws IOException {
    json.writeArrayFieldStart(name);
    for (long id : ids) {
      json.writeString(Long.toUnsignedString(id));
    }
    json.writeEndArray();
  }

  private static void id(JsonGenerator json, String name, long id) throws IOException {
    json.writeStringField(name, Long.toUnsignedString(id));
  }
}
