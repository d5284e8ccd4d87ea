package dev.botswain.bot;

import dev.botswain.discord.gateway.Dispatch;
import dev.botswain.discord.gateway.ShardId;
import dev.botswain.discord.protocol.EventType;
import dev.botswain.discord.protocol.GuildEffect;
import dev.botswain.guild.ById;
import dev.botswain.guild.Channel;
import dev.botswain.guild.Guild;
import dev.botswain.guild.GuildWire;
import dev.botswain.guild.Member;
import dev.botswain.guild.MemberUpdate;
import dev.botswain.guild.Presence;
import dev.botswain.guild.Presences;
import dev.botswain.json.DiscordJson;
import dev.botswain.store.StoredGuild;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a bot knows, kept current by its dispatches.
///
/// Changed on the bot's event loop only; read from any thread. Each guild is a separate snapshot.
///
/// Source: <https://discord.com/developers/docs/events/gateway-events>.
public final class BotState {
  private static final Logger log = LoggerFactory.getLogger(BotState.class);

  private final long botId;
  private final Map<Long, Guild> guilds = new ConcurrentHashMap<>();
  private final Map<Long, Members> members = new ConcurrentHashMap<>();
  private final Map<Long, Presences> presences = new ConcurrentHashMap<>();
  private final boolean keepsPresences;
  private final LongConsumer memberCount;

  /// What limits its own membership, by guild; only of guilds where something does.
  private final Map<Long, Member.Details> own = new ConcurrentHashMap<>(1);

  /// Guilds that READY announced and that have not arrived yet.
  private final Set<Long> awaited = ConcurrentHashMap.newKeySet();

  BotState(long botId, boolean keepsPresences) {
    this(botId, keepsPresences, _ -> {});
  }

  /// @param keepsPresences whether presences are kept; if not, none is ever known
  /// @param memberCount called with how many members more are kept, or fewer
  BotState(long botId, boolean keepsPresences, LongConsumer memberCount) {
    this.botId = botId;
    this.keepsPresences = keepsPresences;
    this.memberCount = memberCount;
  }

  long botId() {
    return botId;
  }

  Collection<Guild> guilds() {
    return guilds.values();
  }

  @Nullable Guild guild(long id) {
    return guilds.get(id);
  }

  /// Whether all announced guilds have arrived.
  boolean isWhole() {
    return awaited.isEmpty();
  }

  /// The kept members of a guild, or null.
  @Nullable Members keptMembers(long guildId) {
    return members.get(guildId);
  }

  /// The kept members of a guild, created if they are not kept yet.
  Members members(long guildId) {
    return members.computeIfAbsent(guildId, _ -> new Members(guildId, memberCount));
  }

  boolean keepsPresences() {
    return keepsPresences;
  }

  /// The presences of a guild if they are kept, or null.
  public @Nullable Presences presences(long guildId) {
    return presences.get(guildId);
  }

  /// The presences of a guild are about to arrive in chunks of members.
  public Presences beginPresences(long guildId) {
    var begun = new Presences();
    presences.put(guildId, begun);
    return begun;
  }

  /// They did not come.
  void dropPresences(long guildId, Presences begun) {
    presences.remove(guildId, begun);
  }

  /// The known presences may have changed meanwhile.
  void forgetPresences() {
    presences.clear();
  }

  /// Restores a guild from its document and the events since.
  ///
  /// @param shards how many the bot has
  void restore(StoredGuild guild, int shards) {
    var shard = new ShardId(guild.shard(), shards);
    restore(shard, "GUILD_CREATE", guild.document());
    guild.changes().forEach(change -> restore(shard, change.type(), change.data()));
  }

  private void restore(ShardId shard, String type, byte[] data) {
    try {
      apply(shard, new Dispatch(type, 0, data));
    } catch (RuntimeException e) {
      logUnread(type, e);
    }
  }

  void logUnread(String type, RuntimeException cause) {
    log.atWarn()
        .addKeyValue("bot", botId)
        .addKeyValue("type", type)
        .setCause(cause)
        .log("event not understood");
  }

