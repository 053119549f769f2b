/**
 * TRN-048, LOC-012, TAR-004: what a complete list does not hold any more is withdrawn here too. Only when nothing is in doubt: the
 * list was read from beginning to end by one run, it was not empty, and every object on it said who it is. What was
 * pushed to us meanwhile is not touched, because only what was here before the first page is a candidate.
 */
import type { Caller } from '@chargesphere/schema';
import { foldRef, isJsonObject, PrintedDocument, Problem } from '@chargesphere/schema';
import type { GraphClient } from '../../graph.js';
import type { Heartbeat } from './heartbeat.js';
import type { PulledModule } from './modules.js';
import { refIn } from './modules.js';
import type { SortedPage } from './page-objects.js';

export interface Withdrawn {
  withdrawn: number;
  remark: string | undefined;
}

const NOTHING: Withdrawn = { withdrawn: 0, remark: undefined };

const AT_ONCE = 500;

export class Withdrawal {
  private readonly seen = new Set<string>();
  private doubt: string | undefined;

  private constructor(
    private readonly graph: GraphClient,
    private readonly module: PulledModule,
    private readonly caller: Caller,
    private readonly beat: Heartbeat,
    /** Folded ref → ref of what may be withdrawn. */
    private readonly candidates: ReadonlyMap<string, string>,
  ) {}

  /** `owners`: refs of the parties whose lists are going to be read. */
  static async prepare(
    graph: GraphClient,
    module: PulledModule,
    caller: Caller,
    owners: readonly string[],
    beat: Heartbeat,
  ): Promise<Withdrawal> {
    const candidates = new Map<string, string>();
    for (const owner of owners) {
      for (const ref of await refsOf(graph, module, caller, owner)) candidates.set(foldRef(ref), ref);
      await beat();
    }
    return new Withdrawal(graph, module, caller, beat, candidates);
  }

  note({ objects, broken }: SortedPage): void {
    for (const { ref } of [...objects, ...broken]) {
      if (ref === undefined) this.doubtful('an object of the list does not say who it is');
      else this.seen.add(foldRef(ref));
    }
  }

  doubtful(why: string): void {
    this.doubt ??= why;
  }

  async carryOut(): Promise<Withdrawn> {
    const missing = [...this.candidates].flatMap(([folded, ref]) => (this.seen.has(folded) ? [] : [ref]));
    if (missing.length === 0) return NOTHING;
    if (this.seen.size === 0) this.doubtful('the list was empty');
    if (this.doubt !== undefined)
      return {
        withdrawn: 0,
        remark: `${missing.length} ${this.module.module} were not on the list and were not withdrawn, because ${this.doubt}; pull it in full again.`,
      };
    let withdrawn = 0;
    for (const ref of missing) {
      if (await this.withdraw(ref)) withdrawn += 1;
      await this.beat();
    }
    return { withdrawn, remark: undefined };
  }

  private async withdraw(ref: string): Promise<boolean> {
    const { remove } = this.module.withdraw ?? {};
    if (!remove) return false;
    try {
      await this.graph.ask(remove, { ref, addressee: undefined }, this.caller);
      return true;
    } catch (error) {
      // Only addressed to somebody, or gone already: neither is on the list for everybody.
      if (error instanceof Problem && error.code === 'NOT_FOUND') return false;
      throw error;
    }
  }
}

async function refsOf(
  graph: GraphClient,
  module: PulledModule,
  caller: Caller,
  owner: string,
): Promise<string[]> {
  const { list } = module.withdraw ?? {};
  const refs: string[] = [];
  if (!list) return refs;
  for (let offset = 0; ; offset += AT_ONCE) {
    const window = { offset, limit: AT_ONCE };
    const { items } = (await graph.ask(list, { window, owner }, caller)).result;
    refs.push(...items.flatMap((item) => refOfItem(item, module)));
    if (items.length < AT_ONCE) return refs;
  }
}

/** Items come as texts from a store in this process, and as objects from one elsewhere. */
function refOfItem(item: unknown, module: PulledModule): string[] {
  const document = item instanceof PrintedDocument ? item.toJSON() : item;
  const ref = isJsonObject(document) ? refIn(document, module) : undefined;
  return ref === undefined ? [] : [ref];
}
