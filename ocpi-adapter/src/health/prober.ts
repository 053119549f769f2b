/**
 * Asks silent platforms whether they are there (HCI-020, HUB-012): GET versions, which has no side effects (VER-006).
 * The graph says who is due and holds each for one node; this file asks, a bounded number at a time, and reports.
 */
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { CallFailure } from '../client/call-failure.js';
import type { PartnerAnswer, PartnerClient } from '../client/http.js';
import { getOverSlash } from '../client/redirect.js';
import type { GraphClient } from '../graph.js';
import type { MessageIds } from '../transport/headers.js';
import type { HealthLimits, HealthObservation } from './health.limits.js';
import { ClaimProbes, ReportProbe } from './health.operations.js';
import type { ProbeOutcome, ProbeTask } from './health.operations.js';

export interface ProberParts {
  graph: GraphClient;
  client: PartnerClient;
  log: Logger;
  limits: HealthLimits;
  observe: (event: HealthObservation) => void;
}

/** Clocks of nodes differ a little; nobody looks more often than this. */
const SOONEST_MS = 20;
/** Platforms somebody is in a hurry about, handed in at once. */
const URGENT_MAX = 100;

export class Prober {
  private readonly running = new Set<Promise<void>>();
  private urgent = new Set<string>();
  private looking: Promise<void> | undefined;
  private isAskedAgain = false;
  private isStopping = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly parts: ProberParts) {}

  start(): void {
    void this.look();
  }

  /** HCI-022: this one is probed now, unless that was done a moment ago. */
  urge(platformId: string): void {
    this.urgent.add(platformId);
    void this.look();
  }

  /** Never rejects: what could not be done is done at the next look. */
  look(): Promise<void> {
    if (this.looking) {
      this.isAskedAgain = true;
      return this.looking;
    }
    this.looking = this.lookUntilQuiet().finally(() => (this.looking = undefined));
    return this.looking;
  }

  /** Probes under way are given up with the client; another node takes them over. */
  async stop(): Promise<void> {
    this.isStopping = true;
    clearTimeout(this.timer);
    await this.looking;
    await Promise.all(this.running);
  }

  private async lookUntilQuiet(): Promise<void> {
    do {
      this.isAskedAgain = false;
      if (this.isStopping) return;
      let wait_ms = this.parts.limits.probeLook_ms;
      try {
        wait_ms = await this.claim();
      } catch (error) {
        this.parts.log.warn({ err: error }, 'looking for silent platforms failed; trying again');
      }
      this.lookIn(wait_ms);
    } while (this.isAskedAgain);
  }

  private lookIn(wait_ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.look(), wait_ms).unref();
  }

  /** How long until there is something to do, as far as is known. */
  private async claim(): Promise<number> {
    const { graph, limits } = this.parts;
    const limit = limits.probesAtOnce - this.running.size;
    if (limit < 1) return limits.probeLook_ms; // whoever is done looks
    const urgent = [...this.urgent].slice(0, URGENT_MAX);
    for (const id of urgent) this.urgent.delete(id);
    const { result } = await graph.askAsHub(ClaimProbes, { urgent, limit }, newIds());
    for (const task of result.probes) this.run(task);
    const next_ms = result.nextAt === null ? Infinity : Date.parse(result.nextAt) - Date.now();
    return Math.min(Math.max(next_ms, SOONEST_MS), limits.probeLook_ms);
  }

  private run(task: ProbeTask): void {
    const done = this.carryOut(task).finally(() => {
      this.running.delete(done);
      if (!this.isStopping) void this.look();
    });
    this.running.add(done);
  }

  private async carryOut({ claim, connection }: ProbeTask): Promise<void> {
    const { graph, client, log, observe } = this.parts;
    const { id: platformId, versionsUrl: url, token, base64Token } = connection;
    const ids = newIds();
    const started = performance.now();
    try {
      const call = { url, key: { token, base64Token }, correlationId: ids.correlationId };
      const outcome = await outcomeOf(
        getOverSlash(client, { ...call, about: { platformId, module: 'versions' } }),
        url,
      );
      if (this.isStopping) return;
      observe({ what: 'probe', ok: outcome.ok });
      const ms = Math.round(performance.now() - started);
      await graph.askAsHub(ReportProbe, { report: { platformId, claim, ms, ...outcome } }, ids);
    } catch (error) {
      log.warn({ err: error, platformId }, 'a probe could not be reported; it is made again');
    }
  }
}

/** HCI-021: HTTP 200 and an envelope, whatever it says. */
const outcomeOf = async (answering: Promise<PartnerAnswer>, url: string): Promise<ProbeOutcome> => {
  try {
    const { http, status_code } = await answering;
    if (http === 200 && status_code !== undefined) return { ok: true, http };
    if (http === 401)
      return { ok: false, http, reason: `${url} answered HTTP 401: it does not know the token.` };
    const missing = http === 200 ? ' without an OCPI envelope' : '';
    return { ok: false, http, reason: `${url} answered HTTP ${http}${missing}.` };
  } catch (error) {
    if (!(error instanceof CallFailure)) throw error;
    return { ok: false, reason: error.message };
  }
};

const newIds = (): MessageIds => ({ requestId: randomUUID(), correlationId: randomUUID() });
