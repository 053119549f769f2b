/** A CPO and an eMSP, let in and registered by the real handshake, and what they pushed before the measuring. */
import { createCpo, createEmsp, isSuccess, type CallResult, type Platform } from '@chargesphere/simulator';
import {
  CPO,
  EMSP,
  JOINED_SESSIONS,
  LOCATIONS,
  locationOf,
  sessionOf,
  TARIFFS,
  tariffOf,
} from '../documents.js';
import { postGraph } from './graph.client.js';
import type { HubUnderTest } from './hub.js';

export interface Partners {
  /** Headers of a Session that the CPO pushes to the eMSP. */
  push: Readonly<Record<string, string>>;
  /** Headers of a Location that the CPO publishes to everybody. */
  publish: Readonly<Record<string, string>>;
  /** Headers with which the eMSP reads what the hub has. */
  pull: Readonly<Record<string, string>>;
}

/** The hub's own party, when nothing else is configured. */
const HUB = { country_code: 'NL', party_id: 'HUB' };

const INVITE = `mutation Invite($name: String!) {
  invitePlatform(input: { name: $name }) { token versionsUrl }
}`;

/** Pushes under way at a time. */
const ABREAST = 16;

export const registerPartners = async (scope: AsyncDisposableStack, hub: HubUnderTest): Promise<Partners> => {
  const cpo = await createCpo({ name: CPO.name, parties: [CPO], journalLimit: 10 });
  scope.defer(() => cpo.close());
  const emsp = await createEmsp({ name: EMSP.name, parties: [EMSP], journalLimit: 10 });
  scope.defer(() => emsp.close());
  for (const platform of [cpo, emsp]) await register(platform, hub);

  await abreast(TARIFFS, (n) => cpo.pushTariff(tariffOf(n)));
  await abreast(LOCATIONS, (n) => cpo.pushLocation(locationOf(n)));
  // One after the other: lists are in the order in which objects became known, and floors have that order too.
  await abreast(JOINED_SESSIONS, (n) => cpo.pushSession(sessionOf(`first-${n}`, n, 0)), 1);
  const pushed = { ...authorization(cpo), 'content-type': 'application/json', ...routing('from', CPO) };
  return {
    push: { ...pushed, ...routing('to', EMSP) },
    publish: { ...pushed, ...routing('to', HUB) },
    pull: { ...authorization(emsp), ...routing('from', EMSP), ...routing('to', HUB) },
  };
};

const register = async (platform: Platform, hub: HubUnderTest): Promise<void> => {
  const { invitePlatform } = (await postGraph(hub, INVITE, { name: platform.name })) as {
    invitePlatform: { token: string; versionsUrl: string };
  };
  await platform.register(invitePlatform);
};

const abreast = async (
  times: number,
  push: (n: number) => Promise<CallResult>,
  lanes = ABREAST,
): Promise<void> => {
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < times) {
      const result = await push(next++);
      if (!isSuccess(result)) throw new Error(`A push was answered HTTP ${result.http}: ${result.text}`);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
};

const authorization = (platform: Platform): Record<string, string> => ({
  authorization: `Token ${Buffer.from(platform.peer.outgoingToken).toString('base64')}`,
});

const routing = (
  side: 'from' | 'to',
  { country_code, party_id }: { country_code: string; party_id: string },
): Record<string, string> => ({
  [`OCPI-${side}-country-code`]: country_code,
  [`OCPI-${side}-party-id`]: party_id,
});
