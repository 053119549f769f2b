/**
 * Where every leg is noted and nobody waits (architecture, Rules of speed): a bounded buffer in memory, written to the
 * graph in batches by a loop of its own. When it is full, bodies are left out first and then legs; what had to be left
 * out is counted, and the log says so once for each time it begins.
 */
import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { ExchangeLeg, LegBody, LegRecorder } from './exchange-leg.js';
import type { ExchangeRecord } from './exchange-record.js';
import { recordOf } from './exchange-record.js';

export interface ExchangeLimits {
  /** Legs that wait at the most, and characters of bodies among them. */
  exchangesWaiting: number;
  exchangeBytesWaiting: number;
  /** A body longer than this is left out; a part of it could not be masked. */
  exchangeBodyBytes: number;
  /** Legs and characters of bodies written at once at the most. */
  exchangesAtOnce: number;
  exchangeBytesAtOnce: number;
  /** How long a leg waits for others to be written with it. */
  exchangesEvery_ms: number;
  /** Before each further attempt to write a batch; it is given up after the last. */
  exchangeRetries_ms: readonly number[];
  /** How long a hub that stops waits for the last ones to be written. */
  exchangeClose_ms: number;
}

export const defaultExchangeLimits: ExchangeLimits = {
  exchangesWaiting: 10_000,
  exchangeBytesWaiting: 32 * 1024 * 1024,
  exchangeBodyBytes: 64 * 1024,
  exchangesAtOnce: 200,
  exchangeBytesAtOnce: 1024 * 1024,
  exchangesEvery_ms: 1_000,
  exchangeRetries_ms: [1_000, 5_000, 15_000],
  exchangeClose_ms: 5_000,
};

/** What has become of legs, for metrics. */
export interface ExchangeObservation {
  outcome: 'recorded' | 'dropped' | 'without body';
  legs: number;
  /** Legs that wait now. */
  waiting: number;
}

export interface ExchangeLogParts {
  limits: ExchangeLimits;
  log: Logger;
  observe: (event: ExchangeObservation) => void;
  /** Writes a batch. A leg that is written twice is kept once. */
  store: (records: readonly ExchangeRecord[]) => Promise<void>;
}

export class ExchangeLog implements LegRecorder {
  private waiting: ExchangeLeg[] = [];
  private waitingBytes = 0;
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> | undefined;
  private readonly closing = new AbortController();
  /** Since the log last told of it. */
  private lost = { legs: 0, bodies: 0 };

  constructor(private readonly parts: ExchangeLogParts) {}

  /** Never throws, never waits. */
  record(leg: ExchangeLeg): void {
    const { exchangesWaiting, exchangesAtOnce, exchangesEvery_ms } = this.parts.limits;
    if (this.waiting.length >= exchangesWaiting) return this.lose('dropped');
    this.bound(leg);
    this.waiting.push(leg);
    this.waitingBytes += charactersOf(leg);
    if (this.writing) return;
    if (this.waiting.length >= exchangesAtOnce) this.write();
    else this.timer ??= setTimeout(() => this.write(), exchangesEvery_ms).unref();
  }

  /** Writes what waits, as far as it can be written within the time given. */
  async close(limit_ms: number): Promise<void> {
    this.write();
    const deadline = new AbortController();
    const late = pause(limit_ms, undefined, { ref: false, signal: deadline.signal }).catch(() => undefined);
    await Promise.race([this.writing, late]);
    deadline.abort();
    this.closing.abort();
    await this.writing;
  }

  /** Resolves when nothing waits any more; for tests and for whoever has to see what it has just caused. */
  async flushed(): Promise<void> {
    this.write();
    await this.writing;
  }