  /// Applies a dispatch that changes the state, and does not parse others.
  ///
  /// @throws MalformedAnswerException if it cannot be parsed
  public void apply(ShardId shard, Dispatch dispatch) {
    EventType type = EventType.of(dispatch.type());
    byte[] data = dispatch.data();
    switch (type == null ? GuildEffect.NONE : type.effect()) {
      case GUILDS_LISTED -> ready(shard, DiscordJson.read(data, GuildEvents.Ready.class));
      case GUILD_CREATED -> created(shard.id(), DiscordJson.read(data, GuildWire.class));
      case GUILD_UPDATED -> {
        GuildWire wire = DiscordJson.read(data, GuildWire.class);
        change(wire.id(), wire::updated);
      }
      case GUILD_DELETED -> deleted(DiscordJson.read(data, GuildEvents.UnavailableGuild.class));
      case ROLE_SET -> {
        GuildEvents.RoleChanged changed = DiscordJson.read(data, GuildEvents.RoleChanged.class);
        change(changed.guildId(), guild -> guild.withRoles(guild.roles().with(changed.role())));
      }
      case ROLE_REMOVED -> {
        GuildEvents.RoleDeleted deleted = DiscordJson.read(data, GuildEvents.RoleDeleted.class);
        change(
            deleted.guildId(), guild -> guild.withRoles(guild.roles().without(deleted.roleId())));
      }
      case CHANNEL_SET, THREAD_SET -> {
        Channel channel = DiscordJson.read(data, Channel.class);
        change(channel.guildId(), guild -> withChannel(guild, channel));
      }
      case CHANNEL_REMOVED, THREAD_REMOVED -> {
        Channel deleted = DiscordJson.read(data, Channel.class);
        change(deleted.guildId(), guild -> withoutChannel(guild, deleted.id()));
      }
      case THREADS_LISTED -> threads(DiscordJson.read(data, GuildEvents.ThreadList.class));
      case MEMBER_ADDED -> joined(DiscordJson.read(data, Member.Wire.class));
      case MEMBER_CHANGED -> changed(data);
      case MEMBER_REMOVED -> memberRemoved(DiscordJson.read(data, GuildEvents.MemberRemove.class));
      case MEMBERS_LISTED -> chunk(DiscordJson.read(data, GuildEvents.MembersChunk.class));
      case MEMBERS_REFUSED ->
          chunksRefused(DiscordJson.read(data, GuildEvents.RateLimited.class).meta());
      case PRESENCE_SET -> {
        if (keepsPresences) {
          present(DiscordJson.read(data, Presence.Wire.class));
        }
      }
      // A guild's snapshot contains none of these.
      case EMOJIS_SET,
          STICKERS_SET,
          SOUND_SET,
          SOUND_REMOVED,
          SOUNDS_SET,
          SCHEDULED_EVENT_SET,
          SCHEDULED_EVENT_REMOVED,
          STAGE_SET,
          STAGE_REMOVED,
          VOICE_STATE_SET,
          PINS_SET,
          NONE -> {}
    }
  }

  private void chunk(GuildEvents.MembersChunk chunk) {
    Presences there = presences.get(chunk.guildId());
    if (there != null && chunk.presences() != null) {
      there.chunk(chunk.list(), chunk.presences());
    }
    Members of = members.get(chunk.guildId());
    if (of != null) {
      of.chunk(chunk);
    }
  }

  /// A new session: what was known of the shard's guilds may have changed meanwhile.
  private void ready(ShardId shard, GuildEvents.Ready ready) {
    List<GuildWire> announced = ready.guilds() == null ? List.of() : ready.guilds();
    var listed = new HashSet<Long>();
    announced.forEach(guild -> listed.add(guild.id()));
    awaited.removeIf(shard::hears);
    awaited.addAll(listed);
    for (Guild guild : guilds.values()) {
      if (shard.hears(guild.id())) {
        forgetMembers(guild.id());
        if (!listed.contains(guild.id())) {
          guilds.remove(guild.id());
        }
      }
    }
    announced.stream().filter(GuildWire::isWhole).forEach(guild -> created(shard.id(), guild));
  }

  private void created(int shard, GuildWire wire) {
    awaited.remove(wire.id());
    Guild before = guilds.get(wire.id());
    if (before != null && !before.available()) {
      forgetMembers(wire.id()); // Changes during the outage are unknown.
    }
    if (wire.unavailable()) {
      change(wire.id(), guild -> guild.withAvailable(false));
    } else {
      guilds.put(wire.id(), wire.created(shard, botId));
      Member self = wire.member(botId);
      keepOwn(wire.id(), self == null ? Member.Details.NONE : self.details());
      presences.remove(wire.id());
      if (keepsPresences && wire.hasPresences()) {
        Presences come = beginPresences(wire.id());
        come.putAll(wire.presences() == null ? List.of() : wire.presences());
        come.complete();
      }
    }
  }

