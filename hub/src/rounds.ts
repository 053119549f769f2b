/**
 * Work that is done in rounds: however often it is asked for meanwhile, one round follows the one under way, so a
 * thousand events are a few rounds. A round that fails is not begun again by itself: it would fail again.
 */
export class Rounds {
  #round: Promise<void> | undefined;
  #isWoken = false;
  #isClosed = false;

  constructor(
    /** One round; may be long, and ends early when `isClosed` says so. */
    private readonly work: (isClosed: () => boolean) => Promise<void>,
    private readonly failed: (error: unknown) => void,
  ) {}

  wake(): void {
    if (this.#isClosed) return;
    this.#isWoken = true;
    this.#round ??= this.#workOff().finally(() => {
      this.#round = undefined;
      if (this.#isWoken) this.wake();
    });
  }

  /** Waits for the round under way, and begins no other. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#round;
  }

  async #workOff(): Promise<void> {
    try {
      while (this.#isWoken && !this.#isClosed) {
        this.#isWoken = false;
        await this.work(() => this.#isClosed);
      }
    } catch (error) {
      this.#isWoken = false;
      this.failed(error);
    }
  }
}
