import { queryOptions, useQuery } from '@tanstack/react-query';
import { ApiError, clientOf, data, OPERATOR, type Schemas } from './client.ts';

/** A bot that this browser is logged in as. */
export type HeldBot = Schemas['ConsoleBot'];

/** What `GET /api/console` says. */
export type ConsoleState = Schemas['Console'];

export const consoleState = queryOptions({
  queryKey: ['console'],
  queryFn: ({ signal }): Promise<ConsoleState> => data(clientOf(null).GET('/api/console', { signal })),
  staleTime: 10_000,
});

export function useConsole() {
  return useQuery(consoleState);
}

/** Logs a bot in; the browser gets a cookie that scripts cannot read. The token is kept nowhere. */
export async function login(with_: { token: string; invitation?: string } | { demo: true }): Promise<string> {
  return (await data(clientOf(null).POST('/api/console/sessions', { body: with_ }))).bot.id;
}

export async function logout(botId: string): Promise<void> {
  await unlessOver(data(clientOf(botId).DELETE('/api/console/sessions/{botId}', { params: { path: { botId } } })));
}

export async function loginAsOperator(key: string): Promise<true> {
  await data(clientOf(null).POST('/api/console/operator', { body: { key } }));
  return true;
}

export async function logoutAsOperator(): Promise<void> {
  await unlessOver(data(clientOf(OPERATOR).DELETE('/api/console/operator')));
}

/** A login that is over already needs no logout. */
async function unlessOver(done: Promise<unknown>): Promise<void> {
  try {
    await done;
  } catch (failure) {
    if (!(failure instanceof ApiError && failure.status === 401)) {
      throw failure;
    }
  }
}
