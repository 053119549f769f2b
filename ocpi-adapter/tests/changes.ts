/** The events of a subscription for tests: as many followers as there are, each with a queue of its own. */

/** An event of `platformChanged`. */
export interface Change {
  platformId: string;
  kind: string;
}

interface Queued<Event> {
  change: Event | undefined;
  taken: () => void;
}

export class Changes<Event, Field extends string> {
  private onOpen: () => void = () => undefined;
  private readonly followers = new Set<(queued: Queued<Event>) => void>();

  /** `field` is the subscription's root field. */
  constructor(private readonly field: Field) {}

  /** Resolves when every follower has come back for more, that is, has acted on the change. */
  async publish(change: Event): Promise<void> {
    await this.tell(change);
  }

  /** Ends every subscription, as a gateway that goes away does. */
  async drop(): Promise<void> {
    await this.tell(undefined);
  }

  /** Resolves when somebody subscribes next. */
  opened(): Promise<void> {
    return new Promise((resolve) => (this.onOpen = resolve));
  }

  private async tell(change: Event | undefined): Promise<void> {
    const told = [...this.followers].map(
      (follower) => new Promise<void>((taken) => follower({ change, taken })),
    );
    await Promise.all(told);
  }

  open(): AsyncIterableIterator<Record<Field, Event>> {
    const { field } = this;
    const queue: Queued<Event>[] = [];
    let wake: () => void = () => undefined;
    let current: Queued<Event> | undefined;
    const follower = (queued: Queued<Event>) => {
      queue.push(queued);
      wake();
    };
    this.followers.add(follower);
    this.onOpen();
    const finish = () => {
      this.followers.delete(follower);
      current?.taken();
      for (const { taken } of queue) taken();
      return { done: true as const, value: undefined };
    };
    return {
      [Symbol.asyncIterator]() {
        return this;
      },
      next: async () => {
        current?.taken();
        while (queue.length === 0) await new Promise<void>((resolve) => (wake = resolve));
        current = queue.shift();
        if (!current?.change) return finish();
        return { done: false, value: { [field]: current.change } as Record<Field, Event> };
      },
      return: () => Promise.resolve(finish()),
    };
  }
}
