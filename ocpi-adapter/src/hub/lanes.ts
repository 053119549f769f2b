/**
 * Sends what waits in the graph to those who are to have it. Every platform has a lane: whoever hangs or is dead holds
 * up nobody else (RTE-029), all lanes together have a limit, and a lane is one node's at a time. An event only wakes;
 * what there is to do is taken from the graph, so nothing is lost with this process (at least once).
 */
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { PartnerClient } from '../client/http.js';
import type { Followed } from '../follower.js';
import type { GraphClient } from '../graph.js';
import type { HubDirectory } from '../identity/hub.js';
import { DeliveriesQueued, KeepLanes, ReleaseLanes, TakeDeliveries } from './delivery.operations.js';
import type { DeliveryTask } from './delivery.operations.js';
import { isSlow, verdictOf, verdictOfError, type Verdict } from './delivery-outcome.js';
import { requestOf } from './delivery-request.js';
import { Settling } from './delivery-settling.js';
import { Lane, type Item, type Turn } from './lane.js';
import { LaneConnections, type LaneConnection } from './lane-connections.js';
import { LaneResults } from './lane-results.js';

export interface LaneLimits {
  /** Requests under way to one platform, and in all. */
  laneAtOnce: number;
  lanesAtOnce: number;
  /** Deliveries taken up for one platform, and in all. */
  laneHeld: number;
  lanesHeld: number;
  forward_ms: number;
  cachedPlatforms: number;
  cached_ms: number;
  /** How long a stopping hub waits for answers. */
  laneStop_ms: number;
}

export interface LaneParts {
  graph: GraphClient;
  client: PartnerClient;
  hub: HubDirectory;
  limits: LaneLimits;
  log: Logger;
}

/** How often leases are renewed, and how long after that a lane is surely ours: less than the lease itself. */
const KEEP_EVERY_MS = 2_000;
const OURS_MS = 6_000;

/** Requests begun before anything else has its turn. */
const BEGUN_AT_ONCE = 16;

const newIds = () => ({ requestId: randomUUID(), correlationId: randomUUID() });

export class Lanes {
  private readonly node = randomUUID();
  private readonly lanes = new Map<string, Lane>();
  private readonly settling: Settling;
  private readonly results: LaneResults;
  private readonly connections: LaneConnections;
  private sending = 0;
  private isStopping = false;
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;
  private isAskedAgain = false;
  private isKeepDue = false;
  private isSendDue = false;
  private idle: (() => void) | undefined;

  constructor(private readonly parts: LaneParts) {
    this.settling = new Settling(parts.graph, this.node, parts.log);
    this.results = new LaneResults(this.settling);
    this.connections = new LaneConnections(parts.graph, parts.limits);
  }

  /** For the follower: a lost event is made good by the next, and by the timer. */
  readonly followed: Followed<unknown> = {
    subscription: DeliveriesQueued,
    onOpen: () => this.look(),
    onEvent: () => {
      void this.look();
      return Promise.resolve();
    },
  };

  start(): void {
    this.timer = setInterval(() => {
      this.isKeepDue = true;
      void this.look();
    }, KEEP_EVERY_MS).unref();
  }

  /** Something about platforms is different now. */
  changed(): void {
    this.connections.forget();
    for (const lane of this.lanes.values()) void this.dropIfGone(lane);
  }

  /** Takes up what waits, as far as there is room. Never rejects: what could not be taken up waits on. */
  look(): Promise<void> {
    if (this.looking) {
      this.isAskedAgain = true;
      return this.looking;
    }
    this.looking = this.lookUntilQuiet().finally(() => (this.looking = undefined));
    return this.looking;
  }

  /** Waits a little for answers, and gives back what has none and what was not sent. */
  async stop(): Promise<void> {
    this.isStopping = true;
    clearInterval(this.timer);
    await this.looking;
    if (this.sending > 0) await this.answered();
    await this.settling.close();
    try {
      await this.parts.graph.askAsHub(ReleaseLanes, { node: this.node }, newIds());
    } catch (error) {
      this.parts.log.warn(
        { err: error },
        'could not give deliveries back; they wait until the lease runs out',
      );
    }
  }

  private answered(): Promise<void> {
    return new Promise((resolve) => {
      this.idle = resolve;
      setTimeout(resolve, this.parts.limits.laneStop_ms).unref();
    });
  }

  private async lookUntilQuiet(): Promise<void> {
    do {
      this.isAskedAgain = false;
      if (this.isStopping) return;
      try {
        if (this.isKeepDue) await this.keep();
        await this.take();
      } catch (error) {
        this.parts.log.warn({ err: error }, 'looking for deliveries failed; trying again');
      }
      this.send();
    } while (this.isAskedAgain);
  }

  /** Renews the leases; a lane that has been lost is somebody else's, with all that waits in it. */
  private async keep(): Promise<void> {
    this.isKeepDue = false;
    const busy = [...this.lanes.values()].filter(({ held }) => held > 0).map(({ platformId }) => platformId);
    const until_ms = performance.now() + OURS_MS;
    const { result } = await this.parts.graph.askAsHub(KeepLanes, { node: this.node, busy }, newIds());
    const ours = new Set(result);
    for (const lane of [...this.lanes.values()]) {
      if (ours.has(lane.platformId)) lane.ours_ms = until_ms;
      else {
        this.results.letGo(lane, lane.empty().length);
        if (lane.held === 0) this.lanes.delete(lane.platformId);
      }
    }
  }

