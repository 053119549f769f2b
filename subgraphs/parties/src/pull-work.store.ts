/**
 * Pulls as the adapter carries them out. A claim names one run on one node and is a lease: every page renews it, and
 * who reports under a claim that is no longer in force is told to stop. A page is counted, its broken objects are put
 * into quarantine and the next page is noted in one transaction, so a crash repeats a page and never loses one.
 */
import { randomUUID } from 'node:crypto';
import { Problem } from '@chargesphere/schema';
import type { EntityManager } from '@mikro-orm/postgresql';
import { after, reasonIn } from './credentials.rules.js';
import type { Connection, CredentialsStore } from './credentials.store.js';
import type { Ground } from './ground.js';
import { Pull } from './pull.entity.js';
import { pullUpdated } from './pull.events.js';
import {
  CLAIMS_MAX,
  dateFromAfter,
  keptDocument,
  LEASE_MS,
  nextPullStatus,
  QUARANTINE_MAX,
  shownText,
  type PullStep,
} from './pull.rules.js';
import { letGo, lockPull, onePullOrderAtATime } from './pull.store.js';
import { Quarantined } from './quarantined.entity.js';
import { between } from './record-bounds.js';

/** Pulls handed out at once at the most. */
const CLAIMED_MAX = 100;

export interface Claimed {
  claim: string;
  pull: Pull;
  connection: Connection | null;
}

export interface PullPosition {
  party?: string | null;
  url: string;
  offset: number;
  answersForAll: boolean;
}

export interface BrokenObject {
  ref?: string | null;
  index: number;
  pointer: string;
  code: string;
  reason: string;
  document?: unknown;
}

export interface PageReport {
  pullId: string;
  claim: string;
  seen: number;
  stored: number;
  unchanged: number;
  total?: number | null;
  next?: PullPosition | null;
  quarantined: BrokenObject[];
}

export interface PullEnd {
  pullId: string;
  claim: string;
  withdrawn: number;
  remark?: string | null;
}

export class PullWorkStore {
  constructor(
    private readonly ground: Ground,
    private readonly credentials: CredentialsStore,
  ) {}

