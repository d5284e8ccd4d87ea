package dev.botswain.action;

import static dev.botswain.action.Codec.AS_IT_IS;
import static dev.botswain.action.Codec.PERMISSIONS;
import static dev.botswain.action.Codec.each;
import static dev.botswain.action.Codec.label;
import static dev.botswain.action.Codec.labels;
import static dev.botswain.action.Codec.view;

import dev.botswain.guild.ChannelType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Discord's names and ours: the shapes of the objects that actions send and return.
public final class Glossary {
  /// A user, in the form of message authors.
  static final Codec USER = view(MessageView.Author::of);

  /// A message, in the form of [MessagesResource].
  static final Codec MESSAGE = view(MessageView::of);

  /// The permissions of a role or member in one channel.
  static final Shape OVERWRITE = Shape.PLAIN.with("type", label(Labels.from(0, "role", "member")));

  /// Fields that have the same meaning wherever they occur. Those that are unchanged from Discord
  /// are structures that its documentation describes on their own, and maps whose keys are not
  /// names of fields.
  private static final Map<String, Codec> COMMON = common();

  /// The endings of names that stand for a moment.
  private static final Pattern MOMENTS = Pattern.compile(".+(At|Since|Time|Until)|(.+T|t)imestamp");

  public static final Labels CHANNEL_TYPES =
      Labels.of(
          Arrays.stream(ChannelType.values())
              .filter(type -> type != ChannelType.UNKNOWN)
              .collect(Collectors.toMap(ChannelType::number, ChannelType::label)));

  /// A channel or thread.
  static final Shape CHANNEL = Shape.PLAIN.with("type", label(CHANNEL_TYPES));

  /// Threads, and the bot's membership in those that it has joined.
  static final Shape THREADS = Shape.PLAIN.with("threads", CHANNEL);

  static final Shape SCHEDULED_EVENT =
      Shape.PLAIN
          .with("privacyLevel", label(Labels.from(2, "guild_only")))
          .with("entityType", label(Labels.from(1, "stage", "voice", "external")))
          .with("status", label(Labels.from(1, "scheduled", "active", "completed", "canceled")));

  static final Shape INVITE =
      Shape.PLAIN
          .with("type", label(Labels.from(0, "guild", "group_dm", "friend")))
          .with(
              "targetType",
              label(
                  Labels.from(1, "stream", "embedded_application", "role_subscriptions_purchase")))
          .with("channel", CHANNEL)
          .with("guildScheduledEvent", SCHEDULED_EVENT);

  /// A webhook of a channel. Anyone who knows its token can post there without being the bot.
  static final Shape WEBHOOK_WITH_TOKEN =
      Shape.PLAIN.with("type", label(Labels.from(1, "incoming", "follower", "application")));

  static final Shape WEBHOOK = WEBHOOK_WITH_TOKEN.without("token", "url");

  static final Shape COMMAND =
      Shape.PLAIN
          .with("type", label(Labels.from(1, "chat_input", "user", "message", "entry_point")))
          .with("handler", label(Labels.from(1, "app_handler", "discord_launch_activity")))
          .with("integrationTypes", labels(Labels.from(0, "guild_install", "user_install")))
          .with("contexts", labels(Labels.from(0, "guild", "bot_dm", "private_channel")));

  static final Shape AUDIT_LOG =
      Shape.PLAIN
          .named("entries", "audit_log_entries")
          .named("commands", "application_commands")
          .named("scheduledEvents", "guild_scheduled_events")
          .with(
              "entries",
              Shape.PLAIN.named("action", "action_type").with("action", label(AuditAction.LABELS)))
          .with("commands", COMMAND)
          .with("scheduledEvents", SCHEDULED_EVENT)
          .with("threads", CHANNEL)
          .with("webhooks", WEBHOOK);

  private Glossary() {}

  /// The codec of a field wherever it occurs; the default is the usual translation.
  static Codec common(String ours) {
    Codec known = COMMON.get(ours);
    return known != null ? known : MOMENTS.matcher(ours).matches() ? Codec.MOMENT : Shape.PLAIN;
  }

  private static Map<String, Codec> common() {
    var common = new HashMap<String, Codec>();
    for (String user : new String[] {"user", "author", "creator", "inviter", "targetUser"}) {
      common.put(user, USER);
    }
    common.put("users", each(USER));
    common.put("recipients", each(USER));
    for (String structure :
        new String[] {
          "embeds",
          "components",
          "poll",
          "options",
          "choices",
          "changes",
          "nameLocalizations",
          "descriptionLocalizations",
          "recurrenceRule"
        }) {
      common.put(structure, AS_IT_IS);
    }
    for (String set : new String[] {"permissions", "allow", "deny", "defaultMemberPermissions"}) {
      common.put(set, PERMISSIONS);
    }
    common.put("permissionOverwrites", OVERWRITE);
    common.put("message", MESSAGE);
    return Map.copyOf(common);
  }
}
