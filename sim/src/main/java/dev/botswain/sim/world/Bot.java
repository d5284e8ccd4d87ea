package dev.botswain.sim.world;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A bot: a user that logs in with a token, and its application.
///
/// The application has the bot's id, as for all created since 2016, unless it is given another.
public final class Bot implements Entity {
  private static final int PRESENCE_FLAG = 1 << 13;
  private static final int MEMBERS_FLAG = 1 << 15;
  private static final int CONTENT_FLAG = 1 << 19;

  private final User user;
  private final ById<Guild> guilds = new ById<>();
  private final ById<Channel> directMessages = new ById<>();
  private final ById<CustomEmoji> emojis = new ById<>();
  private final Application application = new Application();
  private int privileged;
  private long applicationId;
  private String token;
  private @Nullable String alias;

  Bot(User user, String token, String alias, int privileged) {
    this.user = user;
    this.applicationId = user.id();
    this.token = token;
    this.alias = alias;
    this.privileged = privileged & Intents.PRIVILEGED;
  }

  @Override
  public long id() {
    return user.id();
  }

  public User user() {
    return user;
  }

  public long applicationId() {
    return applicationId;
  }

  void applicationId(long id) {
    applicationId = id;
  }

  /// The secret that it logs in with.
  public String token() {
    return token;
  }

  /// An alternative to the token that is easier to remember; null once the token was reset.
  public @Nullable String alias() {
    return alias;
  }

  void token(String token, @Nullable String alias) {
    this.token = token;
    this.alias = alias;
  }

  void privileged(int intents) {
    this.privileged = intents & Intents.PRIVILEGED;
  }

  /// The guilds that it is in.
  public ById<Guild> guilds() {
    return guilds;
  }

  /// Its DM channels.
  public ById<Channel> directMessages() {
    return directMessages;
  }

  /// The emojis of its application.
  public ById<CustomEmoji> emojis() {
    return emojis;
  }

  /// The intents that it may identify with: privileged ones only if they are enabled for its
  /// application.
  public int allowedIntents() {
    return Intents.UNPRIVILEGED | privileged;
  }

  /// The application's flags, most of which say which privileged intents are enabled.
  public int applicationFlags() {
    return flag(Intents.GUILD_PRESENCES, PRESENCE_FLAG)
        | flag(Intents.GUILD_MEMBERS, MEMBERS_FLAG)
        | flag(Intents.MESSAGE_CONTENT, CONTENT_FLAG)
        | application.flags();
  }

  /// The privileged intents that flags of an application enable.
  public static int intentsOf(int flags) {
    return ((flags & PRESENCE_FLAG) == 0 ? 0 : Intents.GUILD_PRESENCES)
        | ((flags & MEMBERS_FLAG) == 0 ? 0 : Intents.GUILD_MEMBERS)
        | ((flags & CONTENT_FLAG) == 0 ? 0 : Intents.MESSAGE_CONTENT);
  }

  /// What its owner has set for its application.
  public Application application() {
    return application;
  }

  private int flag(int intent, int flag) {
    return (privileged & intent) == 0 ? 0 : flag;
  }

  /// This bot as a viewer over HTTP, where the intents enabled for the application count instead of
  /// those of a session (Gateway, "HTTP Restrictions").
  public Viewer overHttp() {
    return new Viewer(this, allowedIntents(), Viewer.MAX_LARGE_THRESHOLD);
  }

  /// Writes the partial application object in READY.
  public void writeApplication(JsonGenerator json) throws IOException {
    json.writeStartObject();
    Json.id(json, "id", applicationId);
    json.writeNumberField("flags", applicationFlags());
    json.writeEndObject();
  }

  /// Never shows the token.
  @Override
  public String toString() {
    return "Bot[" + user.username() + " " + id() + "]";
  }
}
