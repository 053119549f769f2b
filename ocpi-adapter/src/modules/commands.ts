/**
 * Module commands (requirements chapter 13), the hub as SENDER: CPOs post results to the response_url of a command the
 * hub sent (CMD-002). It is listed although nobody calls its root, because the list tells what the hub does (AMB-067).
 */
import { resultTableOf } from '../commands/command-request.js';
import { PutCommandResult } from '../commands/command.operations.js';
import type { DataEndpoint, DataResource } from '../transport/endpoint.js';
import { success } from '../transport/envelope.js';
import { Refusal } from '../transport/status.js';
import { ask, roles, root } from './document.js';

/**
 * {kind}/{secret}: whose command it is, and whether a result is due, is decided behind the graph (CMD-032), which sees
 * the platform that posts.
 */
export const results: DataResource = {
  forHub: true,
  answers: {
    POST: async (request) => {
      const [kind = '', callback = ''] = request.path.slice(-2);
      const { value: document } = await request.body(resultTableOf(kind));
      await ask(request, PutCommandResult, { callback, document });
      return success();
    },
  },
};

export const commandsSender: DataEndpoint = {
  kind: 'data',
  module: 'commands',
  role: 'SENDER',
  callers: roles('CPO'),
  addressees: roles('EMSP', 'PTP'),
  broadcast: false,
  at: (path) => (path.length === 2 ? results : path.length === 0 ? root : undefined),
};

/**
 * The hub as RECEIVER would pass commands of eMSPs on to CPOs (CMD-030). It does not yet, and says so instead of
 * taking what it could not deliver.
 */
export const commandsReceiver: DataEndpoint = {
  kind: 'data',
  module: 'commands',
  role: 'RECEIVER',
  callers: roles('EMSP', 'PTP'),
  addressees: roles('CPO'),
  broadcast: false,
  at: () => {
    throw new Refusal(
      'E04',
      'This hub does not pass commands on yet, so nothing was sent; agree on them with the CPO directly.',
    );
  },
};
