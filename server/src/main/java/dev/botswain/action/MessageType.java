package dev.botswain.action;

import java.util.Map;

/// The kinds of message, by the names of Discord's documentation, in lower case.
///
/// Source: <https://discord.com/developers/docs/resources/message#message-object-message-types>.
public final class MessageType {
  public static final Labels LABELS =
      Labels.of(
          Map.ofEntries(
              Map.entry(0, "default"),
              Map.entry(1, "recipient_add"),
              Map.entry(2, "recipient_remove"),
              Map.entry(3, "call"),
              Map.entry(4, "channel_name_change"),
              Map.entry(5, "channel_icon_change"),
              Map.entry(6, "channel_pinned_message"),
              Map.entry(7, "user_join"),
              Map.entry(8, "guild_boost"),
              Map.entry(9, "guild_boost_tier_1"),
              Map.entry(10, "guild_boost_tier_2"),
              Map.entry(11, "guild_boost_tier_3"),
              Map.entry(12, "channel_follow_add"),
              Map.entry(14, "guild_discovery_disqualified"),
              Map.entry(15, "guild_discovery_requalified"),
              Map.entry(16, "guild_discovery_grace_period_initial_warning"),
              Map.entry(17, "guild_discovery_grace_period_final_warning"),
              Map.entry(18, "thread_created"),
              Map.entry(19, "reply"),
              Map.entry(20, "chat_input_command"),
              Map.entry(21, "thread_starter_message"),
              Map.entry(22, "guild_invite_reminder"),
              Map.entry(23, "context_menu_command"),
              Map.entry(24, "auto_moderation_action"),
              Map.entry(25, "role_subscription_purchase"),
              Map.entry(26, "interaction_premium_upsell"),
              Map.entry(27, "stage_start"),
              Map.entry(28, "stage_end"),
              Map.entry(29, "stage_speaker"),
              Map.entry(31, "stage_topic"),
              Map.entry(32, "guild_application_premium_subscription"),
              Map.entry(36, "guild_incident_alert_mode_enabled"),
              Map.entry(37, "guild_incident_alert_mode_disabled"),
              Map.entry(38, "guild_incident_report_raid"),
              Map.entry(39, "guild_incident_report_false_alarm"),
              Map.entry(44, "purchase_notification"),
              Map.entry(46, "poll_result")));

  private MessageType() {}

  /// The name of the type with Discord's number; `unknown` for one that is newer than this server.
  static String label(int number) {
    return LABELS.label(number);
  }
}
