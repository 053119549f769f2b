/**
 * One connection of its own that hears a PostgreSQL channel and connects again when it is lost. What was said in the
 * meantime is not repeated by PostgreSQL: `onConnected` is the moment to look for it.
 */
import { Client } from 'pg';
import type { Logger } from 'pino';

export interface ListenerOptions {
  url: string;
  channel: string;
  log: Logger;
  onMessage(payload: string): void;
  onConnected(): void;
  /** Wait before connecting again, milliseconds. */
  retryAfter_ms?: number;
}

const CONNECT_TIMEOUT_MS = 10_000;

export class Listener {
  #client: Client | undefined;
  #retry: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(private readonly options: ListenerOptions) {}

  /** Rejects when the first connection fails. */
  async start(): Promise<void> {
    try {
      await this.#connect();
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#retry);
    const client = this.#client;
    this.#client = undefined;
    await client?.end();
  }

  async #connect(): Promise<void> {
    const { url, channel, onMessage, onConnected } = this.options;
    const client = new Client({
      connectionString: url,
      application_name: channel,
      keepAlive: true,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    });
    this.#client = client;
    client.on('error', (error) => this.#lost(client, error));
    client.on('end', () => this.#lost(client, new Error('the connection ended')));
    client.on('notification', ({ payload }) => onMessage(payload ?? ''));
    await client.connect();
    await client.query(`listen "${channel}"`);
    if (this.#client === client) onConnected();
    else await client.end();
  }

  /** Once per connection: what a connection says after it was given up is not news. */
  #lost(client: Client, error: Error): void {
    if (this.#isClosed || this.#client !== client) return;
    const { log, channel, retryAfter_ms = 1000 } = this.options;
    this.#client = undefined;
    log.warn({ error, channel }, 'lost the connection that hears of other nodes; connecting again');
    client.end().catch((again: unknown) => log.debug({ error: again, channel }, 'it was gone already'));
    this.#retry = setTimeout(() => {
      this.#connect().catch((again: Error) => {
        if (this.#client) this.#lost(this.#client, again);
      });
    }, retryAfter_ms);
  }
}
