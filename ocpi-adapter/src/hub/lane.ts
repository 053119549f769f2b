/**
 * What waits for one platform in this process. Messages about one object for one party are sent one after the other
 * (HUB-062), everything else side by side, up to a limit that goes down to one as long as the platform does not
 * answer: so a platform that hangs costs the hub one call at a time.
 */
import type { Carried, Superseded } from './delivery-coalescing.js';
import { join } from './delivery-coalescing.js';
import type { DeliveryMessage, DeliveryTask } from './delivery.operations.js';

/** A delivery with its message, as coalescing sees it. */
export interface Item {
  /** Of the delivery. */
  id: string;
  method: string;
  path: readonly string[];
  body: string | null;
  task: DeliveryTask;
  message: DeliveryMessage;
}

interface Queue {
  key: string;
  left: Carried<Item>[];
  isSending: boolean;
}

/** One request on its way; `done` has to be called when it is over. */
export interface Turn {
  carried: Carried<Item>;
  done(howItWent: 'well' | 'slow' | 'otherwise'): void;
}

export class Lane {
  private readonly queues = new Map<string, Queue>();
  /** Queues with something to send and nothing under way, in turns. */
  private ready: Queue[] = [];
  private sending = 0;
  private atOnce: number;
  /** Deliveries taken up and not settled yet. */
  held = 0;
  /** There may be more in the database than was taken up. */
  hasMore = false;
  /** Until when, by performance.now(), the lane is surely ours. */
  ours_ms = 0;

  constructor(
    readonly platformId: string,
    private readonly atOnceMax: number,
  ) {
    this.atOnce = atOnceMax;
  }

  get canSend(): boolean {
    return this.ready.length > 0 && this.sending < this.atOnce;
  }

  get isSending(): boolean {
    return this.sending > 0;
  }

  /** What need not be sent any more because of it. */
  add(item: Item): Superseded<Item>[] {
    const { receiver } = item.task;
    const { module, object, kind } = item.message;
    const key = `${kind} ${receiver ?? ''} ${module} ${object}`;
    const queue = this.queues.get(key) ?? { key, left: [], isSending: false };
    this.queues.set(key, queue);
    if (queue.left.length === 0 && !queue.isSending) this.ready.push(queue);
    const { left, superseded } = join(queue.left, item);
    queue.left = left;
    this.held += 1;
    return superseded;
  }

  /** The next request; only when canSend. */
  take(): Turn | undefined {
    const queue = this.ready.shift();
    const carried = queue?.left.shift();
    if (!queue || !carried) return undefined;
    queue.isSending = true;
    this.sending += 1;
    return {
      carried,
      done: (howItWent) => {
        this.sending -= 1;
        queue.isSending = false;
        this.adapt(howItWent);
        if (queue.left.length > 0) this.ready.push(queue);
        else this.queues.delete(queue.key);
      },
    };
  }

  /** Everything that waits, to be sent no more. */
  empty(): Item[] {
    const items: Item[] = [];
    for (const queue of this.queues.values()) {
      items.push(...queue.left.flatMap(({ parts }) => parts));
      queue.left = [];
      if (!queue.isSending) this.queues.delete(queue.key);
    }
    this.ready = [];
    return items;
  }

  private adapt(howItWent: 'well' | 'slow' | 'otherwise'): void {
    if (howItWent === 'slow') this.atOnce = 1;
    else if (howItWent === 'well') this.atOnce = Math.min(this.atOnce * 2, this.atOnceMax);
  }
}