  /** The oldest pulls nobody works on, one for each platform that is not being asked at the moment. */
  async claim(limit: number): Promise<Claimed[]> {
    between(limit, 1, CLAIMED_MAX, 'limit');
    const pulls = await this.ground.write(async (em, note) => {
      await onePullOrderAtATime(em);
      const claimed: Pull[] = [];
      for (const { id } of await this.#claimable(em, limit)) {
        const pull = await lockPull(em, id);
        if (await this.#take(em, pull)) claimed.push(pull);
        note(pullUpdated(pull));
      }
      return claimed;
    });
    return Promise.all(
      pulls.map(async (pull) => ({
        claim: pull.claim ?? '',
        pull,
        connection: await this.credentials.connectionOf(pull.platform.id),
      })),
    );
  }

  /** Renews the lease without a page, while a partner is asked again. */
  keep(pullId: string, claim: string): Promise<Pull> {
    return this.#work(pullId, claim, 'report', () => undefined, false);
  }

  report({ pullId, claim, ...page }: PageReport): Promise<Pull> {
    return this.#work(pullId, claim, 'report', (pull, em) => {
      this.#quarantine(em, pull, page.quarantined);
      pull.pages += 1;
      pull.seen += page.seen;
      pull.stored += page.stored;
      pull.unchanged += page.unchanged;
      pull.quarantined += page.quarantined.length;
      pull.total = page.total ?? null;
      pull.claims = 0;
      goOnAt(pull, page.next ?? null);
    });
  }

  finish({ pullId, claim, withdrawn, remark }: PullEnd): Promise<Pull> {
    return this.#work(pullId, claim, 'finish', (pull) => {
      pull.withdrawn += withdrawn;
      pull.remark = remark ? shownText(remark) : null;
      this.#end(pull);
    });
  }

  /** It keeps its place, so that it can be resumed. */
  fail(pullId: string, claim: string, reason: string): Promise<Pull> {
    return this.#work(pullId, claim, 'fail', (pull) => {
      pull.failure = shownText(reasonIn(reason));
      this.#end(pull);
    });
  }

  /** The node stops and another one, or the next start, is to go on. */
  release(pullId: string, claim: string): Promise<Pull> {
    return this.#work(pullId, claim, 'release', (pull) => {
      pull.claims = Math.max(0, pull.claims - 1); // it stopped in good order
      letGo(pull);
    });
  }

  async #claimable(em: EntityManager, limit: number): Promise<{ id: string }[]> {
    const now = this.ground.now();
    return em.execute<{ id: string }[]>(
      `select id from (
         select distinct on (p.platform_id) p.id, p.seq from parties.pull p
         where (p.status = 'QUEUED' or (p.status = 'RUNNING' and p.lease_until <= ?))
         and not exists (select from parties.pull r
           where r.platform_id = p.platform_id and r.status = 'RUNNING' and r.lease_until > ?)
         order by p.platform_id, p.seq
       ) as first order by seq limit ?`,
      [now, now, limit],
    );
  }

  /** False when it has been taken up too often without getting further; then it has failed. */
  async #take(em: EntityManager, pull: Pull): Promise<boolean> {
    const now = this.ground.now();
    pull.status = nextPullStatus(pull.status, 'claim');
    pull.claims += 1;
    if (pull.claims > CLAIMS_MAX) {
      pull.status = nextPullStatus(pull.status, 'fail');
      pull.failure = `It was taken up ${CLAIMS_MAX} times without getting a page further; look for the cause in the log before you resume it.`;
      this.#end(pull);
      return false;
    }
    if (!pull.startedAt) await followOn(em, pull);
    pull.startedAt ??= now;
    pull.claim = randomUUID();
    pull.leaseUntil = after(now, LEASE_MS);
    return true;
  }

  async #work(
    pullId: string,
    claim: string,
    step: PullStep,
    change: (pull: Pull, em: EntityManager) => void,
    isTold = true,
  ): Promise<Pull> {
    return this.ground.write(async (em, note) => {
      const pull = await lockPull(em, pullId);
      if (pull.claim !== claim)
        throw new Problem(
          'CONFLICT',
          `The claim on pull ${pullId} is no longer in force, because it was cancelled or another node has taken it over; stop working on it.`,
        );
      pull.status = nextPullStatus(pull.status, step);
      if (step === 'report') pull.leaseUntil = after(this.ground.now(), LEASE_MS);
      change(pull, em);
      if (isTold) note(pullUpdated(pull));
      return pull;
    });
  }

  #quarantine(em: EntityManager, pull: Pull, broken: readonly BrokenObject[]): void {
    const at = this.ground.now();
    const room = Math.max(0, QUARANTINE_MAX - pull.quarantined);
    for (const { ref, index, pointer, code, reason, document } of broken.slice(0, room))
      em.create(Quarantined, {
        pull,
        ref: ref ? shownText(ref) : null,
        position: pull.seen + index,
        pointer: shownText(pointer),
        code: shownText(code, 64),
        reason: shownText(reason),
        document: keptDocument(document),
        at,
      });
  }

  #end(pull: Pull): void {
    pull.finishedAt = this.ground.now();
    letGo(pull);
  }
}

const goOnAt = (pull: Pull, next: PullPosition | null): void => {
  pull.party = next?.party ?? null;
  pull.nextUrl = next?.url ?? null;
  pull.offset = next?.offset ?? 0;
  pull.answersForAll = next?.answersForAll ?? false;
};

/** HUB-051: from where the last good pull began; with none to follow on from, everything is asked for. */
const followOn = async (em: EntityManager, pull: Pull): Promise<void> => {
  if (pull.mode === 'FULL' || pull.isChosenWindow) return;
  const [last] = await em.find(
    Pull,
    { platform: pull.platform.id, module: pull.module, status: 'DONE', isChosenWindow: false },
    { orderBy: { startedAt: 'desc' }, limit: 1 },
  );
  if (last?.startedAt) pull.dateFrom = dateFromAfter(last.startedAt);
  else pull.mode = 'FULL';
};
