/**
 * One pull, from the page it stands at to its end (HUB-051): ask for a page, store what is good, report, wait, go on.
 * A page is reported after it is stored and together with the next one, so a run that dies repeats a page and loses
 * none. Every partner is asked for one page at a time.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Caller } from '@chargesphere/schema';
import type { Logger } from 'pino';
import type { GraphClient } from '../../graph.js';
import type { HubDirectory } from '../../identity/hub.js';
import type { MessageIds } from '../../transport/headers.js';
import { CallFailure } from '../call-failure.js';
import type { PartnerClient, PartnerKey } from '../http.js';
import type { Page } from './fetch-page.js';
import { fetchPage, TryLater } from './fetch-page.js';
import { heartbeat } from './heartbeat.js';
import type { List, Place } from './list.js';
import { BEGINNING, listDate, placeAt } from './list.js';
import type { PulledModule } from './modules.js';
import { pulledModules } from './modules.js';
import type { SortedPage } from './page-objects.js';
import { sorted } from './page-objects.js';
import type { Asked } from './platform.js';
import { PulledPlatform, routingTo } from './platform.js';
import type { Claim, Position, PullTask } from './pull.operations.js';
import { FinishPull, KeepPull, ReportPull } from './pull.operations.js';
import type { StoredPage } from './store-page.js';
import { storePage } from './store-page.js';
import { Walk } from './walk.js';
import { Withdrawal } from './withdrawal.js';

export interface CrawlLimits {
  /** Objects asked for in a page. */
  pullPage: number;
  /** Between two pages of a partner, more or less. */
  pullPause_ms: number;
  /** How long to wait before each further attempt at a page. */
  pullRetries_ms: readonly number[];
  /** Pages of one pull at the most. */
  pullPages: number;
}

export interface CrawlParts {
  graph: GraphClient;
  client: PartnerClient;
  hub: HubDirectory;
  log: Logger;
  limits: CrawlLimits;
  /** Aborted when the hub stops. */
  stopping: AbortSignal;
}

/** Well below the two minutes a claim lasts. */
const BEAT_MS = 20_000;

interface Read {
  page: Page;
  sorted: SortedPage;
  stored: StoredPage;
}

export class Crawl {
  private readonly ids: MessageIds = { requestId: randomUUID(), correlationId: randomUUID() };
  private readonly claim: Claim;
  private readonly module: PulledModule;
  private readonly platform: PulledPlatform;
  private readonly key: PartnerKey;
  private readonly list: List;
  private readonly caller: Caller;
  private pages: number;
  private answersForAll: boolean;
  private withdrawal: Withdrawal | undefined;
  private readonly beat = heartbeat(() => this.keep(), BEAT_MS);

  /** Throws a CallFailure when there is nothing to go by. */
  constructor(
    private readonly parts: CrawlParts,
    private readonly task: PullTask,
  ) {
    const { pull, connection, claim } = task;
    this.claim = { pullId: pull.id, claim };
    this.module = moduleOf(pull.module);
    this.platform = new PulledPlatform(pull.platform, this.module);
    this.caller = { principal: this.platform.principal, ...this.ids };
    this.pages = pull.pages;
    this.answersForAll = pull.answersForAll;
    const endpoint = connection?.endpoints.find(
      ({ identifier, role }) => identifier.toLowerCase() === pull.module && role === 'SENDER',
    );
    if (!connection || !endpoint)
      throw new CallFailure(
        'refused',
        `${pull.platform.name} is not connected with a SENDER interface of ${pull.module} any more; let it register again.`,
      );
    this.key = connection;
    this.list = this.listAt(endpoint.url);
  }

  async run(): Promise<void> {
    const { asked } = this.platform;
    const { pull } = this.task;
    if (asked.length === 0)
      throw new CallFailure(
        'refused',
        `${pull.platform.name} has no party in the role ${[...this.module.owners].join(' or ')}, so it owns no ${this.module.module}.`,
      );
    const isNew = pull.pages === 0 && pull.nextUrl === null;
    if (this.module.withdraw && pull.mode === 'FULL') await this.prepareWithdrawal(isNew);
    const isOver = pull.pages > 0 && pull.nextUrl === null;
    if (!isOver) await this.readAll();
    const { withdrawn, remark } = (await this.withdrawal?.carryOut()) ?? { withdrawn: 0, remark: undefined };
    const input = { ...this.claim, withdrawn, remark };
    await this.parts.graph.askAsHub(FinishPull, { input }, this.ids);
  }

  private listAt(url: string): List {
    const { dateFrom, dateTo } = this.task.pull;
    const from = dateFrom === null ? undefined : listDate(dateFrom);
    return {
      url,
      limit: this.parts.limits.pullPage,
      dateFrom: from ?? (this.module.needsDateFrom ? BEGINNING : undefined),
      dateTo: dateTo === null ? undefined : listDate(dateTo),
    };
  }

  private async prepareWithdrawal(isNew: boolean): Promise<void> {
    const { graph } = this.parts;
    this.withdrawal = await Withdrawal.prepare(
      graph,
      this.module,
      this.caller,
      [...this.platform.owners],
      this.beat,
    );
    if (!isNew) this.withdrawal.doubtful('the pull was interrupted');
  }

