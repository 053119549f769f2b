/**
 * When platforms were last there (HCI-020): noted in memory while requests are answered, and written down for many
 * platforms at a time, so that a message costs a look into a map. Who was OFFLINE is written down at once (HCI-021).
 */
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { GraphClient } from '../graph.js';
import { HearPlatforms } from './health.operations.js';
import type { Sign } from './health.operations.js';

/** Milliseconds since the epoch. */
interface Noted {
  heard?: number;
  answered?: number;
}

/** In one write at the most. */
const BATCH_MAX = 1_000;

export class Signs {
  private noted = new Map<string, Noted>();
  private writing: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly graph: GraphClient,
    private readonly log: Logger,
    private readonly every_ms: number,
  ) {}

  start(): void {
    this.timer = setInterval(() => void this.write(), this.every_ms).unref();
  }

  note(platformId: string, what: keyof Noted): void {
    const known = this.noted.get(platformId);
    if (known) known[what] = Date.now();
    else this.noted.set(platformId, { [what]: Date.now() });
  }

  /** Everything that is noted by now; never rejects. */
  async write(): Promise<void> {
    if (this.writing) await this.writing; // what was noted after it began is not in it
    this.writing ??= this.writeAll().finally(() => (this.writing = undefined));
    await this.writing;
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.write();
  }

  private async writeAll(): Promise<void> {
    const { noted } = this;
    this.noted = new Map();
    const signs = [...noted].map(([platformId, times]) => signOf(platformId, times));
    for (let first = 0; first < signs.length; first += BATCH_MAX) {
      try {
        const ids = { requestId: randomUUID(), correlationId: randomUUID() };
        await this.graph.askAsHub(HearPlatforms, { signs: signs.slice(first, first + BATCH_MAX) }, ids);
      } catch (error) {
        // Nothing is lost but a little knowledge: whoever is there is heard again, or answers a probe.
        this.log.warn({ err: error, count: signs.length - first }, 'could not write down who was heard');
        return;
      }
    }
  }
}

const signOf = (platformId: string, { heard, answered }: Noted): Sign => ({
  platformId,
  ...(heard !== undefined && { heardAt: new Date(heard).toISOString() }),
  ...(answered !== undefined && { answeredAt: new Date(answered).toISOString() }),
});
