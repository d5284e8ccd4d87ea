package dev.botswain.sim.world;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;

/// The material of the ready-made worlds: texts, users, and a random sequence that is always the
/// same.
final class Demo {
  /// Everything in a ready-made world happened after 1 October 2025, 06:00 UTC.
  static final long START = 1_759_298_400_000L;

  static final long MINUTE = 60_000;
  static final long DAY = 24 * 60 * MINUTE;

  /// Stands for the address of the CDN, which is known once the sim listens.
  static final String CDN = "sim://cdn";

  /// The permissions of the role @everyone of a new guild.
  static final long EVERYONE =
      Permissions.VIEW_CHANNEL
          | Permissions.CREATE_INSTANT_INVITE
          | Permissions.CHANGE_NICKNAME
          | Permissions.SEND_MESSAGES
          | Permissions.SEND_MESSAGES_IN_THREADS
          | Permissions.CREATE_PUBLIC_THREADS
          | Permissions.EMBED_LINKS
          | Permissions.ATTACH_FILES
          | Permissions.ADD_REACTIONS
          | Permissions.USE_EXTERNAL_EMOJIS
          | Permissions.READ_MESSAGE_HISTORY
          | Permissions.USE_APPLICATION_COMMANDS
          | Permissions.SEND_POLLS
          | Permissions.CONNECT
          | Permissions.SPEAK
          | Permissions.STREAM
          | Permissions.USE_VAD
          | Permissions.REQUEST_TO_SPEAK;

  static final List<String> NAMES = lines("names.txt");
  static final List<String> TEXTS = lines("messages.txt");

  private static final List<String> ENDINGS =
      List.of("", "_sails", "_afloat", "42", "_k", ".ahoy", "_nord", "77", "_by_the_sea", "_x");

  private Demo() {}

  /// The same sequence in every run.
  static Random random() {
    return new Random(4711);
  }

  /// An id for a moment in the ready-made world.
  ///
  /// @param millis after its start
  /// @param low 0 to 4,194,303, to distinguish ids of the same moment
  static long id(long millis, int low) {
    return Snowflakes.at(START + millis) | low;
  }

  /// The id of a ready-made command.
  static long commandId(String name) {
    return id(-400 * DAY, Math.floorMod(name.hashCode(), 1 << 20));
  }

  /// Creates user number `n`, always the same one; the account is up to four years old.
  static User person(World world, int n) {
    var name = NAMES.get(n % NAMES.size());
    int round = n / NAMES.size();
    var handle = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    var ending = ENDINGS.get(round % ENDINGS.size());
    var number = round < ENDINGS.size() ? "" : String.valueOf(round / ENDINGS.size());
    long age = 4 * 365 * DAY - n * 61L * MINUTE;
    var user =
        world.users().create(id(-age, n), handle + ending + number, n % 7 == 3 ? null : name);
    if (n % 3 == 0) {
      user.avatar(
          String.format(
              Locale.ROOT, "%016x%016x", n * 0x9E3779B97F4A7C15L, ~n * 0xC2B2AE3D27D4EB4FL));
    }
    user.presence(
        switch (n % 9) {
          case 0, 4 -> Presence.ONLINE;
          case 2 -> Presence.IDLE;
          case 6 -> Presence.DND;
          default -> Presence.OFFLINE;
        });
    return user;
  }

  private static List<String> lines(String resource) {
    var stream = Objects.requireNonNull(Demo.class.getResourceAsStream(resource), resource);
    try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      return reader.lines().filter(line -> !line.isBlank()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }
}
