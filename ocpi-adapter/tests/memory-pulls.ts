/**
 * Pulls of the memory graph: ordered by tests, claimed and reported by the adapter. Leases do not run out by themselves
 * here; a test takes a claim away with `orphan`.
 */
import { randomUUID } from 'node:crypto';
import { Problem } from '@chargesphere/schema';
import { Changes } from './changes.js';
import type { MemoryPlatform } from './memory-graph.js';

export interface Quarantined {
  index: number;
  ref?: string | null;
  pointer: string;
  code: string;
  reason: string;
  document?: unknown;
}

interface Position {
  party: string;
  url: string;
  offset: number;
  answersForAll: boolean;
}

interface Page {
  seen: number;
  stored: number;
  unchanged: number;
  total?: number | null;
  next?: Position | null;
  quarantined: Quarantined[];
}

export interface MemoryPull {
  id: string;
  platform: MemoryPlatform;
  module: string;
  mode: string;
  status: string;
  dateFrom: string | null;
  dateTo: string | null;
  party: string | null;
  nextUrl: string | null;
  offset: number;
  answersForAll: boolean;
  total: number | null;
  pages: number;
  seen: number;
  stored: number;
  unchanged: number;
  withdrawn: number;
  quarantine: Quarantined[];
  failure: string | null;
  remark: string | null;
  claim: string | null;
}

interface Claim {
  pullId: string;
  claim: string;
}

const ENDED = new Set(['DONE', 'FAILED', 'CANCELLED']);

export class MemoryPulls {
  readonly all: MemoryPull[] = [];
  readonly queued = new Changes<{ id: string }, 'pullUpdated'>('pullUpdated');
  /** What `queueDuePulls` orders the next time it is asked. */
  readonly due: (() => void)[] = [];
  private readonly watchers = new Set<() => void>();

  constructor(private readonly platforms: ReadonlyMap<string, MemoryPlatform>) {}

  /** Orders a pull without telling anybody. */
  order(platform: MemoryPlatform, module: string, more: Partial<MemoryPull> = {}): MemoryPull {
    const pull: MemoryPull = {
      id: randomUUID(),
      platform,
      module,
      mode: 'FULL',
      status: 'QUEUED',
      dateFrom: null,
      dateTo: null,
      party: null,
      nextUrl: null,
      offset: 0,
      answersForAll: false,
      total: null,
      pages: 0,
      seen: 0,
      stored: 0,
      unchanged: 0,
      withdrawn: 0,
      quarantine: [],
      failure: null,
      remark: null,
      claim: null,
      ...more,
    };
    this.all.push(pull);
    return pull;
  }

  /** Orders a pull, tells of it and waits for its end. */
  async pulled(platform: MemoryPlatform, module: string, more?: Partial<MemoryPull>): Promise<MemoryPull> {
    const pull = this.order(platform, module, more);
    void this.announce(pull);
    return this.ended(pull);
  }

  announce({ id }: MemoryPull): Promise<void> {
    return this.queued.publish({ id });
  }

  ended(pull: MemoryPull): Promise<MemoryPull> {
    return this.when(pull, ({ status }) => ENDED.has(status));
  }

  /** Resolves as soon as the pull is so. */
  when(pull: MemoryPull, isSo: (pull: MemoryPull) => boolean): Promise<MemoryPull> {
    return new Promise((resolve) => {
      const look = () => {
        if (!isSo(pull)) return;
        this.watchers.delete(look);
        resolve(pull);
      };
      this.watchers.add(look);
      look();
    });
  }

  /** Its node has died, as far as anybody can tell. */
  orphan(pull: MemoryPull): void {
    Object.assign(pull, { status: 'QUEUED', claim: null });
  }

  cancel(pull: MemoryPull): void {
    Object.assign(pull, { status: 'CANCELLED', claim: null });
  }

  readonly fields = {
    queueDuePulls: () => {
      const due = this.due.splice(0);
      for (const order of due) order();
      return due.length;
    },

    claimPulls: ({ limit }: { limit: number }) => {
      const busy = new Set(this.all.flatMap((pull) => (pull.status === 'RUNNING' ? [pull.platform.id] : [])));
      const tasks = [];
      for (const pull of this.all) {
        if (pull.status !== 'QUEUED' || busy.has(pull.platform.id) || tasks.length === limit) continue;
        busy.add(pull.platform.id);
        Object.assign(pull, { status: 'RUNNING', claim: randomUUID() });
        const { outbound, endpoints = [] } = this.platforms.get(pull.platform.id) ?? {};
        // A copy, as from a database: what is reported later must not change what was claimed.
        tasks.push({
          claim: pull.claim,
          pull: { ...pull },
          connection: outbound && { ...outbound, endpoints },
        });
      }
      this.tell();
      return tasks;
    },

    reportPull: ({ input }: { input: Claim & Page }) =>
      this.work(input, (pull) => {
        const { seen, stored, unchanged, total = null, next, quarantined } = input;
        pull.quarantine.push(...quarantined);
        pull.pages += 1;
        pull.seen += seen;
        pull.stored += stored;
        pull.unchanged += unchanged;
        const { party = null, url = null, offset = 0, answersForAll = false } = next ?? {};
        Object.assign(pull, { total, party, nextUrl: url, offset, answersForAll });
      }),

    keepPull: (claim: Claim) => this.work(claim, () => undefined),

    finishPull: ({ input }: { input: Claim & { withdrawn: number; remark?: string | null } }) =>
      this.work(input, (pull) => {
        const { withdrawn, remark = null } = input;
        Object.assign(pull, { status: 'DONE', withdrawn, remark, claim: null });
      }),

    failPull: ({ reason, ...claim }: Claim & { reason: string }) =>
      this.work(claim, (pull) => Object.assign(pull, { status: 'FAILED', failure: reason, claim: null })),

    releasePull: (claim: Claim) => this.work(claim, (pull) => this.orphan(pull)),
  };

  private work({ pullId, claim }: Claim, change: (pull: MemoryPull) => void): MemoryPull {
    const pull = this.all.find(({ id }) => id === pullId);
    if (!pull || pull.claim !== claim)
      throw new Problem('CONFLICT', `The claim on pull ${pullId} is no longer in force.`);
    change(pull);
    this.tell();
    return pull;
  }

  private tell(): void {
    for (const look of [...this.watchers]) look();
  }
}
