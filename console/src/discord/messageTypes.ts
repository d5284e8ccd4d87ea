import type { Schemas } from '../api/client.ts';

export type Message = Schemas['Message'];
export type Author = Schemas['Author'];
export type Attachment = Schemas['Attachment'];
export type Embed = Schemas['Embed'];
export type Reaction = Schemas['Reaction'];
export type Poll = Schemas['Poll'];
export type MessageFlag = Schemas['MessageFlag'];

/** Names of Discord's numbers, as the contract has them. */
export const MESSAGE_TYPES: Readonly<Record<number, Message['type']>> = {
  0: 'default',
  1: 'recipient_add',
  2: 'recipient_remove',
  3: 'call',
  4: 'channel_name_change',
  5: 'channel_icon_change',
  6: 'channel_pinned_message',
  7: 'user_join',
  8: 'guild_boost',
  9: 'guild_boost_tier_1',
  10: 'guild_boost_tier_2',
  11: 'guild_boost_tier_3',
  12: 'channel_follow_add',
  14: 'guild_discovery_disqualified',
  15: 'guild_discovery_requalified',
  16: 'guild_discovery_grace_period_initial_warning',
  17: 'guild_discovery_grace_period_final_warning',
  18: 'thread_created',
  19: 'reply',
  20: 'chat_input_command',
  21: 'thread_starter_message',
  22: 'guild_invite_reminder',
  23: 'context_menu_command',
  24: 'auto_moderation_action',
  25: 'role_subscription_purchase',
  26: 'interaction_premium_upsell',
  27: 'stage_start',
  28: 'stage_end',
  29: 'stage_speaker',
  31: 'stage_topic',
  32: 'guild_application_premium_subscription',
  36: 'guild_incident_alert_mode_enabled',
  37: 'guild_incident_alert_mode_disabled',
  38: 'guild_incident_report_raid',
  39: 'guild_incident_report_false_alarm',
  44: 'purchase_notification',
  46: 'poll_result',
};

export const MESSAGE_FLAGS: readonly [number, MessageFlag][] = [
  [0, 'crossposted'],
  [1, 'is_crosspost'],
  [2, 'suppress_embeds'],
  [3, 'source_message_deleted'],
  [4, 'urgent'],
  [5, 'has_thread'],
  [6, 'ephemeral'],
  [7, 'loading'],
  [8, 'failed_to_mention_some_roles_in_thread'],
  [12, 'suppress_notifications'],
  [13, 'is_voice_message'],
  [14, 'has_snapshot'],
  [15, 'is_components_v2'],
];

export const CHANNEL_TYPES: Readonly<Record<number, Schemas['Channel']['type']>> = {
  0: 'text',
  1: 'dm',
  2: 'voice',
  3: 'group_dm',
  4: 'category',
  5: 'announcement',
  10: 'announcement_thread',
  11: 'public_thread',
  12: 'private_thread',
  13: 'stage',
  14: 'directory',
  15: 'forum',
  16: 'media',
};
