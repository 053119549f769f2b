/**
 * Where CPOs read their CDRs back from, since a receiver has taken them: the same CDR once more is answered with the
 * same URL and goes to nobody (CDR-011). A CDR without a receipt may have arrived or not, so it is sent again.
 */
import type { Frame } from '@chargesphere/chassis';
import { foldRef, Problem } from '@chargesphere/schema';

/** Characters; a sealed URL takes twice those of the receiver's own (CDR-010). */
const URL_MAX = 8_192;

export class CdrReceiptStore {
  constructor(private readonly frame: Pick<Frame, 'pool'>) {}

  /** Undefined as long as the hub does not know that the receiver has it. */
  async urlOf(ref: string, receiver: string): Promise<string | undefined> {
    const { rows } = await this.frame.pool.query<{ url: string }>({
      name: 'billing.receipt',
      text: 'select url from billing.cdr_receipt where ref = $1 and receiver = $2',
      values: [foldRef(ref), foldRef(receiver)],
    });
    return rows[0]?.url;
  }

  /** A later one counts: the CDR may have been deleted and sent anew meanwhile. */
  async keep(ref: string, receiver: string, url: string): Promise<void> {
    if (url.length > URL_MAX)
      throw new Problem('INVALID_INPUT', `A URL of more than ${URL_MAX} characters is not kept.`);
    await this.frame.pool.query({
      name: 'billing.keep-receipt',
      text: `insert into billing.cdr_receipt (ref, receiver, url) values ($1, $2, $3)
        on conflict (ref, receiver) do update set url = excluded.url, kept_at = excluded.kept_at`,
      values: [foldRef(ref), foldRef(receiver), url],
    });
  }
}
