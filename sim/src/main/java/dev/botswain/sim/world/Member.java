package dev.botswain.sim.world;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A user in a guild (Guild resource, "Guild Member Object"). Change one only through [Members].
public final class Member implements Entity {
  private static final long[] NONE = {};

  private final User user;
  private final long joinedAt;
  private long[] roleIds = NONE;
  private long timedOutUntil;
  private @Nullable String nick;
  private @Nullable String avatar;
  private @Nullable String banner;
  private int flags;
  private boolean mute;
  private boolean deaf;
  private boolean pending;

  Member(User user, long joinedAt) {
    this.user = user;
    this.joinedAt = joinedAt;
  }

  /// The user's id.
  @Override
  public long id() {
    return user.id();
  }

  public User user() {
    return user;
  }

  /// Milliseconds since 1970.
  public long joinedAt() {
    return joinedAt;
  }

  public @Nullable String nick() {
    return nick;
  }

  public Member nick(@Nullable String nick) {
    this.nick = nick;
    return this;
  }

  /// The roles besides @everyone. Must not be written to.
  public long[] roleIds() {
    return roleIds;
  }

  /// Replaces the roles.
  public Member roleIds(long... roleIds) {
    this.roleIds = roleIds;
    return this;
  }

  public boolean hasRole(long roleId) {
    for (long id : roleIds) {
      if (id == roleId) {
        return true;
      }
    }
    return false;
  }

  /// Adds a role, unless the member has it already.
  public Member addRole(long roleId) {
    if (!hasRole(roleId)) {
      roleIds = Arrays.copyOf(roleIds, roleIds.length + 1);
      roleIds[roleIds.length - 1] = roleId;
    }
    return this;
  }

  /// Removes a role, if the member has it.
  public Member removeRole(long roleId) {
    roleIds = Arrays.stream(roleIds).filter(id -> id != roleId).toArray();
    return this;
  }

  /// Until when the member is timed out, in milliseconds since 1970; 0 or past: not timed out.
  public long timedOutUntil() {
    return timedOutUntil;
  }

  public Member timedOutUntil(long millis) {
    this.timedOutUntil = millis;
    return this;
  }

  /// Whether the member has not passed the guild's membership screening.
  public Member pending(boolean pending) {
    this.pending = pending;
    return this;
  }

  /// Whether the member is timed out, or has not passed the guild's membership screening.
  ///
  /// @param now milliseconds since 1970
  public boolean isRestricted(long now) {
    return pending || timedOutUntil > now;
  }

  /// Guild member flags.
  public int flags() {
    return flags;
  }

  public Member flags(int flags) {
    this.flags = flags;
    return this;
  }

  /// The hash of the member's avatar in this guild, or null.
  public Member avatar(@Nullable String avatar) {
    this.avatar = avatar;
    return this;
  }

  /// The hash of the member's banner in this guild, or null.
  public Member banner(@Nullable String banner) {
    this.banner = banner;
    return this;
  }

  public Member mute(boolean mute) {
    this.mute = mute;
    return this;
  }

  public Member deaf(boolean deaf) {
    this.deaf = deaf;
    return this;
  }

  public boolean mute() {
    return mute;
  }

  public boolean deaf() {
    return deaf;
  }

  /// The name that others see: the nick, otherwise the display name, otherwise the username.
  public String displayName() {
    var global = user.globalName();
    return nick != null ? nick : global != null ? global : user.username();
  }

  /// Writes the member object with its user.
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    fields(json);
    json.writeEndObject();
  }

  /// Writes the member object with its user and the guild's id, as in member events.
  void write(JsonGenerator json, long guildId) throws IOException {
    json.writeStartObject();
    Json.id(json, "guild_id", guildId);
    fields(json);
    json.writeEndObject();
  }

  /// Writes the member object with its user and permissions, as in interactions.
  void writeAllowed(JsonGenerator json, long permissions) throws IOException {
    json.writeStartObject();
    fields(json);
    json.writeStringField("permissions", Long.toString(permissions));
    json.writeEndObject();
  }

  private void fields(JsonGenerator json) throws IOException {
    json.writeFieldName("user");
    user.write(json);
    partialFields(json);
    json.writeBooleanField("pending", pending);
  }

  /// Writes the member object without the user, as in messages.
  void writePartial(JsonGenerator json) throws IOException {
    json.writeStartObject();
    partialFields(json);
    json.writeEndObject();
  }

  /// The member object without the user and voice, but with permissions, as in the resolved data of
  /// interactions.
  void writeResolved(JsonGenerator json, long permissions) throws IOException {
    json.writeStartObject();
    resolvedFields(json);
    json.writeStringField("permissions", Long.toString(permissions));
    json.writeEndObject();
  }

  private void partialFields(JsonGenerator json) throws IOException {
    resolvedFields(json);
    json.writeBooleanField("deaf", deaf);
    json.writeBooleanField("mute", mute);
  }

  private void resolvedFields(JsonGenerator json) throws IOException {
    json.writeStringField("nick", nick);
    json.writeStringField("avatar", avatar);
    json.writeStringField("banner", banner);
    Json.ids(json, "roles", roleIds);
    Json.time(json, "joined_at", joinedAt);
    json.writeNullField("premium_since");
    json.writeNumberField("flags", flags);
    Json.time(json, "communication_disabled_until", timedOutUntil);
  }
}