  private bound(leg: ExchangeLeg): void {
    const { exchangeBodyBytes, exchangeBytesWaiting } = this.parts.limits;
    leg.request = withinLimit(leg.request, exchangeBodyBytes);
    leg.response = withinLimit(leg.response, exchangeBodyBytes);
    const characters = charactersOf(leg);
    if (characters === 0 || this.waitingBytes + characters <= exchangeBytesWaiting) return;
    leg.request = withinLimit(leg.request, 0);
    leg.response = withinLimit(leg.response, 0);
    this.lose('without body');
  }

  private lose(outcome: 'dropped' | 'without body', legs = 1): void {
    const { log, observe } = this.parts;
    if (this.lost.legs + this.lost.bodies === 0)
      log.warn(
        'exchanges come faster than they can be recorded; some are left out, and requests do not wait',
      );
    if (outcome === 'dropped') this.lost.legs += legs;
    else this.lost.bodies += legs;
    observe({ outcome, legs, waiting: this.waiting.length });
  }

  private write(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.writing ??= this.writeAll().finally(() => {
      this.writing = undefined;
    });
  }

  private async writeAll(): Promise<void> {
    while (this.waiting.length > 0) {
      if (this.closing.signal.aborted) {
        this.lose('dropped', this.waiting.splice(0).length);
        break;
      }
      const batch = this.take();
      const isWritten = await this.writeBatch(batch);
      if (isWritten)
        this.parts.observe({ outcome: 'recorded', legs: batch.length, waiting: this.waiting.length });
      else this.lose('dropped', batch.length);
    }
    const { legs, bodies } = this.lost;
    if (legs + bodies === 0) return;
    this.parts.log.warn({ legs, bodies }, 'exchanges are recorded again; these were left out');
    this.lost = { legs: 0, bodies: 0 };
  }

  private take(): ExchangeLeg[] {
    const { exchangesAtOnce, exchangeBytesAtOnce } = this.parts.limits;
    let [count, characters] = [0, 0];
    for (const leg of this.waiting) {
      characters += charactersOf(leg);
      if (count === exchangesAtOnce || (count > 0 && characters > exchangeBytesAtOnce)) break;
      count += 1;
    }
    const batch = this.waiting.splice(0, count);
    for (const leg of batch) this.waitingBytes -= charactersOf(leg);
    return batch;
  }

  private async writeBatch(batch: readonly ExchangeLeg[]): Promise<boolean> {
    const { limits, log, store } = this.parts;
    const records = await recordsOf(batch);
    for (const wait_ms of [0, ...limits.exchangeRetries_ms]) {
      const { signal } = this.closing;
      if (wait_ms > 0) await pause(wait_ms, undefined, { signal, ref: false }).catch(() => undefined);
      try {
        await store(records);
        return true;
      } catch (error) {
        log.debug({ err: error, legs: batch.length }, 'exchanges could not be written');
      }
      if (signal.aborted) return false;
    }
    return false;
  }
}

const charactersOf = ({ request, response }: ExchangeLeg): number =>
  (request.text?.length ?? 0) + (response.text?.length ?? 0);

/** Masked a few at a time: requests come first. */
async function recordsOf(batch: readonly ExchangeLeg[]): Promise<ExchangeRecord[]> {
  const records: ExchangeRecord[] = [];
  for (const leg of batch) {
    if (records.length % MASKED_AT_ONCE === 0) await turn();
    records.push(recordIn(leg));
  }
  return records;
}
const MASKED_AT_ONCE = 10;

/** A body so odd that it cannot be walked, nested without end for example, is left out. */
function recordIn(leg: ExchangeLeg): ExchangeRecord {
  try {
    return recordOf(leg);
  } catch {
    return recordOf({ ...leg, request: unread(leg.request), response: unread(leg.response) });
  }
}

const unread = ({ text = '', bytes }: LegBody): LegBody => ({ bytes: bytes ?? Buffer.byteLength(text) });

/** The body, or only its size. */
const withinLimit = (body: LegBody, characters_max: number): LegBody =>
  body.text !== undefined && body.text.length > characters_max
    ? { bytes: body.bytes ?? Buffer.byteLength(body.text), isJson: true }
    : body;
