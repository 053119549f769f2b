/** The Receiver interface of HubClientInfo (requirements 15.1): what the hub says about other parties. */
import { refOf, type ClientInfo } from '@chargesphere/schema';
import { notOffered, refusal, stored, success } from '../wire/envelope.js';
import type { ModuleOffer } from '../wire/ocpi.request.js';
import { checks } from './document.check.js';
import type { DocumentStore } from './document.store.js';
import { idProblem } from './patch.rules.js';

/** Kept per role, because one party may have several and the URL does not say which (HCI-008). */
export const clientInfoReceiver = (store: DocumentStore<ClientInfo>): ModuleOffer => ({
  identifier: 'hubclientinfo',
  role: 'RECEIVER',
  answer: ({ method, segments, body }) => {
    const [country_code, party_id, ...rest] = segments;
    if (!country_code || !party_id || rest.length > 0)
      return refusal(404, 2000, 'Name the party by country code and party id.');
    if (method === 'PUT') {
      const document = checks.ClientInfo.whole(body);
      if (typeof document === 'string') return refusal(200, 2001, document);
      const problem = idProblem(document, { country_code, party_id });
      if (problem) return refusal(200, 2001, problem);
      return stored(store.put(refOf(country_code, party_id, document.role), document));
    }
    if (method !== 'GET') return notOffered(method);
    const known = store
      .all()
      .find(
        (info) =>
          refOf(info.country_code, info.party_id).toUpperCase() ===
          refOf(country_code, party_id).toUpperCase(),
      );
    return known ? success(known) : refusal(404, 2001, 'Nothing is known here about that party.');
  },
});
