const ADVICE: Readonly<Record<string, string>> = {
  token_rejected: 'Perhaps it was reset since, or is not complete. In the Developer Portal, “Bot”, “Reset Token” shows a new one.',
  not_a_bot: 'Discord forbids programs to use the accounts of people. Create an application in the Developer Portal and use the token of its bot.',
  login_not_allowed: 'Ask the operator to list the application, or for an invitation.',
  invitation_invalid: 'Ask the operator for a new invitation. Each is good for one bot and for a limited time.',
  quota_reached: 'Ask the operator to raise the quota of the tenant.',
  too_many_bots: 'Log out as a bot that you do not need here. Its session ends with that.',
  identify_budget_exhausted: 'Discord resets this budget within a day. Another login now could cost the bot its token.',
  rate_limited: 'Wait a little, then try again.',
  protecting_address: 'Discord bans addresses that send too many invalid requests. Wait a few minutes.',
  discord_unreachable: 'Check whether this server reaches discord.com, and Discord’s status page.',
  unknown_operator_key: 'The key begins with bwo_. If it is lost, ./botswain operator-key on the server’s machine makes a new one.',
  not_our_page: 'Open the console over HTTPS, or on the machine that runs the server as http://127.0.0.1 or http://localhost.',
  bot_drained: 'The operator is working on this bot. Try again later.',
};

/** What helps after a refused login; null if the server's sentence says all. */
export function adviceOn(error: Error): string | null {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return ADVICE[code] ?? null;
}
