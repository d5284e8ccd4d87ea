/** One event of a stream of server-sent events (HTML Standard, 9.2.6). */
export interface ServerSentEvent {
  id: string | null;
  event: string;
  data: string;
}

/** Takes text as it arrives, in pieces of any size, and returns the events that are complete. */
export class SseParser {
  private rest = '';
  private id: string | null = null;
  private event = 'message';
  private data: string[] = [];

  push(text: string): ServerSentEvent[] {
    const complete: ServerSentEvent[] = [];
    const lines = (this.rest + text).split(/\r\n|\n|\r(?!$)/);
    this.rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line === '') {
        if (this.data.length > 0) {
          complete.push({ id: this.id, event: this.event, data: this.data.join('\n') });
        }
        this.event = 'message';
        this.data = [];
      } else if (!line.startsWith(':')) {
        this.field(line);
      }
    }
    return complete;
  }

  private field(line: string): void {
    const colon = line.indexOf(':');
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + (line[colon + 1] === ' ' ? 2 : 1));
    if (name === 'data') {
      this.data.push(value);
    } else if (name === 'id' && !value.includes('\0')) {
      this.id = value;
    } else if (name === 'event') {
      this.event = value;
    }
  }
}
