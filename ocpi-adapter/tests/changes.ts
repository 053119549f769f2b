/** The events of `platformChanged` for tests: as many followers as there are, each with a queue of its own. */
export interface Change {
  platformId: string;
  kind: string;
}

interface Queued {
  change: Change | undefined;
  taken: () => void;
}

export class Changes {
  private onOpen: () => void = () => undefined;
  private readonly followers = new Set<(queued: Queued) => void>();

  /** Resolves when every follower has come back for more, that is, has acted on the change. */
  async publish(change: Change): Promise<void> {
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

  private async tell(change: Change | undefined): Promise<void> {
    const told = [...this.followers].map(
      (follower) => new Promise<void>((taken) => follower({ change, taken })),
    );
    await Promise.all(told);
  }

  open(): AsyncIterableIterator<{ platformChanged: Change }> {
    const queue: Queued[] = [];
    let wake: () => void = () => undefined;
    let current: Queued | undefined;
    const follower = (queued: Queued) => {
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
        return current?.change ? { done: false, value: { platformChanged: current.change } } : finish();
      },
      return: () => Promise.resolve(finish()),
    };
  }
}
