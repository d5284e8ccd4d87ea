import { queryOptions, useQuery } from '@tanstack/react-query';
import { CONSOLE_HEADER, errorOf, OPERATOR, request } from './client.ts';

/** A bot that this browser is logged in as. */
export interface HeldBot {
  botId: string;
  name: string;
  avatarUrl: string | null;
  expiresAt: string;
  /** As `GET /api/session` says it. */
  status: string;
}

/** What `GET /api/console` says. */
export interface ConsoleState {
  version: string;
  demo: boolean;
  login: 'open' | 'invited' | 'listed';
  operator: { here: boolean; loggedIn: boolean };
  bots: HeldBot[];
}

export const consoleState = queryOptions({
  queryKey: ['console'],
  queryFn: async ({ signal }): Promise<ConsoleState> => {
    const response = await request(null, '/api/console', { signal, headers: { [CONSOLE_HEADER]: 'state' } });
    if (!response.ok) {
      throw await errorOf(response);
    }
    return (await response.json()) as ConsoleState;
  },
  staleTime: 10_000,
});

export function useConsole() {
  return useQuery(consoleState);
}

async function send(method: string, path: string, body?: object): Promise<Response> {
  const response = await request(null, path, {
    method,
    headers: { [CONSOLE_HEADER]: 'login', ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) {
    throw await errorOf(response);
  }
  return response;
}

/** Logs a bot in; the browser gets a cookie that scripts cannot read. The token is kept nowhere. */
export async function login(with_: { token: string; invitation?: string } | { demo: true }): Promise<string> {
  const answer = (await (await send('POST', '/api/console/sessions', with_)).json()) as { bot: { id: string } };
  return answer.bot.id;
}

export async function logout(botId: string): Promise<void> {
  const response = await request(botId, `/api/console/sessions/${botId}`, { method: 'DELETE' });
  if (!response.ok && response.status !== 401) {
    throw await errorOf(response);
  }
}

export async function loginAsOperator(key: string): Promise<true> {
  await send('POST', '/api/console/operator', { key });
  return true;
}

export async function logoutAsOperator(): Promise<void> {
  const response = await request(OPERATOR, '/api/console/operator', { method: 'DELETE' });
  if (!response.ok && response.status !== 401) {
    throw await errorOf(response);
  }
}
