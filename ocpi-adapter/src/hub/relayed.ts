/**
 * What the hub makes of a partner's answer to a request it carried (HUB-090 to HUB-093, E27 to E30): the receiver's
 * own words wherever it has understood the request, a row of the status table where it has not. Pure.
 */
import type { CallFailure } from '../client/call-failure.js';
import type { PartnerAnswer } from '../client/http.js';
import type { Reply } from '../transport/envelope.js';
import { Refusal } from '../transport/status.js';

/** The reply to the requester, or the Refusal that says why there is none. `receiver` names the party in sentences. */
export function relayed(answer: PartnerAnswer, receiver: string): Reply {
  const { http, status_code } = answer;
  // HUB-090, HUB-091
  if (http >= 200 && http <= 299) {
    if (status_code === undefined)
      throw new Refusal('E30', `${receiver} answered HTTP ${http} without an OCPI envelope.`);
    return reply(http === 201 ? 201 : 200, status_code, answer);
  }
  // HUB-092, TOK-032, TOK-039: the receiver knows better than we do what is not there.
  if (http === 404 || http === 405) return reply(http, status_code ?? 2000, answer);
  if (http === 401 || http === 403)
    throw new Refusal(
      'E30',
      `${receiver} does not let the hub in (HTTP ${http}); the operator of the hub has to mend that.`,
    );
  if (http >= 500) return reply(200, inThousand(status_code, 3) ?? 3000, answer);
  if (http > 400) return reply(200, inThousand(status_code, 2) ?? 2000, answer);
  // Redirects, and 400: the hub wrote the request, so the requester's JSON was not at fault.
  throw new Refusal('E30', `${receiver} answered HTTP ${http}, which is of no use to anybody.`);
}

/** HUB-093: why there was no answer. Hosts and ports are for the operator only, so they are in the cause. */
export function unanswered(error: CallFailure, receiver: string): Refusal {
  const [row, message] = absence(error, receiver);
  const refusal = new Refusal(row, message);
  refusal.cause = error;
  return refusal;
}

function absence({ kind }: CallFailure, receiver: string): ['E27' | 'E28' | 'E30', string] {
  switch (kind) {
    case 'address':
    case 'unreachable':
      return ['E27', `${receiver} cannot be reached at the moment; try again later.`];
    case 'timeout':
    case 'stopped':
      return ['E28', `${receiver} did not answer in time; it may have got the request all the same.`];
    case 'rubbish':
    case 'unauthorized':
    case 'refused':
      return ['E30', `${receiver} answered nothing the hub could read.`];
    default:
      return kind satisfies never;
  }
}

/** HUB-092: an alarm for the operator, because no partner can mend it. */
export const needsOperator = ({ http }: Pick<PartnerAnswer, 'http'>): boolean => http === 401 || http === 403;

function reply(http: number, ocpi: number, { data, status_message }: PartnerAnswer): Reply {
  return {
    http,
    ocpi,
    ...(data === undefined ? {} : { data }),
    ...(status_message === undefined ? {} : { message: status_message }),
  };
}

/** STA-007: a code counts by its thousand. */
const inThousand = (code: number | undefined, thousand: number): number | undefined =>
  code !== undefined && Math.trunc(code / 1000) === thousand ? code : undefined;
