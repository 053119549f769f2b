/**
 * What follows from changes of platforms, on every node: partners are told (HCI-001), and what a platform missed while
 * it was away is pulled (HUB-052). Both are on record until they are done, so a node that dies leaves nothing undone:
 * every node looks at everything when it starts, and now and then.
 */
import { setImmediate as turn } from 'node:timers/promises';
import type { DomainEvent, Logger, Outbox } from '@chargesphere/chassis';
import type { AlarmStore } from './alarm.store.js';
import { joinedNews, newsOf } from './client-info-news.js';
import type { ClientInfoPush, News } from './client-info-push.store.js';
import type { Recovery } from './health-recovery.store.js';
import { PLATFORM_CHANGED } from './platform.events.js';

const LOOK_EVERY_MS = 60_000;

export interface WatchParts {
  outbox: Outbox;
  push: ClientInfoPush;
  recovery: Recovery;
  alarms: AlarmStore;
  log: Logger;
}

export class HealthWatch {
  private news: News | undefined = 'all'; // whatever happened while this node was not there
  private isRecoveryDue = true;
  private working: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private isClosed = false;

  constructor(private readonly parts: WatchParts) {}

  start(): void {
    this.timer = setInterval(() => {
      this.isRecoveryDue = true;
      void this.work();
      void this.tidy();
    }, LOOK_EVERY_MS).unref();
    void this.follow();
    void this.work();
  }

  /** What was noticed by now is done first. */
  async close(): Promise<void> {
    this.isClosed = true;
    clearInterval(this.timer);
    await this.working;
  }

  private async follow(): Promise<void> {
    const changes = this.parts.outbox.subscribe<unknown>([PLATFORM_CHANGED]);
    let dropped = 0;
    for (let next = await changes.next(); !next.done; next = await changes.next()) {
      this.note(changes.dropped > dropped ? 'all' : newsOf(next.value as DomainEvent));
      dropped = changes.dropped;
    }
  }

  private note(news: News | undefined): void {
    if (news === undefined || this.isClosed) return;
    this.news = joinedNews(this.news, news);
    this.isRecoveryDue = true;
    void this.work();
  }

  /** Never rejects: what could not be done is done next time. */
  private work(): Promise<void> {
    this.working ??= this.workUntilQuiet().finally(() => (this.working = undefined));
    return this.working;
  }

  private async workUntilQuiet(): Promise<void> {
    while (this.news !== undefined || this.isRecoveryDue) {
      await turn(); // by then everybody in this process has heard of the change, and nobody answers from a cache
      const { news } = this;
      this.news = undefined;
      try {
        if (this.isRecoveryDue) await this.recover();
        if (news) await this.parts.push.tell(news);
      } catch (error) {
        if (news) this.news = joinedNews(this.news, news);
        this.parts.log.warn(
          { err: error },
          'what follows from a change of platforms is not done; trying again',
        );
        return;
      }
    }
  }

  private async recover(): Promise<void> {
    this.isRecoveryDue = false;
    try {
      while (await this.parts.recovery.order());
    } catch (error) {
      this.isRecoveryDue = true;
      throw error;
    }
  }

  private async tidy(): Promise<void> {
    try {
      await this.parts.alarms.removeOld();
    } catch (error) {
      this.parts.log.warn({ err: error }, 'could not clear old alarms away');
    }
  }
}
