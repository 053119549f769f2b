/** Something that looks like a hub to the demo: takes everything, keeps it, and gives it out again. */
import type { Location, Session, Tariff, Token } from '@chargesphere/schema';
import { createPlatform, DocumentStore, type Platform } from '../src/index.js';
import { checks } from '../src/modules/document.check.js';
import { locationReceiver } from '../src/modules/location.receiver.module.js';
import { merged, mergedSession } from '../src/modules/patch.rules.js';
import { receiverOf } from '../src/modules/receiver.module.js';
import { senderOf } from '../src/modules/sender.module.js';

export interface HubDouble {
  platform: Platform;
  locations: DocumentStore<Location>;
  tariffs: DocumentStore<Tariff>;
  sessions: DocumentStore<Session>;
  tokens: DocumentStore<Token>;
}

export async function hubDouble(): Promise<HubDouble> {
  const platform = await createPlatform({
    name: 'Hub double',
    hub_party_id: 'NLHUB',
    // A hub names the parties reachable through it, and has to name one at least.
    parties: [{ role: 'CPO', country_code: 'NL', party_id: 'HUB', name: 'Hub double' }],
  });
  const locations = new DocumentStore<Location>();
  const tariffs = new DocumentStore<Tariff>();
  const sessions = new DocumentStore<Session>();
  const tokens = new DocumentStore<Token>();
  const usual = { idField: 'id', unknown: 2001, merge: merged };
  platform.offer(
    locationReceiver(locations),
    senderOf({ identifier: 'locations', store: locations, parties: [], pageLimit: 50 }),
    receiverOf({
      ...usual,
      identifier: 'tariffs',
      store: tariffs,
      methods: ['GET', 'PUT', 'DELETE'],
      check: checks.Tariff,
    }),
    receiverOf({
      ...usual,
      identifier: 'sessions',
      store: sessions,
      methods: ['GET', 'PUT', 'PATCH'],
      check: checks.Session,
      merge: mergedSession,
    }),
    receiverOf({
      ...usual,
      identifier: 'tokens',
      store: tokens,
      methods: ['GET', 'PUT', 'PATCH'],
      idField: 'uid',
      unknown: 2004,
      check: checks.Token,
      typed: true,
    }),
  );
  return { platform, locations, tariffs, sessions, tokens };
}
