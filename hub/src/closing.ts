/** What has to be closed, in the reverse order of its opening; one thing that fails to close does not keep the next. */
export class Closing {
  #steps: { name: string; close: () => Promise<void> }[] = [];
  #closed: Promise<void> | undefined;

  add(name: string, close: () => Promise<void>): void {
    this.#steps.push({ name, close });
  }

  /** Closes everything once; further calls wait for the same end. Rejects with all that failed. */
  run(): Promise<void> {
    this.#closed ??= this.#run();
    return this.#closed;
  }

  async #run(): Promise<void> {
    const failures: Error[] = [];
    for (const { name, close } of this.#steps.reverse())
      await close().catch((cause: unknown) => failures.push(new Error(`${name} did not close`, { cause })));
    if (failures.length > 0)
      throw new AggregateError(failures, failures.map(({ message }) => message).join('; '));
  }
}
