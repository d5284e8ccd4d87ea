/** Whether the server answers, as far as the last request knows. */
export type Connection = 'up' | 'down' | 'back';

type Listener = () => void;

const PROBE_EVERY_MS = 1_500;

/**
 * Watches the server by what happens to requests. Once one fails, it asks `/health/live` until the server is back, and
 * then tells its listeners, so that open pages can read again what they may have missed.
 */
class ConnectionWatch {
  private state: Connection = 'up';
  private probe: ReturnType<typeof setTimeout> | null = null;
  private readonly listeners = new Set<Listener>();

  get current(): Connection {
    return this.state;
  }

  subscribe = (listener: Listener): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  answered(status: number): void {
    // 503 is also how a server that still starts or already stops answers.
    if (status === 503) {
      this.failed();
    } else if (this.state === 'down') {
      this.become('back');
    }
  }

  failed(): void {
    if (this.state !== 'down') {
      this.become('down');
    }
    this.probe ??= setTimeout(() => void this.ask(), PROBE_EVERY_MS);
  }

  /** The shell has said that the server is back. */
  noticed(): void {
    if (this.state === 'back') {
      this.become('up');
    }
  }

  private async ask(): Promise<void> {
    this.probe = null;
    try {
      const response = await fetch('/health/ready', { cache: 'no-store', signal: AbortSignal.timeout(5_000) });
      this.answered(response.status);
    } catch {
      this.failed();
    }
  }

  private become(state: Connection): void {
    this.state = state;
    for (const listener of [...this.listeners]) {
      listener();
    }
  }
}

export const connection = new ConnectionWatch();
