package dev.botswain.sim.world;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The objects for the ids in an interaction's data (Receiving and Responding to Interactions,
/// "Resolved Data Structure").
public final class Resolved {
  private final @Nullable Guild guild;
  private final Channel channel;
  private final long now;
  private final ById<User> users = new ById<>();
  private final ById<Role> roles = new ById<>();
  private final ById<Channel> channels = new ById<>();
  private final ById<Message> messages = new ById<>();

  /// @param guild null in a DM
  /// @param channel where the interaction happens, for the members' permissions there
  /// @param now milliseconds since 1970
  public Resolved(@Nullable Guild guild, Channel channel, long now) {
    this.guild = guild;
    this.channel = channel;
    this.now = now;
  }

  public Resolved user(User user) {
    users.add(user);
    return this;
  }

  public Resolved role(Role role) {
    roles.add(role);
    return this;
  }

  public Resolved channel(Channel channel) {
    channels.add(channel);
    return this;
  }

  public Resolved message(Message message) {
    messages.add(message);
    return this;
  }

  public boolean isEmpty() {
    return users.isEmpty() && roles.isEmpty() && channels.isEmpty() && messages.isEmpty();
  }

  /// Writes the object.
  ///
  /// @param user the acting user, whose permissions the channels contain
  public void write(JsonGenerator json, User user, Viewer viewer) throws IOException {
    json.writeStartObject();
    map(json, "users", users, one -> one.write(json));
    if (guild != null) {
      map(
          json,
          "members",
          members(guild),
          one -> one.writeResolved(json, Permissions.inChannel(channel, one, now)));
    }
    map(json, "roles", roles, one -> one.write(json));
    map(json, "channels", channels, one -> write(json, one, user, viewer));
    // The target of a command is shown whatever the intents.
    var reader =
        new Viewer(
            viewer.bot(), viewer.intents() | Intents.MESSAGE_CONTENT, viewer.largeThreshold());
    map(json, "messages", messages, one -> one.write(json, reader));
    json.writeEndObject();
  }

  private ById<Member> members(Guild in) {
    var members = new ById<Member>();
    for (var user : users) {
      var member = in.members().get(user.id());
      if (member != null) {
        members.add(member);
      }
    }
    return members;
  }

  private void write(JsonGenerator json, Channel channel, User user, Viewer viewer)
      throws IOException {
    var member = guild == null ? null : guild.members().get(user.id());
    json.writeStartObject();
    channel.partialFields(json);
    json.writeStringField(
        "permissions", Long.toString(Permissions.inChannel(channel, member, now)));
    json.writeStringField("app_permissions", Long.toString(viewer.permissions(channel, now)));
    json.writeEndObject();
  }

  @FunctionalInterface
  private interface Writing<T> {
    void write(T one) throws IOException;
  }

  private static <E extends Entity> void map(
      JsonGenerator json, String field, ById<E> entities, Writing<E> writing) throws IOException {
    if (entities.isEmpty()) {
      return;
    }
    json.writeObjectFieldStart(field);
    for (var entity : entities) {
      json.writeFieldName(Long.toString(entity.id()));
      writing.write(entity);
    }
    json.writeEndObject();
  }
}
