package dev.botswain.action;

import java.util.Map;

/// The actions in the audit log, by the names of Discord's documentation, in lower case.
///
/// Source:
/// <https://discord.com/developers/docs/resources/audit-log#audit-log-entry-object-audit-log-events>.
public final class AuditAction {
  public static final Labels LABELS =
      Labels.of(
          Map.ofEntries(
              Map.entry(1, "guild_update"),
              Map.entry(10, "channel_create"),
              Map.entry(11, "channel_update"),
              Map.entry(12, "channel_delete"),
              Map.entry(13, "channel_overwrite_create"),
              Map.entry(14, "channel_overwrite_update"),
              Map.entry(15, "channel_overwrite_delete"),
              Map.entry(20, "member_kick"),
              Map.entry(21, "member_prune"),
              Map.entry(22, "member_ban_add"),
              Map.entry(23, "member_ban_remove"),
              Map.entry(24, "member_update"),
              Map.entry(25, "member_role_update"),
              Map.entry(26, "member_move"),
              Map.entry(27, "member_disconnect"),
              Map.entry(28, "bot_add"),
              Map.entry(30, "role_create"),
              Map.entry(31, "role_update"),
              Map.entry(32, "role_delete"),
              Map.entry(40, "invite_create"),
              Map.entry(41, "invite_update"),
              Map.entry(42, "invite_delete"),
              Map.entry(50, "webhook_create"),
              Map.entry(51, "webhook_update"),
              Map.entry(52, "webhook_delete"),
              Map.entry(60, "emoji_create"),
              Map.entry(61, "emoji_update"),
              Map.entry(62, "emoji_delete"),
              Map.entry(72, "message_delete"),
              Map.entry(73, "message_bulk_delete"),
              Map.entry(74, "message_pin"),
              Map.entry(75, "message_unpin"),
              Map.entry(80, "integration_create"),
              Map.entry(81, "integration_update"),
              Map.entry(82, "integration_delete"),
              Map.entry(83, "stage_instance_create"),
              Map.entry(84, "stage_instance_update"),
              Map.entry(85, "stage_instance_delete"),
              Map.entry(90, "sticker_create"),
              Map.entry(91, "sticker_update"),
              Map.entry(92, "sticker_delete"),
              Map.entry(100, "scheduled_event_create"),
              Map.entry(101, "scheduled_event_update"),
              Map.entry(102, "scheduled_event_delete"),
              Map.entry(110, "thread_create"),
              Map.entry(111, "thread_update"),
              Map.entry(112, "thread_delete"),
              Map.entry(121, "command_permission_update"),
              Map.entry(130, "soundboard_sound_create"),
              Map.entry(131, "soundboard_sound_update"),
              Map.entry(132, "soundboard_sound_delete"),
              Map.entry(140, "auto_moderation_rule_create"),
              Map.entry(141, "auto_moderation_rule_update"),
              Map.entry(142, "auto_moderation_rule_delete"),
              Map.entry(143, "auto_moderation_block_message"),
              Map.entry(144, "auto_moderation_flag_to_channel"),
              Map.entry(145, "auto_moderation_user_communication_disabled"),
              Map.entry(146, "auto_moderation_quarantine_user"),
              Map.entry(150, "creator_monetization_request_created"),
              Map.entry(151, "creator_monetization_terms_accepted"),
              Map.entry(163, "onboarding_prompt_create"),
              Map.entry(164, "onboarding_prompt_update"),
              Map.entry(165, "onboarding_prompt_delete"),
              Map.entry(166, "onboarding_create"),
              Map.entry(167, "onboarding_update"),
              Map.entry(190, "home_settings_create"),
              Map.entry(191, "home_settings_update")));

  private AuditAction() {}
}
