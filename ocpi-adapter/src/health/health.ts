/**
 * How partners are (requirements 15.1): every leg, in or out, says something about the platform on its other side.
 * What that means is decided in the parties graph, so that it holds for all nodes; here it is noticed and reported,
 * never on the way of a request.
 */
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { PartnerClient } from '../client/http.js';
import type { ExchangeLeg } from '../exchanges/exchange-leg.js';
import type { GraphClient } from '../graph.js';
import type { MessageIds } from '../transport/headers.js';
import type { Circuits } from './circuits.js';
import type { HealthLimits, HealthObservation } from './health.limits.js';
import { OpenCircuit, ReportRefusal, TroubledPlatforms } from './health.operations.js';
import { signIn } from './leg.rules.js';
import { Prober } from './prober.js';
import { Seldom } from './seldom.js';
import { Signs } from './signs.js';

export interface HealthParts {
  graph: GraphClient;
  client: PartnerClient;
  circuits: Circuits;
  log: Logger;
  limits: HealthLimits;
  observe: (event: HealthObservation) => void;
}

/** A refusal lasts; to say so once a minute is enough. */
const REFUSALS_EVERY = 60;

export class Health {
  private readonly signs: Signs;
  private readonly prober: Prober;
  private readonly urges: Seldom;
  private readonly refusals: Seldom;
  /** As far as this node knows. */
  private offline = new Set<string>();
  private readonly reporting = new Set<Promise<void>>();

  constructor(private readonly parts: HealthParts) {
    const { graph, log, limits } = parts;
    this.signs = new Signs(graph, log, limits.heard_ms);
    this.prober = new Prober(parts);
    this.urges = new Seldom(limits.urge_ms);
    this.refusals = new Seldom(limits.urge_ms * REFUSALS_EVERY);
  }

  /** Costs a look into a map or two. */
  observe(leg: ExchangeLeg): void {
    const { platformId } = leg;
    if (platformId === undefined) return;
    const { circuits } = this.parts;
    const sign = signIn(leg);
    switch (sign) {
      case undefined:
        return;
      case 'heard':
        this.signs.note(platformId, 'heard');
        if (this.offline.has(platformId)) void this.signs.write();
        return;
      case 'answered':
        circuits.answered(platformId);
        return this.signs.note(platformId, 'answered');
      case 'refused':
        circuits.answered(platformId);
        return this.refused(platformId, leg);
      case 'unreachable':
        if (this.urges.mayNow(platformId)) this.prober.urge(platformId);
        return this.unanswered(platformId);
      case 'silent':
        return this.unanswered(platformId);
      default:
        sign satisfies never;
    }
  }

  /** Whatever happened while nobody followed is unknown. */
  async onOpen(): Promise<void> {
    const { graph, circuits } = this.parts;
    const { result } = await graph.askAsHub(TroubledPlatforms, {}, newIds());
    this.offline = new Set(result.offline);
    circuits.reset(result.openCircuits);
    this.tellCircuits();
    void this.prober.look();
  }

  /** A platform has changed, on whichever node. */
  onChange(platformId: string, kind: string): void {
    const { circuits } = this.parts;
    switch (kind) {
      case 'WENT_OFFLINE':
        this.offline.add(platformId);
        circuits.forget(platformId);
        break;
      case 'CIRCUIT_OPENED':
        circuits.opened(platformId);
        break;
      case 'CIRCUIT_CLOSED':
        circuits.closed(platformId);
        break;
      case 'CAME_BACK':
      case 'REGISTERED':
      case 'UPDATED':
      case 'CONNECTED':
      case 'UNREGISTERED':
      case 'SUSPENDED':
      case 'RESUMED':
      case 'DELETED':
        this.offline.delete(platformId);
        circuits.forget(platformId);
        break;
      default:
        return; // says nothing about its health
    }
    this.tellCircuits();
    void this.prober.look();
  }

  start(): void {
    this.signs.start();
    this.prober.start();
  }

  async stop(): Promise<void> {
    await Promise.all([this.prober.stop(), this.signs.stop(), ...this.reporting]);
  }

  private unanswered(platformId: string): void {
    const { circuits, graph, limits } = this.parts;
    if (!circuits.leftUnanswered(platformId)) return;
    this.tellCircuits();
    const reason = `It left ${limits.circuitAfter} messages in a row unanswered.`;
    this.report(
      platformId,
      () => graph.askAsHub(OpenCircuit, { platformId, reason }, newIds()),
      () =>
        // Nobody would close what is not on record.
        circuits.closed(platformId),
    );
  }

  private refused(platformId: string, { http = 0, module = 'none' }: ExchangeLeg): void {
    if (!this.refusals.mayNow(platformId)) return;
    const { graph } = this.parts;
    this.report(platformId, () => graph.askAsHub(ReportRefusal, { platformId, http, module }, newIds()));
  }

  private report(platformId: string, tell: () => Promise<unknown>, failed?: () => void): void {
    const reported = tell()
      .catch((error: unknown) => {
        failed?.();
        this.parts.log.warn({ err: error, platformId }, 'could not report how a platform is');
      })
      .then(() => void this.reporting.delete(reported));
    this.reporting.add(reported);
  }

  private tellCircuits(): void {
    this.parts.observe({ what: 'circuits', open: this.parts.circuits.openCount });
  }
}

const newIds = (): MessageIds => ({ requestId: randomUUID(), correlationId: randomUUID() });
