/**
 * Module hubclientinfo (requirements chapter 15.1), the hub's GET list: the connection state of every party the
 * platform may have business with. A configuration module: never routed, no routing headers (HCI-006). Pushing
 * changes to partners is not done here.
 */
import { operation } from '../graph.js';
import type { ConfigurationEndpoint } from '../transport/endpoint.js';
import type { PageWindow } from '../transport/paging.js';
import { page } from './document.js';

const ListClientInfos = operation<{ result: { items: unknown[]; total: number } }, { window: PageWindow }>(`
  query ListClientInfos($window: DocumentWindow!) { result: clientInfos(window: $window) { items total } }
`);

export const hubClientInfo: ConfigurationEndpoint = {
  kind: 'configuration',
  module: 'hubclientinfo',
  role: 'SENDER',
  takesTokenA: false,
  answers: {
    GET: (request) =>
      page(
        request,
        async (window) => (await request.graph.ask(ListClientInfos, { window }, request.caller)).result,
      ),
  },
};