  /** AMB-070: a platform with several parties is asked for each of them, until it shows that it answers for all. */
  private async readAll(): Promise<void> {
    const { asked } = this.platform;
    const { party, total } = this.task.pull;
    const at = asked.findIndex(({ ref }) => ref === party);
    let place = at < 0 ? undefined : this.resumed();
    for (const [i, one] of asked.entries()) {
      if (i < at) continue;
      const walk = new Walk(this.list, place && (total ?? undefined));
      const then = () => (this.answersForAll ? undefined : asked[i + 1]);
      await this.readList(one, place ?? placeAt(this.list, 0), walk, then);
      if (this.answersForAll) return;
      place = undefined;
    }
  }

  /** The page an earlier run was to ask for; the token goes nowhere but to where the partner is now (CRED-036). */
  private resumed(): Place | undefined {
    const { nextUrl, offset } = this.task.pull;
    if (nextUrl === null) return undefined;
    const isStillThere = new URL(nextUrl).origin === new URL(this.list.url).origin;
    return isStillThere ? { url: nextUrl, offset } : placeAt(this.list, offset);
  }

  /** All pages of one party. `then` is whom to ask afterwards. */
  private async readList(
    party: Asked,
    start: Place,
    walk: Walk,
    then: () => Asked | undefined,
  ): Promise<void> {
    for (let place: Place | undefined = start; place;) {
      const read: Read = await this.persistently(() => this.readPage(party, place as Place));
      this.withdrawal?.note(read.sorted);
      this.answersForAll ||= isForOthers(read.sorted, party, this.platform);
      this.pages += 1;
      const next = walk.next(place, read.page.facts);
      if (next.kind === 'end' && !next.isComplete)
        this.withdrawal?.doubtful('its pages did not hold as many objects as it counts');
      const onward: Place | undefined = next.kind === 'page' ? next.place : undefined;
      await this.report(read, this.positionOf(party, onward, then));
      if (this.pages >= this.parts.limits.pullPages && onward)
        throw new CallFailure(
          'refused',
          `The list has more than ${this.pages} pages, which is more than this hub reads.`,
        );
      place = onward;
      if (place) await this.rest(this.parts.limits.pullPause_ms * (0.5 + Math.random()));
    }
  }

  private positionOf(
    party: Asked,
    onward: Place | undefined,
    then: () => Asked | undefined,
  ): Position | undefined {
    const { answersForAll } = this;
    if (onward) return { party: party.ref, ...onward, answersForAll };
    const following = then();
    return following && { party: following.ref, ...placeAt(this.list, 0), answersForAll };
  }

  private async readPage(party: Asked, { url }: Place): Promise<Read> {
    const { graph, client, hub } = this.parts;
    const us = await hub.read();
    const page = await fetchPage(client, {
      url,
      key: this.key,
      headers: routingTo(party, us),
      correlationId: this.ids.correlationId,
      about: {
        platformId: this.task.pull.platform.id,
        module: this.module.module,
        from: us,
        to: party.party,
      },
    });
    const sortedPage = sorted(page.items, this.module, this.platform);
    return {
      page,
      sorted: sortedPage,
      stored: await storePage(graph, this.platform, sortedPage.objects, this.caller, this.beat),
    };
  }

  private async report(
    { page, sorted: { broken }, stored }: Read,
    next: Position | undefined,
  ): Promise<void> {
    const { count, total } = page.facts;
    const quarantined = [...broken, ...stored.broken].sort((a, b) => a.index - b.index);
    const input = {
      ...this.claim,
      seen: count,
      stored: stored.stored,
      unchanged: stored.unchanged,
      total,
      next,
      quarantined,
    };
    await this.parts.graph.askAsHub(ReportPull, { input }, this.ids);
  }

  /** What may pass by itself is tried again; the claim is renewed each time, or found to be gone. */
  private async persistently<T>(work: () => Promise<T>): Promise<T> {
    const { limits, log } = this.parts;
    for (const wait_ms of limits.pullRetries_ms) {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof TryLater)) throw error;
        log.info({ pullId: this.claim.pullId, reason: error.message }, 'a page is asked for again');
        await this.rest(Math.max(wait_ms, error.wait_ms));
        await this.keep();
      }
    }
    return work();
  }

  /** Throws the CONFLICT that says that the claim is gone. */
  private keep(): Promise<unknown> {
    return this.parts.graph.askAsHub(KeepPull, this.claim, this.ids);
  }

  private async rest(span_ms: number): Promise<void> {
    const { stopping } = this.parts;
    await pause(span_ms, undefined, { signal: stopping }).catch(() => undefined);
    if (stopping.aborted) throw new CallFailure('stopped', 'The hub is stopping.');
  }
}

function moduleOf(name: string): PulledModule {
  const module = pulledModules.get(name);
  if (module) return module;
  throw new CallFailure(
    'refused',
    `This hub cannot pull ${name}; it pulls ${[...pulledModules.keys()].join(', ')}.`,
  );
}

/** Somebody else's objects in the answer for one party. */
const isForOthers = ({ owners }: SortedPage, { ref }: Asked, platform: PulledPlatform): boolean =>
  platform.asked.length > 1 && [...owners].some((owner) => owner !== ref);
