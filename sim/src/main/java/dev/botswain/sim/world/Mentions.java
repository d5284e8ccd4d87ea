package dev.botswain.sim.world;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Finds the mentions in a message (Reference, "Message Formatting").
final class Mentions {
  private static final Pattern NAMED = Pattern.compile("<@(!|&)?(\\d{15,20})>");

  private static final ObjectMapper JSON = new ObjectMapper();

  private Mentions() {}

  static void find(World world, Message message, AllowedMentions allowed) {
    var content = text(message);
    var reference = message.reference();
    if (message.type() == Message.POLL_RESULT) {
      message.mentions(false, List.of(message.author()), List.of());
      return;
    }
    if (content.indexOf('@') < 0 && reference == null) {
      message.mentions(false, List.of(), List.of());
      return;
    }
    var channel = message.channel();
    var guild = channel.guild();
    var member = guild == null ? null : guild.members().get(message.author().id());
    boolean mayPingAll =
        message.origin() instanceof MessageOrigin.OfWebhook
            || Permissions.has(
                Permissions.inChannel(channel, member, world.now()), Permissions.MENTION_EVERYONE);
    var users = new ArrayList<User>();
    var roles = new ArrayList<Role>();
    var named = NAMED.matcher(content);
    while (named.find()) {
      long id = Long.parseUnsignedLong(named.group(2));
      if ("&".equals(named.group(1))) {
        var role = guild == null ? null : guild.roles().get(id);
        if (role != null && allowed.role(id) && (role.mentionable() || mayPingAll)) {
          addOnce(roles, role);
        }
      } else if (allowed.user(id) && world.users().get(id) instanceof User user) {
        addOnce(users, user);
      }
    }
    if (message.type() == Message.REPLY && reference != null && allowed.repliedUser()) {
      var replied = channel.messages().get(reference.messageId());
      if (replied != null && replied.author() != message.author()) {
        addOnce(users, replied.author());
      }
    }
    boolean everyone =
        allowed.everyone()
            && mayPingAll
            && (content.contains("@everyone") || content.contains("@here"));
    message.mentions(everyone, List.copyOf(users), List.copyOf(roles));
  }

  /// Its text: its content, or the texts of its components if it has nothing else.
  private static String text(Message message) {
    var components = message.components();
    if ((message.flags() & Message.COMPONENTS_V2) == 0 || components == null) {
      return message.content();
    }
    try {
      return String.join("\n", JSON.readTree(components).findValuesAsText("content"));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("no JSON: " + components, e);
    }
  }

  private static <T> void addOnce(List<T> list, T item) {
    if (!list.contains(item)) {
      list.add(item);
    }
  }
}
