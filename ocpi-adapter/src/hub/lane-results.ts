/** What becomes of the deliveries of lanes: each ends once, is recorded, and makes room for the next. */
import type { Superseded } from './delivery-coalescing.js';
import type { Outcome } from './delivery.operations.js';
import type { Verdict } from './delivery-outcome.js';
import type { Settling } from './delivery-settling.js';
import type { Item, Lane } from './lane.js';

export class LaneResults {
  /** Deliveries in hand, of all lanes. */
  held = 0;

  constructor(private readonly settling: Settling) {}

  /** The newest of what was carried together was sent; the others with it. */
  sent(lane: Lane, items: readonly Item[], verdict: Verdict, sentAt: Date): void {
    const newest = items.at(-1);
    if (!newest) return;
    for (const item of items) if (item !== newest) this.coalesced(lane, { message: item, by: newest });
    const { isPassing, ...outcome } = verdict;
    const again = isPassing && newest.message.kind === 'REDELIVERY';
    this.settle(lane, [newest], { ...outcome, again, wasSent: true, sentAt: sentAt.toISOString() });
  }

  coalesced(lane: Lane, { message, by }: Superseded<Item>): void {
    this.settle(lane, [message], { status: 'COALESCED', carriedBy: by.id });
  }

  expired(lane: Lane, items: readonly Item[]): void {
    this.settle(lane, items, { status: 'EXPIRED', reason: 'It waited for too long.' });
  }

  /** Waiting state is dropped with its platform (HCI-005); CDRs wait for its return. */
  dropped(lane: Lane, items: readonly Item[]): void {
    const reason = 'The platform was not connected any more.';
    for (const item of items)
      this.settle(lane, [item], { status: 'DROPPED', reason, again: item.message.kind === 'REDELIVERY' });
  }

  /** The hub itself was at fault: it waits, for this node or another, as long as it is worth it. */
  unsent(lane: Lane, items: readonly Item[]): void {
    this.settle(lane, items, { status: 'FAILED', reason: 'The hub could not send it.', again: true });
  }

  /** No longer this node's business. */
  letGo(lane: Lane, count: number): void {
    lane.held -= count;
    this.held -= count;
  }

  private settle(
    lane: Lane,
    items: readonly Item[],
    outcome: Pick<Outcome, 'status'> & Partial<Outcome>,
  ): void {
    for (const { id } of items) this.settling.add({ wasSent: false, again: false, ...outcome, id });
    this.letGo(lane, items.length);
  }
}
