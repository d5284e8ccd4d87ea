import type { Schemas } from '../../api/client.ts';

export type Replay = NonNullable<Schemas['DiscordCallDetails']['replay']>;

/** The path of a replay as a dry run. */
export function dryRunPath(replay: Pick<Replay, 'path'>): string {
  return `${replay.path}${replay.path.includes('?') ? '&' : '?'}dryRun=true`;
}

/** A replay as a command; the session id comes from the environment, so that it is in no history. */
export function curlOf(replay: Pick<Replay, 'method' | 'path'> & { readonly body: unknown }, origin: string): string {
  const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
  const lines = [`curl -X ${replay.method} ${quoted(origin + replay.path)}`, '-H "Authorization: $BOTSWAIN_SESSION"'];
  if (replay.body !== null) {
    lines.push("-H 'Content-Type: application/json'", `-d ${quoted(JSON.stringify(replay.body))}`);
  }
  return lines.join(' \\\n  ');
}
