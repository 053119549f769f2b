/**
 * A CPO of the simulator and an eMSP that costs next to nothing, let in and registered by the real handshake, and what
 * was pushed before the measuring.
 */
import { createCpo, isSuccess, type CallResult } from '@chargesphere/simulator';
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
import { tokenHeader, type Invitation } from '../load/plain-platform.js';
import { startWorker } from '../worker/worker.client.js';
import type { HubUnderTest } from './hub.js';

export interface Partners {
  /** Headers of a Session that the CPO pushes to the eMSP. */
  push: Readonly<Record<string, string>>;
  /** Headers of a Location that the CPO publishes to everybody. */
  publish: Readonly<Record<string, string>>;
  /** Headers with which the eMSP reads what the hub has. */
  pull: Readonly<Record<string, string>>;
  /** Where the eMSP receives Sessions. */
  sessionsUrl: string;
}

/** The hub's own party, when nothing else is configured. */
const HUB = { country_code: 'NL', party_id: 'HUB' };

/** Pushes under way at a time. */
const ABREAST = 16;

export const registerPartners = async (scope: AsyncDisposableStack, hub: HubUnderTest): Promise<Partners> => {
  await liftLimits(hub);
  const cpo = await createCpo({ name: CPO.name, parties: [CPO], journalLimit: 10 });
  scope.defer(() => cpo.close());
  await cpo.register(await invitationOf(hub, CPO.name));
  const emsp = await startWorker(scope, 'emsp-load', { invitation: await invitationOf(hub, EMSP.name) });

  await abreast(TARIFFS, (n) => cpo.pushTariff(tariffOf(n)));
  await abreast(LOCATIONS, (n) => cpo.pushLocation(locationOf(n)));
  // One after the other: lists are in the order in which objects became known, and floors have that order too.
  await abreast(JOINED_SESSIONS, (n) => cpo.pushSession(sessionOf(`first-${n}`, n, 0)), 1);
  const pushed = {
    authorization: tokenHeader(cpo.peer.outgoingToken),
    'content-type': 'application/json',
    ...routing('from', CPO),
  };
  return {
    push: { ...pushed, ...routing('to', EMSP) },
    publish: { ...pushed, ...routing('to', HUB) },
    pull: { authorization: tokenHeader(emsp.told.token), ...routing('from', EMSP), ...routing('to', HUB) },
    sessionsUrl: emsp.told.sessionsUrl,
  };
};

const INVITE = `mutation Invite($name: String!) {
  invitePlatform(input: { name: $name }) { token versionsUrl }
}`;

export const invitationOf = async (hub: HubUnderTest, name: string): Promise<Invitation> => {
  const { invitePlatform } = (await postGraph(hub, INVITE, { name })) as { invitePlatform: Invitation };
  return invitePlatform;
};

/** All load comes from one platform, which is what limits are against (HUB-063); they are counted all the same. */
const liftLimits = (hub: HubUnderTest): Promise<unknown> =>
  postGraph(
    hub,
    `mutation LiftLimits {
      putRateTier(input: { name: "STANDARD", requestsPerSecond: 1000000, burst: 10000000,
        requestsAtOnce: 10000, forwardsAtOnce: 10000, bodyBytes: 1048576 }) { name }
    }`,
  );

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

const routing = (
  side: 'from' | 'to',
  { country_code, party_id }: { country_code: string; party_id: string },
): Record<string, string> => ({
  [`OCPI-${side}-country-code`]: country_code,
  [`OCPI-${side}-party-id`]: party_id,
});
