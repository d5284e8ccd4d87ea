package peer;

import static io.javalin.apibuilder.ApiBuilder.get;
import static io.javalin.apibuilder.ApiBuilder.post;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.javalin.Javalin;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.InternalServerErrorResponse;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.UnauthorizedResponse;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.Member;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.Role;
import net.dv8tion.jda.api.entities.channel.attribute.ICategorizableChannel;
import net.dv8tion.jda.api.entities.channel.attribute.IPositionableChannel;
import net.dv8tion.jda.api.entities.channel.middleman.GuildChannel;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;
import net.dv8tion.jda.api.entities.channel.middleman.StandardGuildMessageChannel;
import net.dv8tion.jda.api.exceptions.InvalidTokenException;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.ConcurrentSessionController;
import net.dv8tion.jda.api.utils.MemberCachePolicy;

/// The five endpoints as a Java developer would write them today: Javalin serves on virtual
/// threads, JDA holds the bots and keeps the members it has seen.
public final class Main {
  private final Map<String, JDA> sessions = new ConcurrentHashMap<>();

  public static void main(String[] arguments) {
    var main = new Main();
    Javalin app =
        Javalin.create(
            config -> {
              config.concurrency.useVirtualThreads = true;
              config.startup.showJavalinBanner = false;
              config.bundledPlugins.enableCors(cors -> cors.addRule(rule -> rule.anyHost()));
              config.routes.apiBuilder(
                  () -> {
                    post("/api/auth/login", main::login);
                    post("/api/auth/logout", main::logout);
                    get("/api/members", main::members);
                    get("/api/channels", main::channels);
                    get("/api/messages", main::messages);
                  });
            });
    app.start("127.0.0.1", Integer.parseInt(System.getenv().getOrDefault("PORT", "3000")));
    System.out.println("Listening: http://127.0.0.1:" + app.port());
  }

  record Login(String token) {}

  private void login(Context context) throws InterruptedException {
    String token = context.bodyAsClass(Login.class).token();
    if (token == null) {
      throw new BadRequestResponse("token is required");
    }
    var builder =
        JDABuilder.createDefault(token)
            .enableIntents(GatewayIntent.GUILD_MEMBERS, GatewayIntent.MESSAGE_CONTENT)
            .setMemberCachePolicy(MemberCachePolicy.ALL);
    String api = System.getenv("DISCORD_API");
    if (api != null) {
      builder
          .setRestConfig(new RestConfig().setBaseUrl(api + "/v10/"))
          .setSessionController(new Elsewhere("ws://" + URI.create(api).getAuthority()));
    }
    JDA jda;
    try {
      jda = builder.build().awaitReady();
    } catch (InvalidTokenException e) {
      throw new UnauthorizedResponse("the token was refused");
    }
    String sessionId = UUID.randomUUID().toString();
    sessions.put(sessionId, jda);
    context.json(Map.of("sessionId", sessionId, "message", "Logged in successfully"));
  }

  /// Discord at another address.
  private static final class Elsewhere extends ConcurrentSessionController {
    private final String gateway;

    Elsewhere(String gateway) {
      this.gateway = gateway;
    }

    @Override
    public String getGateway() {
      return gateway;
    }
  }

  private JDA jda(Context context) {
    String sessionId = context.header("Authorization");
    return Optional.ofNullable(sessionId)
        .map(sessions::get)
        .orElseThrow(() -> new UnauthorizedResponse("no valid session"));
  }

  private void logout(Context context) {
    jda(context).shutdown();
    sessions.remove(context.header("Authorization"));
    context.json(Map.of("message", "Logged out successfully"));
  }

  private static Guild guild(JDA jda) {
    return jda.getGuilds().stream()
        .findFirst()
        .orElseThrow(() -> new NotFoundResponse("the bot is in no guild"));
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record MemberView(
      String id,
      String username,
      String displayName,
      String avatar,
      boolean bot,
      List<String> roles,
      String joinedAt) {
    static MemberView of(Member member) {
      return new MemberView(
          member.getId(),
          member.getUser().getName(),
          member.getEffectiveName(),
          member.getEffectiveAvatarUrl(),
          member.getUser().isBot(),
          member.getRoles().stream().map(Role::getName).toList(),
          member.getTimeJoined().toString());
    }
  }

  private void members(Context context) {
    // From the cache once all are in it.
    List<Member> members = guild(jda(context)).loadMembers().get();
    context.json(members.stream().map(MemberView::of).toList());
  }

  record ChannelView(
      String id, String name, String type, String parentId, int position, String topic) {
    static ChannelView of(GuildChannel channel) {
      return new ChannelView(
          channel.getId(),
          channel.getName(),
          channel.getType().name(),
          channel instanceof ICategorizableChannel one ? one.getParentCategoryId() : null,
          channel instanceof IPositionableChannel one ? one.getPositionRaw() : 0,
          channel instanceof StandardGuildMessageChannel one ? one.getTopic() : null);
    }
  }

  private void channels(Context context) {
    context.json(guild(jda(context)).getChannels().stream().map(ChannelView::of).toList());
  }

  record AuthorView(String id, String username, boolean bot) {}

  record MessageView(
      String id, String channelId, String content, AuthorView author, String timestamp) {
    static MessageView of(Message message) {
      var author = message.getAuthor();
      return new MessageView(
          message.getId(),
          message.getChannelId(),
          message.getContentRaw(),
          new AuthorView(author.getId(), author.getName(), author.isBot()),
          message.getTimeCreated().toString());
    }
  }

  private void messages(Context context) {
    JDA jda = jda(context);
    String channelId =
        Optional.ofNullable(context.queryParam("channelId"))
            .orElseThrow(() -> new BadRequestResponse("channelId is required"));
    int limit = context.queryParamAsClass("limit", Integer.class).getOrDefault(100);
    MessageChannel channel = jda.getChannelById(MessageChannel.class, channelId);
    if (channel == null) {
      throw new NotFoundResponse("no such channel");
    }
    try {
      List<Message> found = channel.getHistory().retrievePast(limit).complete();
      context.json(found.stream().map(MessageView::of).toList());
    } catch (RuntimeException e) {
      throw new InternalServerErrorResponse(String.valueOf(e.getMessage()));
    }
  }
}
