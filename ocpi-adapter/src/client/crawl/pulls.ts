/**
 * Carries pulls out (HUB-051): takes up what waits in the parties graph, a few at a time, on events, at start and on
 * one timer, which also orders what a schedule has made due. Each pull ends in `finishPull`, or in `failPull` with a
 * sentence; when the hub stops it is given back, to be gone on with at the next start or by another node.
 */
import { randomUUID } from 'node:crypto';
import { Problem } from '@chargesphere/schema';
import type { MessageIds } from '../../transport/headers.js';
import { CallFailure } from '../call-failure.js';
import type { CrawlParts } from './crawl.js';
import { Crawl } from './crawl.js';
import { TryLater } from './fetch-page.js';
import type { PullTask } from './pull.operations.js';
import { ClaimPulls, FailPull, QueueDuePulls, ReleasePull } from './pull.operations.js';

export interface PullLimits {
  /** Platforms pulled at the same time by this node. */
  pullsAtOnce: number;
  /** How often to look for schedules that are due and for pulls whose node has died. */
  pullLook_ms: number;
}

export class Pulls {
  private readonly running = new Set<Promise<void>>();
  private readonly stopping = new AbortController();
  private looking: Promise<void> | undefined;
  private isAskedAgain = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly parts: Omit<CrawlParts, 'stopping'>,
    private readonly limits: PullLimits,
  ) {}

  start(): void {
    this.timer = setInterval(() => void this.tick(), this.limits.pullLook_ms).unref();
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

  /** Gives everything back. Resolves when nothing runs any more. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.stopping.abort();
    await this.parts.client.close();
    await this.looking;
    await Promise.all(this.running);
  }

  private async tick(): Promise<void> {
    try {
      await this.parts.graph.askAsHub(QueueDuePulls, {}, newIds());
    } catch (error) {
      this.parts.log.warn({ err: error }, 'looking for pulls that are due failed');
    }
    await this.look();
  }

  private async lookUntilQuiet(): Promise<void> {
    do {
      this.isAskedAgain = false;
      try {
        await this.claim();
      } catch (error) {
        this.parts.log.warn({ err: error }, 'looking for pulls that wait failed');
      }
    } while (this.isAskedAgain);
  }

  private async claim(): Promise<void> {
    const limit = this.limits.pullsAtOnce - this.running.size;
    if (limit < 1 || this.stopping.signal.aborted) return;
    const { result } = await this.parts.graph.askAsHub(ClaimPulls, { limit }, newIds());
    for (const task of result) {
      const done = this.carryOut(task).finally(() => {
        this.running.delete(done);
        // There is room again, and the platform is free for another module.
        if (!this.stopping.signal.aborted) void this.look();
      });
      this.running.add(done);
    }
  }

  private async carryOut(task: PullTask): Promise<void> {
    const { id: pullId, module, platform } = task.pull;
    const log = this.parts.log.child({ pullId, module, platformId: platform.id });
    try {
      await new Crawl({ ...this.parts, log, stopping: this.stopping.signal }, task).run();
      log.info('pulled to the end');
    } catch (error) {
      await this.end(task, error, log);
    }
  }

  private async end(task: PullTask, error: unknown, log: CrawlParts['log']): Promise<void> {
    const { graph } = this.parts;
    const claim = { pullId: task.pull.id, claim: task.claim };
    try {
      if (this.stopping.signal.aborted) return void (await graph.askAsHub(ReleasePull, claim, newIds()));
      if (isTakenAway(error)) return log.info('the pull was cancelled or taken over');
      const reason = reasonOf(error);
      log.warn({ reason, ...(isOurFault(error) && { err: error }) }, 'the pull failed');
      await graph.askAsHub(FailPull, { ...claim, reason }, newIds());
    } catch (again) {
      // Its claim runs out by itself, and then it is taken up where it stood.
      if (!isTakenAway(again)) log.warn({ err: again }, 'could not record how the pull ended');
    }
  }
}

/** The claim is no longer in force. */
const isTakenAway = (error: unknown): boolean => error instanceof Problem && error.code === 'CONFLICT';

const isOurFault = (error: unknown): boolean =>
  !(error instanceof CallFailure || error instanceof TryLater || error instanceof Problem);

const reasonOf = (error: unknown): string =>
  isOurFault(error)
    ? `The hub failed during the pull: ${(error as Error).message}`
    : (error as Error).message;

const newIds = (): MessageIds => ({ requestId: randomUUID(), correlationId: randomUUID() });
