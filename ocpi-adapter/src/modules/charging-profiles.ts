/**
 * Module chargingprofiles (requirements chapter 14), the hub as SENDER: results of the requests it made, and the plans
 * of charges it has limited (CHP-007). Answers hold no data (CHP-012), and nothing is ever broadcast (CHP-043).
 */
import { ActiveChargingProfile, refOf } from '@chargesphere/schema';
import { PutActiveChargingProfile } from '../commands/command.operations.js';
import type { DataEndpoint, DataRequest, DataResource } from '../transport/endpoint.js';
import type { Reply } from '../transport/envelope.js';
import { success } from '../transport/envelope.js';
import { Refusal } from '../transport/status.js';
import { results } from './commands.js';
import { ask, roles, root } from './document.js';

/** CHP-013: the id is the sender's own, so the Session is one of the requesting party. */
async function putPlan(request: DataRequest): Promise<Reply> {
  const { country_code, party_id } = request.requester.party;
  const session = refOf(country_code, party_id, request.path[0] ?? '');
  const { value: document } = await request.body(ActiveChargingProfile);
  await ask(request, PutActiveChargingProfile, { session, document });
  return success();
}

/** {session_id} */
const plan: DataResource = { forHub: true, answers: { PUT: putPlan } };

export const chargingProfilesSender: DataEndpoint = {
  kind: 'data',
  module: 'chargingprofiles',
  role: 'SENDER',
  callers: roles('CPO', 'EMSP'),
  addressees: roles('SCSP', 'EMSP'),
  broadcast: false,
  at: (path) => [root, plan, results][path.length],
};

/** The hub as RECEIVER would pass profiles on to CPOs (CHP-040). It does not yet, and says so. */
export const chargingProfilesReceiver: DataEndpoint = {
  kind: 'data',
  module: 'chargingprofiles',
  role: 'RECEIVER',
  callers: roles('SCSP', 'EMSP'),
  addressees: roles('CPO'),
  broadcast: false,
  at: () => {
    throw new Refusal(
      'E04',
      'This hub does not pass charging profiles on yet, so nothing was sent; agree on them with the CPO directly.',
    );
  },
};