  private void present(Presence.Wire wire) {
    Presences of = presences.get(wire.guildId());
    if (of != null) {
      of.put(wire);
    }
  }

  private void deleted(GuildEvents.UnavailableGuild gone) {
    awaited.remove(gone.id());
    presences.remove(gone.id());
    if (gone.unavailable()) {
      change(gone.id(), guild -> guild.withAvailable(false));
    } else {
      guilds.remove(gone.id());
      own.remove(gone.id());
      forgetMembers(gone.id());
    }
  }

  /// The bot ends: no members are kept any more.
  void close() {
    List.copyOf(members.keySet()).forEach(this::forgetMembers);
  }

  private void forgetMembers(long guildId) {
    presences.remove(guildId);
    Members forgotten = members.remove(guildId);
    if (forgotten != null) {
      forgotten.forget();
    }
  }

  private static Guild withChannel(Guild guild, Channel channel) {
    return guild.withChannels(
        channel.isArchived()
            ? guild.channels().without(channel.id())
            : guild.channels().with(channel));
  }

  private static Guild withoutChannel(Guild guild, long channelId) {
    List<Channel> left =
        guild.channels().all().stream()
            .filter(channel -> channel.id() != channelId)
            .filter(channel -> !(channel.type().isThread() && channel.parentId() == channelId))
            .toList();
    return guild.withChannels(new ById<>(left));
  }

  /// The bot can see more channels now, and gets the threads that are active there.
  private void threads(GuildEvents.ThreadList list) {
    change(
        list.guildId(),
        guild -> {
          List<Channel> kept =
              guild.channels().all().stream()
                  .filter(
                      channel -> !(channel.type().isThread() && list.covers(channel.parentId())))
                  .toList();
          ById<Channel> channels = new ById<>(kept);
          for (Channel thread : list.threads() == null ? List.<Channel>of() : list.threads()) {
            channels = channels.with(thread);
          }
          return guild.withChannels(channels);
        });
  }

  private void joined(Member.Wire wire) {
    change(wire.guildId(), guild -> guild.withMemberCount(guild.memberCount() + 1));
    updated(wire);
  }

  /// Fields that the event omits are unchanged.
  private void changed(byte[] data) {
    Member.Wire wire = DiscordJson.read(data, Member.Wire.class);
    Members of = members.get(wire.guildId());
    Member before = of == null || wire.user() == null ? null : of.byId().get(wire.user().id());
    updated(before == null ? wire : MemberUpdate.of(DiscordJson.tree(data), before));
  }

  private void updated(Member.Wire wire) {
    Member member = wire.member();
    if (member == null) {
      return;
    }
    if (member.id() == botId && wire.roles() != null) {
      change(wire.guildId(), guild -> guild.withOwnRoles(Set.copyOf(member.roleIds())));
      keepOwn(wire.guildId(), member.details());
    }
    Members of = members.get(wire.guildId());
    if (of != null) {
      of.put(member);
    }
  }

  private void keepOwn(long guildId, Member.Details details) {
    if (details.pending() || details.timedOutUntil() != null || details.flags() != 0) {
      own.put(guildId, details);
    } else {
      own.remove(guildId);
    }
  }

  /// What limits the bot's own membership of a guild.
  Member.Details ownDetails(long guildId) {
    return own.getOrDefault(guildId, Member.Details.NONE);
  }

  private void memberRemoved(GuildEvents.MemberRemove removed) {
    change(removed.guildId(), guild -> guild.withMemberCount(Math.max(0, guild.memberCount() - 1)));
    Members of = members.get(removed.guildId());
    if (of != null && removed.user() != null) {
      of.remove(removed.user().id());
    }
    Presences there = presences.get(removed.guildId());
    if (there != null && removed.user() != null) {
      there.remove(removed.user().id());
    }
  }

  private void chunksRefused(GuildEvents.RateLimited.@Nullable Meta request) {
    Members of = request == null ? null : members.get(request.guildId());
    if (request != null && of != null) {
      of.chunksRefused(request.nonce());
    }
  }

  private void change(long guildId, UnaryOperator<Guild> change) {
    guilds.computeIfPresent(guildId, (_, guild) -> change.apply(guild));
  }
}
