package dev.botswain.sim.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.botswain.sim.world.Channel;
import dev.botswain.sim.world.ChannelType;
import dev.botswain.sim.world.Guild;
import dev.botswain.sim.world.ScheduledEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Parses the scheduled event in a body, and checks that it has what its type needs ([Field
/// Requirements By Entity
/// Type](https://discord.com/developers/docs/resources/guild-scheduled-event#guild-scheduled-event-object-field-requirements-by-entity-type)).
final class ScheduledEventForm {
  private static final List<String> RECURRENCE =
      List.of(
          "end", "by_weekday", "by_n_weekday", "by_month", "by_month_day", "by_year_day", "count");

  private final Form form;
  private final Guild guild;
  private final @Nullable ScheduledEvent old;
  private final List<Consumer<ScheduledEvent>> steps = new ArrayList<>();

  private ScheduledEventForm(Form form, Guild guild, @Nullable ScheduledEvent old) {
    this.form = form;
    this.guild = guild;
    this.old = old;
  }

  /// The change that the body makes to an event.
  ///
  /// @param old the event that is changed, or null for a new one
  /// @param now milliseconds since 1970
  static Consumer<ScheduledEvent> read(
      Form form, Guild guild, @Nullable ScheduledEvent old, long now) {
    var reader = new ScheduledEventForm(form, guild, old);
    reader.readTexts();
    reader.readTimes(now);
    reader.readPlace();
    reader.readStatus();
    reader.readRecurrence();
    form.check();
    return event -> reader.steps.forEach(step -> step.accept(event));
  }

  private void require(String field) {
    if (old == null) {
      form.require(field);
    }
  }

  private void readTexts() {
    require("name");
    require("privacy_level");
    form.choice("privacy_level", 2);
    String name = form.text("name", 1, 100);
    if (name != null) {
      steps.add(event -> event.name(name));
    }
    if (form.has("description")) {
      String description = form.text("description", 0, 1_000);
      steps.add(event -> event.description(description));
    }
    if (form.has("image")) {
      String image = ImageData.hash(form, "image");
      steps.add(event -> event.image(image));
    }
  }

  private void readTimes(long now) {
    require("scheduled_start_time");
    Instant start = form.time("scheduled_start_time");
    if (start != null) {
      if (start.toEpochMilli() < now) {
        form.wrong(
            "scheduled_start_time",
            "GUILD_SCHEDULED_EVENT_SCHEDULE_PAST",
            "Cannot schedule event in the past.");
      }
      steps.add(event -> event.start(start.toEpochMilli()));
    }
    if (form.has("scheduled_end_time")) {
      Instant end = form.time("scheduled_end_time");
      if (start != null && end != null && !end.isAfter(start)) {
        form.wrong(
            "scheduled_end_time",
            "GUILD_SCHEDULED_EVENT_END_BEFORE_START",
            "The end must be after the start.");
      }
      steps.add(event -> event.end(end == null ? 0 : end.toEpochMilli()));
    }
  }

  private void readPlace() {
    require("entity_type");
    Integer given = form.choice("entity_type", 1, 2, 3);
    int type = given != null ? given : old == null ? ScheduledEvent.EXTERNAL : old.entityType();
    boolean becomes = old == null || old.entityType() != type;
    steps.add(event -> event.entityType(type));
    if (type == ScheduledEvent.EXTERNAL) {
      readLocation(becomes);
      steps.add(event -> event.channelId(0));
      return;
    }
    if (becomes) {
      form.require("channel_id");
    }
    Long id = form.snowflake("channel_id");
    if (id != null) {
      Channel channel = guild.channels().get(id);
      if (channel == null || channel.type() != hosting(type)) {
        form.wrong(
            "channel_id", "GUILD_SCHEDULED_EVENT_CHANNEL_INVALID", "Not a channel for this event.");
      }
      steps.add(event -> event.channelId(id));
    }
    steps.add(event -> event.location(null));
  }

  private static ChannelType hosting(int type) {
    return type == ScheduledEvent.STAGE_INSTANCE
        ? ChannelType.GUILD_STAGE_VOICE
        : ChannelType.GUILD_VOICE;
  }

  private void readLocation(boolean becomes) {
    if (form.hasValue("channel_id")) {
      form.wrong(
          "channel_id", "GUILD_SCHEDULED_EVENT_CHANNEL_INVALID", "An external event has none.");
    }
    if (becomes) {
      form.require("entity_metadata").require("scheduled_end_time");
    }
    Form metadata = form.object("entity_metadata");
    if (metadata != null) {
      String location = metadata.require("location").text("location", 1, 100);
      steps.add(event -> event.location(location));
    }
  }

  /// An event changes from scheduled to active or cancelled, and from active to completed.
  private void readStatus() {
    Integer status = form.choice("status", 1, 2, 3, 4);
    if (status == null) {
      return;
    }
    int from = old == null ? ScheduledEvent.SCHEDULED : old.status();
    boolean valid =
        switch (status) {
          case ScheduledEvent.ACTIVE, ScheduledEvent.CANCELED -> from == ScheduledEvent.SCHEDULED;
          case ScheduledEvent.COMPLETED -> from == ScheduledEvent.ACTIVE;
          default -> from == status;
        };
    if (!valid) {
      form.wrong(
          "status",
          "TRANSITION_STATUS_INVALID",
          "Cannot go from status " + from + " to " + status + ".");
    }
    steps.add(event -> event.status(status));
  }

  /// The rule as it arrived, with null for omitted fields.
  private void readRecurrence() {
    if (!form.has("recurrence_rule")) {
      return;
    }
    Form rule = form.object("recurrence_rule");
    if (rule == null) {
      steps.add(event -> event.recurrenceRule(null));
      return;
    }
    rule.require("start").time("start");
    rule.require("frequency").choice("frequency", 0, 1, 2, 3);
    rule.require("interval").number("interval", 1, 2);
    Recurrence.check(rule);
    JsonNode raw = rule.raw().deepCopy();
    if (raw instanceof ObjectNode whole) {
      RECURRENCE.stream().filter(field -> !whole.has(field)).forEach(whole::putNull);
    }
    steps.add(event -> event.recurrenceRule(raw.toString()));
  }
}
