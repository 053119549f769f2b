/** Charges that ran when the demo was last stopped or killed: their cars are long gone, so they are ended. */
import type { Session } from '@chargesphere/schema';
import type { Cpo } from '../cpo.js';
import { checks } from '../modules/document.check.js';
import { isSuccess } from '../wire/ocpi.client.js';
import type { Attempts } from './attempts.js';

/** The partner's copy may be newer than ours, which was kept when a charge last began or ended. */
async function lastKnown(cpo: Cpo, kept: Session): Promise<Session> {
  const { country_code, party_id, id, cdr_token } = kept;
  const answer = await cpo
    .call('sessions', 'RECEIVER', 'GET', [country_code, party_id, id], undefined, {
      to: cdr_token,
      from: { country_code, party_id },
    })
    .catch(() => undefined);
  const copy = answer && isSuccess(answer) ? checks.Session.whole(answer.envelope?.data) : undefined;
  return copy === undefined || typeof copy === 'string' ? kept : copy;
}

export async function finish(cpo: Cpo, kept: Session, attempts: Attempts): Promise<void> {
  const session = await lastKnown(cpo, kept);
  if (session.status === 'COMPLETED') return;
  await attempts.that('end a session of the last run', () =>
    cpo.pushSession({
      ...session,
      status: 'COMPLETED',
      end_date_time: session.last_updated,
      last_updated: new Date().toISOString(),
    }),
  );
}
