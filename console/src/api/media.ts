/**
 * The address at this server of an image on Discord's CDN; the page may load images from nowhere else. Null stays null, and a file
 * of the page itself (`blob:`) what it is.
 *
 * @param size a power of two from 16 to 4,096: pixels that Discord should send
 */
export function mediaUrl(url: string | null | undefined, size?: number): string | null {
  if (url === null || url === undefined || url === '') {
    return null;
  }
  let wanted: URL;
  try {
    wanted = new URL(url);
  } catch {
    return null;
  }
  if (wanted.protocol === 'blob:') {
    return url;
  }
  if (wanted.protocol !== 'https:' && wanted.protocol !== 'http:') {
    return null;
  }
  if (size !== undefined) {
    wanted.searchParams.set('size', String(size));
  }
  return `/api/console/media?url=${encodeURIComponent(wanted.href)}`;
}
