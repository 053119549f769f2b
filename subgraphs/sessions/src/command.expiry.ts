/**
 * Ends commands whose time is over, when it is over (CMD-004, CMD-031). One timer for the next of them all: set by
 * events, so that nothing is asked of the database while nothing is due.
 */
import type { Logger, Outbox } from '@chargesphere/chassis';
import { changeIn, COMMAND_CHANGED } from './command.events.js';
import { endsByTime } from './command.rules.js';
import type { CommandStore } from './command.store.js';

/** The longest a timer of Node can wait. */
const LONGEST_MS = 2 ** 31 - 1;
/** After a failure of the database. */
const AGAIN_MS = 5_000;

export class CommandExpiry {
  #timer: NodeJS.Timeout | undefined;
  #next = Infinity;
  #running: Promise<void> = Promise.resolve();
  #isClosed = false;

  constructor(
    private readonly store: Pick<CommandStore, 'expire'>,
    private readonly now: () => Date,
    private readonly log: Logger,
  ) {}

  /** Ends what ended while nobody looked, and follows the rest. */
  async start(outbox: Outbox): Promise<void> {
    void this.#follow(outbox);
    await this.#expire();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  /** The subscription ends with the outbox. */
  async #follow(outbox: Outbox): Promise<void> {
    for await (const event of outbox.subscribe([COMMAND_CHANGED])) {
      const { status, expiresAt } = changeIn(event);
      if (endsByTime.some((one) => one === status)) this.#at(expiresAt);
    }
  }

  #at(instant: number): void {
    if (this.#isClosed || instant >= this.#next) return;
    this.#next = instant;
    clearTimeout(this.#timer);
    const wait_ms = Math.min(Math.max(0, instant - this.now().getTime()), LONGEST_MS);
    this.#timer = setTimeout(() => {
      this.#running = this.#running.then(() => this.#expire());
    }, wait_ms).unref();
  }

  async #expire(): Promise<void> {
    this.#next = Infinity;
    try {
      const next = await this.store.expire();
      if (next) this.#at(next.getTime());
    } catch (error) {
      this.log.error({ error }, 'could not end commands whose time is over; trying again');
      this.#at(this.now().getTime() + AGAIN_MS);
    }
  }
}
