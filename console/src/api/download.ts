import { errorOf, request, type Identity } from './client.ts';

/** Has the browser save an answer as a file. A link could not: it cannot send the console's header. */
export async function download(identity: Identity, path: string, name: string): Promise<void> {
  const response = await request(identity, path);
  if (!response.ok) {
    throw await errorOf(response);
  }
  save(await response.blob(), name);
}

/** Has the browser save some content as a file. */
export function save(content: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
