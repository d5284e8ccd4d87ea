package dev.botswain.sim.rest;

import dev.botswain.sim.world.Channel;
import dev.botswain.sim.world.Permissions;
import dev.botswain.sim.world.ThreadState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/// What a body changes about a thread ([Modify
/// Channel](https://discord.com/developers/docs/resources/channel#modify-channel-json-params-thread)).
final class ThreadChange {
  private final List<BiConsumer<Channel, ThreadState>> steps = new ArrayList<>();

  /// The flag of a thread that is pinned in its forum; archiving clears it.
  private static final int PINNED = 1 << 1;

  private ThreadChange() {}

  void apply(Channel thread) {
    ThreadState state = thread.thread();
    if (state != null) {
      steps.forEach(step -> step.accept(thread, state));
    }
  }

  /// Parses and checks a change: anyone who may send may unarchive a thread that is not locked, its
  /// owner may change more, and those who manage threads everything.
  static ThreadChange read(Call call, Channel thread, ThreadState state) {
    Form form = call.form();
    Boolean archived = form.bool("archived");
    Boolean locked = form.bool("locked");
    var change = new ThreadChange();
    change.readCommon(form);
    if (form.hasValue("auto_archive_duration")) {
      change.steps.add((changed, its) -> its.activeSince(call.now()));
    }
    if (archived != null) {
      change.steps.add((changed, its) -> {
        its.archived(archived, call.now());
        if (archived) {
          changed.flags(changed.flags() & ~PINNED);
        }
      });
    }
    if (locked != null) {
      change.steps.add((changed, its) -> its.locked(locked));
    }
    form.check();
    Rights rights = call.rights(thread);
    boolean moderator = rights.has(Permissions.MANAGE_THREADS);
    boolean unarchivesOnly =
        form.raw().size() == 1 && Boolean.FALSE.equals(archived) && !state.locked();
    boolean owner =
        state.ownerId() == call.bot().id()
            && locked == null
            && !form.has("rate_limit_per_user")
            && !state.locked();
    if (!moderator && !owner) {
      rights.need(unarchivesOnly ? Permissions.SEND_MESSAGES : Permissions.MANAGE_THREADS);
    }
    if (state.archived() && !Boolean.FALSE.equals(archived)) {
      throw ErrorCode.ARCHIVED_THREAD.refusal();
    }
    return change;
  }

  /// The fields that can be set both when a thread is created and when it is changed.
  static ThreadChange atStart(Form form) {
    var change = new ThreadChange();
    change.readCommon(form);
    return change;
  }

  /// Only the tags, which a webhook can set for the thread that it starts.
  static ThreadChange ofTags(Form form) {
    var change = new ThreadChange();
    change.readTags(form);
    return change;
  }

  private void readCommon(Form form) {
    String name = form.text("name", 1, 100);
    if (name != null) {
      steps.add((thread, state) -> thread.name(name));
    }
    Integer minutes = form.choice("auto_archive_duration", 60, 1_440, 4_320, 10_080);
    if (minutes != null) {
      steps.add((thread, state) -> state.autoArchiveMinutes(minutes));
    }
    Boolean invitable = form.bool("invitable");
    if (invitable != null) {
      steps.add((thread, state) -> state.invitable(invitable));
    }
    if (form.has("rate_limit_per_user")) {
      int seconds = form.number("rate_limit_per_user", 0, 21_600, 0);
      steps.add((thread, state) -> thread.rateLimitPerUser(seconds));
    }
    Long flags = form.number("flags", 0, Integer.MAX_VALUE);
    if (flags != null) {
      steps.add((thread, state) -> thread.flags(flags.intValue()));
    }
    readTags(form);
  }

  private void readTags(Form form) {
    if (form.hasValue("applied_tags")) {
      List<String> tags =
          form.snowflakes("applied_tags", 0, 5).stream().map(id -> "\"" + id + "\"").toList();
      steps.add((thread, state) -> state.appliedTags("[" + String.join(",", tags) + "]"));
    }
  }
}
