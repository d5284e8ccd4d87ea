package dev.botswain.sim.world;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A user account or a bot (User resource). Change one only through [Users].
public final class User implements Entity {
  private final long id;
  private final boolean bot;
  private final String discriminator;
  private String username;
  private @Nullable String globalName;
  private @Nullable String avatar;
  private @Nullable String banner;
  private Presence presence = Presence.OFFLINE;
  private boolean twoFactor = true;

  User(long id, boolean bot, String username, @Nullable String globalName) {
    this(id, bot, username, globalName, bot ? digits(id) : "0");
  }

  private User(
      long id, boolean bot, String username, @Nullable String globalName, String discriminator) {
    this.id = id;
    this.bot = bot;
    this.discriminator = discriminator;
    this.username = username;
    this.globalName = globalName;
  }

  /// The author of a webhook's message: not a user of the world, but the webhook under the name and
  /// avatar that it used for the message.
  ///
  /// @param avatar the hash of the avatar, or null
  public static User ofWebhook(long webhookId, String name, @Nullable String avatar) {
    return new User(webhookId, true, name, null, "0000").avatar(avatar);
  }

  @Override
  public long id() {
    return id;
  }

  /// True for a bot's user.
  public boolean bot() {
    return bot;
  }

  /// The unique name.
  public String username() {
    return username;
  }

  public User username(String username) {
    this.username = username;
    return this;
  }

  /// The display name, or null.
  public @Nullable String globalName() {
    return globalName;
  }

  public User globalName(@Nullable String globalName) {
    this.globalName = globalName;
    return this;
  }

  /// The hash of the avatar, or null.
  public @Nullable String avatar() {
    return avatar;
  }

  public User avatar(@Nullable String avatar) {
    this.avatar = avatar;
    return this;
  }

  /// The hash of the banner, or null.
  public User banner(@Nullable String banner) {
    this.banner = banner;
    return this;
  }

  /// The presence that others see.
  public Presence presence() {
    return presence;
  }

  User presence(Presence presence) {
    this.presence = presence;
    return this;
  }

  /// Whether the account, for a bot that of its owner, has two-factor authentication.
  public boolean twoFactor() {
    return twoFactor;
  }

  public User twoFactor(boolean enabled) {
    this.twoFactor = enabled;
    return this;
  }

  /// Writes the user object.
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    fields(json);
    json.writeEndObject();
  }

  /// Writes the user object of the calling bot, as in `GET /users/@me` and READY.
  public void writeSelf(JsonGenerator json) throws IOException {
    json.writeStartObject();
    fields(json);
    json.writeBooleanField("mfa_enabled", twoFactor);
    json.writeBooleanField("verified", true);
    json.writeNullField("email");
    json.writeStringField("locale", "en-US");
    json.writeEndObject();
  }

  void fields(JsonGenerator json) throws IOException {
    Json.id(json, "id", id);
    json.writeStringField("username", username);
    json.writeStringField("discriminator", discriminator);
    json.writeStringField("global_name", globalName);
    json.writeStringField("avatar", avatar);
    if (banner != null) {
      json.writeStringField("banner", banner);
    }
    if (bot) {
      json.writeBooleanField("bot", true);
    }
    json.writeNumberField("public_flags", 0);
    json.writeNumberField("flags", 0);
    json.writeNullField("primary_guild");
  }

  /// Bots still have the four digits that users lost.
  private static String digits(long id) {
    return String.format(Locale.ROOT, "%04d", 1 + (id >>> 22) % 9999);
  }
}