  private async take(): Promise<void> {
    const { laneHeld, lanesHeld } = this.parts.limits;
    const limit = lanesHeld - this.results.held;
    if (limit < 1 || this.settling.isFull) return;
    const full = [...this.lanes.values()]
      .filter(({ held }) => held >= laneHeld)
      .map((lane) => lane.platformId);
    const until_ms = performance.now() + OURS_MS;
    const { result } = await this.parts.graph.askAsHub(
      TakeDeliveries,
      { node: this.node, full, perPlatform: laneHeld, limit },
      newIds(),
    );
    const messages = new Map(result.messages.map((message) => [message.id, message]));
    for (const [platformId, tasks] of Map.groupBy(result.deliveries, (task) => task.platformId)) {
      const lane = this.laneOf(platformId);
      lane.ours_ms = Math.max(lane.ours_ms, until_ms);
      lane.hasMore = tasks.length === laneHeld || result.deliveries.length === limit;
      for (const task of tasks) {
        const message = messages.get(task.broadcastId);
        if (message) this.add(lane, task, message);
      }
    }
  }

  private laneOf(platformId: string): Lane {
    const lane = this.lanes.get(platformId) ?? new Lane(platformId, this.parts.limits.laneAtOnce);
    this.lanes.set(platformId, lane);
    return lane;
  }

  private add(lane: Lane, task: DeliveryTask, message: Item['message']): void {
    this.results.held += 1;
    const { method, path, body } = message;
    for (const superseded of lane.add({ id: task.id, method, path, body, task, message }))
      this.results.coalesced(lane, superseded);
  }

  /**
   * Each lane in turn, so that a long one is no reason for the others to wait; and only so many at a time, because
   * beginning two hundred requests takes as long as answering dozens of pushes.
   */
  private send(): void {
    const { lanesAtOnce } = this.parts.limits;
    let begun = 0;
    for (let isMoving = true; isMoving && !this.isStopping;) {
      isMoving = false;
      const now_ms = performance.now();
      for (const lane of this.lanes.values()) {
        if (this.sending >= lanesAtOnce) return;
        if (begun === BEGUN_AT_ONCE) return this.sendSoon();
        if (!lane.canSend || lane.ours_ms <= now_ms) continue;
        const turn = lane.take();
        if (!turn) continue;
        isMoving = true;
        begun += 1;
        this.sending += 1;
        void this.carryOut(lane, turn);
      }
    }
  }

  private sendSoon(): void {
    if (this.isSendDue) return;
    this.isSendDue = true;
    setImmediate(() => {
      this.isSendDue = false;
      this.send();
    });
  }

  private async carryOut(lane: Lane, { carried, done }: Turn): Promise<void> {
    const sentAt = new Date();
    let howItWent: Parameters<Turn['done']>[0] = 'otherwise';
    try {
      const connection = await this.connections.of(lane.platformId);
      const newest = carried.parts.at(-1);
      if (!newest) return;
      if (!connection) return this.results.dropped(lane, [...carried.parts, ...lane.empty()]);
      if (Date.parse(newest.task.expiresAt) <= sentAt.getTime())
        return this.results.expired(lane, carried.parts);
      const verdict = await this.call(connection, { carried, done }, (went) => (howItWent = went));
      if (verdict) this.results.sent(lane, carried.parts, verdict, sentAt);
      else this.results.letGo(lane, carried.parts.length);
    } catch (error) {
      // The graph does not say how to call the platform: it waits, for this node or another.
      this.parts.log.warn({ err: error, platformId: lane.platformId }, 'a delivery could not be sent');
      this.results.unsent(lane, carried.parts);
    } finally {
      done(howItWent);
      this.sending -= 1;
      this.goOn(lane);
    }
  }

  /** Undefined when the hub is stopping: then it is as if nothing had been sent (at least once). */
  private async call(
    connection: LaneConnection,
    { carried }: Turn,
    tell: (went: 'well' | 'slow') => void,
  ): Promise<Verdict | undefined> {
    const { client, hub, limits } = this.parts;
    const request = requestOf(carried, connection, await hub.read());
    if (!request)
      return { status: 'FAILED', reason: 'The platform no longer offers the interface.', isPassing: false };
    try {
      const answer = await client.call({ ...request, limit_ms: limits.forward_ms });
      tell('well');
      return verdictOf(answer);
    } catch (error) {
      if (this.isStopping) return undefined;
      if (isSlow(error)) tell('slow');
      return verdictOfError(error);
    }
  }

  private goOn(lane: Lane): void {
    if (this.isStopping) {
      if (this.sending === 0) this.idle?.();
      return;
    }
    this.send();
    if (!lane.hasMore || lane.held > this.parts.limits.laneHeld / 2) return;
    lane.hasMore = false;
    void this.look();
  }

  private async dropIfGone(lane: Lane): Promise<void> {
    try {
      if (!(await this.connections.of(lane.platformId))) this.results.dropped(lane, lane.empty());
    } catch (error) {
      this.parts.log.debug({ err: error, platformId: lane.platformId }, 'asked again when it is sent to');
    }
  }
}
