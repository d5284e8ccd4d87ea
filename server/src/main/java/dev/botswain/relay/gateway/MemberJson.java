package dev.botswain.relay.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.guild.Member;
import dev.botswain.guild.Presence;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Members and their presences in Discord's form.
///
/// Source: <https://discord.com/developers/docs/resources/guild#guild-member-object>.
final class MemberJson {
  private static final JsonFactory JSON = new JsonFactory();

  private MemberJson() {}

  /// One of the chunks that answer an opcode 8.
  ///
  /// @param notFound null if no ids were requested
  /// @param presences null if none were requested
  ///
  ///   Source: <https://discord.com/developers/docs/events/gateway-events#guild-members-chunk>.
  static byte[] chunk(
      long guildId,
      List<Member> members,
      int index,
      int count,
      @Nullable List<Long> notFound,
      @Nullable Map<Long, Presence> presences,
      @Nullable String nonce) {
    return written(
        64 + members.size() * 400,
        json -> {
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
          if (presences != null) {
            json.writeFieldName("presences");
            write(json, presences);
          }
          if (nonce != null) {
            json.writeStringField("nonce", nonce);
          }
          json.writeEndObject();
        });
  }

  /// A list of members.
  ///
  /// @param whole the first of them, as Discord wrote them
  static byte[] members(Collection<JsonNode> whole, List<Member> members) {
    return written(
        64 + members.size() * 400,
        json -> {
          json.writeStartArray();
          for (JsonNode member : whole) {
            json.writeRawValue(member.toString());
          }
          for (Member member : members) {
            write(json, member);
          }
          json.writeEndArray();
        });
  }

  /// A list of presences.
  ///
  /// @param presences by user
  static byte[] presences(Map<Long, Presence> presences) {
    return written(64 + presences.size() * 100, json -> write(json, presences));
  }

  private static void write(JsonGenerator json, Map<Long, Presence> presences) throws IOException {
    json.writeStartArray();
    for (Map.Entry<Long, Presence> one : presences.entrySet()) {
      write(json, one.getKey(), one.getValue());
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, long userId, Presence presence) throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("user");
    id(json, "id", userId);
    json.writeEndObject();
    json.writeStringField("status", presence.status());
    json.writeFieldName("activities");
    byte[] activities = presence.activities();
    json.writeRawValue(activities == null ? "[]" : new String(activities, StandardCharsets.UTF_8));
    json.writeObjectFieldStart("client_status");
    for (int i = 0; i < Presence.DEVICES.size(); i++) {
      String status = presence.on(i);
      if (status != null) {
        json.writeStringField(Presence.DEVICES.get(i), status);
      }
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static byte[] written(int likelyBytes, Content content) {
    var bytes = new ByteArrayOutputStream(likelyBytes);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      content.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  @FunctionalInterface
  private interface Content {
    void write(JsonGenerator json) throws IOException;
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
