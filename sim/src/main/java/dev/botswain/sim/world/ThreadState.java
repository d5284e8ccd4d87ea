package dev.botswain.sim.world;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/// The fields that only threads have (Channel resource, "Thread Metadata Object").
public final class ThreadState {
  /// A member of a thread.
  ///
  /// @param id the user's
  /// @param joinedAt milliseconds since 1970
  public record Joined(long id, long joinedAt) implements Entity {}

  private final long ownerId;
  private final long createdAt;
  private final ById<Joined> members = new ById<>();
  private long archivedAt;
  private int autoArchiveMinutes = 4320;
  private boolean archived;
  private boolean locked;
  private boolean invitable = true;
  private int messageCount;
  private int totalMessageSent;
  private String appliedTags = "[]";

  ThreadState(long ownerId, long createdAt) {
    this.ownerId = ownerId;
    this.createdAt = createdAt;
    this.archivedAt = createdAt;
  }

  /// The user who started it.
  public long ownerId() {
    return ownerId;
  }

  /// The users who have joined.
  public ById<Joined> members() {
    return members;
  }

  public boolean archived() {
    return archived;
  }

  /// Archives or unarchives.
  ///
  /// @param now when, in milliseconds since 1970
  public ThreadState archived(boolean archived, long now) {
    this.archived = archived;
    this.archivedAt = now;
    return this;
  }

  /// When `archived` last changed, in milliseconds since 1970.
  public long archivedAt() {
    return archivedAt;
  }

  public boolean locked() {
    return locked;
  }

  public ThreadState locked(boolean locked) {
    this.locked = locked;
    return this;
  }

  public boolean invitable() {
    return invitable;
  }

  public ThreadState invitable(boolean invitable) {
    this.invitable = invitable;
    return this;
  }

  public int autoArchiveMinutes() {
    return autoArchiveMinutes;
  }

  /// Counts as active from now on, in milliseconds since 1970.
  public ThreadState activeSince(long now) {
    this.archivedAt = now;
    return this;
  }

  /// One of 60, 1440, 4320, 10080.
  public ThreadState autoArchiveMinutes(int minutes) {
    this.autoArchiveMinutes = minutes;
    return this;
  }

  /// Its forum tags, a JSON array of ids.
  public ThreadState appliedTags(String json) {
    this.appliedTags = json;
    return this;
  }

  int totalMessageSent() {
    return totalMessageSent;
  }

  void sent() {
    messageCount++;
    totalMessageSent++;
  }

  void deleted() {
    messageCount = Math.max(0, messageCount - 1);
  }

  void fields(JsonGenerator json, Channel thread) throws IOException {
    Json.id(json, "owner_id", ownerId);
    json.writeNumberField("message_count", messageCount);
    json.writeNumberField("total_message_sent", totalMessageSent);
    json.writeNumberField("member_count", memberCount());
    Json.raw(json, "applied_tags", appliedTags, "[]");
    metadata(json, thread);
  }

  void metadata(JsonGenerator json, Channel thread) throws IOException {
    json.writeObjectFieldStart("thread_metadata");
    json.writeBooleanField("archived", archived);
    json.writeNumberField("auto_archive_duration", autoArchiveMinutes);
    Json.time(json, "archive_timestamp", archivedAt);
    json.writeBooleanField("locked", locked);
    if (thread.type() == ChannelType.PRIVATE_THREAD) {
      json.writeBooleanField("invitable", invitable);
    }
    Json.time(json, "create_timestamp", createdAt);
    json.writeEndObject();
  }

  /// Discord stops counting at 50.
  int memberCount() {
    return Math.min(50, members.size());
  }
}
