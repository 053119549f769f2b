/** A CPO whose Locations change while others read them: at a steady rate, known ones and new ones in turns. */
import { setTimeout as pause } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { CPO, locationOf } from '../documents.js';
import type { Opened } from '../worker/roles.js';

export interface ChangeLoadOptions {
  /** Where its Locations are put. */
  url: string;
  headers: Readonly<Record<string, string>>;
  /** Ids of Locations that are there. */
  known: readonly string[];
  perSecond: number;
}

export interface Changes {
  patched: number;
  replaced: number;
  /** New Locations in the order they were sent, and when each was acknowledged, milliseconds since 1970. */
  created: { ref: string; at: number }[];
}

/** Begin, and later end and tell. */
export type ChangeRun = 'begin' | 'end';

const TIMEOUT_MS = 60_000;
/** With more under way the hub does not keep up, and the rate falls. */
const UNDER_WAY_MAX = 100;
/** Any step that has no divisor in common with most numbers visits Locations all over the list. */
const STEP = 7919;

export const openChangeLoad = (options: ChangeLoadOptions): Opened<null, ChangeRun, Changes> => {
  const changing = new Changing(options);
  return {
    told: null,
    async run(order) {
      if (order === 'begin') changing.begin();
      else await changing.end();
      return changing.changes;
    },
  };
};

class Changing {
  changes: Changes = { patched: 0, replaced: 0, created: [] };
  readonly #agent = new Agent({ connections: 16, keepAliveTimeout: 60_000 });
  readonly #underWay = new Set<Promise<void>>();
  #isEnding = false;
  #loop: Promise<void> = Promise.resolve();
  #failure: unknown;
  /** Of all stretches together, so that a new Location is new each time. */
  #sent = 0;

  constructor(private readonly options: ChangeLoadOptions) {}

  begin(): void {
    this.changes = { patched: 0, replaced: 0, created: [] };
    this.#isEnding = false;
    this.#loop = this.#pace();
  }

  /** When everything is answered; rejects with the first push that failed. */
  async end(): Promise<void> {
    this.#isEnding = true;
    await this.#loop;
    await Promise.all(this.#underWay);
    if (this.#failure) throw this.#failure;
  }

  async #pace(): Promise<void> {
    const began = performance.now();
    for (let i = 0; !this.#isEnding && !this.#failure; i += 1) {
      const wait_ms = began + (i * 1000) / this.options.perSecond - performance.now();
      if (wait_ms > 0) await pause(wait_ms);
      if (this.#underWay.size >= UNDER_WAY_MAX) await Promise.race(this.#underWay);
      const push = this.#one().catch((error: unknown) => {
        this.#failure ??= error;
      });
      this.#underWay.add(push);
      void push.then(() => this.#underWay.delete(push));
    }
  }

  /** Two patches, a known Location as a whole, a new one. */
  async #one(): Promise<void> {
    const n = this.#sent;
    this.#sent += 1;
    const { known } = this.options;
    const id = known[(n * STEP) % known.length] ?? '';
    const last_updated = new Date().toISOString();
    if (n % 4 === 3) {
      const fresh = `N${n}`;
      await this.#send('PUT', fresh, { ...locationOf(n), id: fresh, last_updated }, 201);
      this.changes.created.push({ ref: `${CPO.country_code}/${CPO.party_id}/${fresh}`, at: Date.now() });
    } else if (n % 4 === 2) {
      await this.#send('PUT', id, { ...locationOf(n), id, last_updated }, 200);
      this.changes.replaced += 1;
    } else {
      await this.#send('PATCH', id, { name: `Laadplein ${n}`, last_updated }, 200);
      this.changes.patched += 1;
    }
  }

  async #send(method: 'PUT' | 'PATCH', id: string, body: object, expected: number): Promise<void> {
    const messageId = `change-${this.#sent}`;
    const { statusCode, body: said } = await request(`${this.options.url}/${id}`, {
      method,
      headers: { ...this.options.headers, 'x-request-id': messageId, 'x-correlation-id': messageId },
      body: JSON.stringify(body),
      dispatcher: this.#agent,
      headersTimeout: TIMEOUT_MS,
      bodyTimeout: TIMEOUT_MS,
    });
    const text = await said.text();
    if (statusCode !== expected)
      throw new Error(`A ${method} of ${id} was answered ${statusCode}: ${text.slice(0, 500)}`);
  }
}
