/**
 * The demo goes on whatever happens to one call: failures are logged, the first of a row and then every hundredth,
 * so that a hub that is away does not fill the log.
 */
import type { Logger } from 'pino';
import { isSuccess, type CallResult } from '../wire/ocpi.client.js';

export type Log = Pick<Logger, 'debug' | 'info' | 'warn'>;

export class Attempts {
  private inARow = 0;
  /** Set when the demo stops: what fails then fails because of that. */
  isSilent = false;

  constructor(private readonly log: Log) {}

  /** True when it worked. */
  async that(what: string, call: () => Promise<CallResult>): Promise<boolean> {
    try {
      const result = await call();
      if (isSuccess(result)) return this.worked();
      const { http, envelope, text } = result;
      return this.failed(
        what,
        `${http} ${envelope?.status_code ?? ''} ${envelope?.status_message ?? text.slice(0, 200)}`,
      );
    } catch (error) {
      return this.failed(what, error instanceof Error ? error.message : String(error));
    }
  }

  private worked(): true {
    if (this.inARow >= 100) this.log.info({ failures: this.inARow }, 'The demo reaches its partner again.');
    this.inARow = 0;
    return true;
  }

  private failed(what: string, reason: string): false {
    this.inARow += 1;
    const message = `The demo could not ${what}: ${reason}`;
    if (this.isSilent || this.inARow % 100 !== 1) this.log.debug(message);
    else this.log.warn({ failuresInARow: this.inARow }, message);
    return false;
  }
}
