/** The records of the isolation matrix: commands, pulls, deliveries, exchanges and alarms of others, and their ids. */
import type { Cpo, Emsp } from '@chargesphere/simulator';
import { location, session, token } from './isolation.documents.js';
import { HUSH, HUSHED_NUMBER } from './isolation.marks.js';
import type { World } from './world.js';

/** Ids of the newest of their kind, all of the others. */
export interface Recorded {
  broadcastId: string;
  deliveryId: string;
  exchangeId: string;
  requestId: string;
  quarantinedId: string;
  alarmId: string;
}

const ORDER = { cpo: 'NL/VIC', locationId: `${HUSH}-location`, evseUid: `${HUSH}-evse` };

export interface Ordered {
  /** Id of a command that waits for its result. */
  pending: string;
  /** What is secret in its response_url, and in that of one that the eMSP has sent. */
  callback: string;
  passedCallback: string;
}

/** A limit that is in force, and commands that wait for their results: of an operator, and of the eMSP. */
export const order = async (w: World, cpo: Cpo, emsp: Emsp): Promise<Ordered> => {
  const limits = { chargingRateUnit: 'A', periods: [{ startPeriod: 0, limit: HUSHED_NUMBER }] };
  const set = await ordered(w, 'setChargingProfile', {
    session: `NL/VIC/${HUSH}-session`,
    chargingProfile: limits,
  });
  await completed(w, set);
  const get = await ordered(w, 'getActiveChargingProfile', {
    session: `NL/VIC/${HUSH}-session`,
    duration: 900,
  });
  await completed(w, get);
  cpo.commander = () => ({
    response: { result: 'ACCEPTED', timeout: 3000, message: [{ language: 'en', text: `${HUSH} reply` }] },
  });
  const start = { ...ORDER, connectorId: `${HUSH}-connector`, token: `DE/VEM/${HUSH}-token/RFID` };
  const pending = await ordered(w, 'startSession', start);
  const callback = await secretOf(cpo, 'START_SESSION');
  const reserve = {
    ...{ token: token(HUSH), location_id: `${HUSH}-location`, reservation_id: `${HUSH}-reservation` },
    ...{ expiry_date: '2099-01-01T00:00:00Z', response_url: `${emsp.origin}/${HUSH}-results` },
  };
  const { text } = await emsp.call('commands', 'RECEIVER', 'POST', ['RESERVE_NOW'], reserve, {
    to: 'NL/VIC',
  });
  if (!text.includes('ACCEPTED')) throw new Error(`The reservation came to nothing: ${text}`);
  return { pending, callback, passedCallback: await secretOf(cpo, 'RESERVE_NOW') };
};

const secretOf = async (cpo: Cpo, command: string): Promise<string> => {
  const { body } = await cpo.next({ segments: [command] });
  return (body as { response_url: string }).response_url.split('/').at(-1) ?? '';
};

const ordered = async (w: World, mutation: string, input: object): Promise<string> => {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const text = `mutation Order($input: ${type}!) { command: ${mutation}(input: $input) { id failure { message } } }`;
  const { command } = await w.graph<{ command: { id: string; failure: { message: string } | null } }>(text, {
    input,
  });
  if (command.failure) throw new Error(`${mutation}: ${command.failure.message}`);
  return command.id;
};

const completed = (w: World, id: string): Promise<boolean> =>
  until(`command ${id} to end`, async () => {
    const { command } = await w.graph<{ command: { status: string } }>(`{ command(id: "${id}") { status } }`);
    return command.status === 'COMPLETED' || undefined;
  });

/** A list with a charge in it that cannot be accepted. */
export const pull = async (w: World, cpo: Cpo, platformId: string): Promise<string> => {
  cpo.sessions.put(`NL/VIC/${HUSH}-broken`, {
    ...session({ id: `${HUSH}-broken` }),
    kwh: undefined,
  } as never);
  const { startPull } = await w.graph<{ startPull: { id: string } }>(
    'mutation ($id: ID!) { startPull(input: { platformId: $id, module: "sessions", mode: FULL }) { id } }',
    { id: platformId },
  );
  return startPull.id;
};

/** Everything that is recorded in the background, once it is: nothing of the others' is under way any more. */
export const settled = async (w: World, cpo: Cpo, pullId: string): Promise<Recorded> => {
  await cpo.pushLocation(location(HUSH), { to: 'DE/VEM', headers: { 'X-Correlation-ID': `${HUSH}-last` } });
  const at = { pullId };
  return until('what was done to be recorded', async () => {
    const data = await w.graph<Record<string, { items: Record<string, unknown>[] }>>(RECORDED, at);
    const [broadcast, delivery, sent, last, quarantined, alarm] = [
      ...['broadcasts', 'deliveries', 'sent', 'last', 'quarantine', 'alarms'],
    ].map((name) => data[name]?.items ?? []);
    const isQuiet = data['busy']?.items.length === 0 && (last?.length ?? 0) > 1;
    const ids = [broadcast, delivery, sent, quarantined, alarm].map((items) => items?.[0]?.['id']);
    if (!isQuiet || ids.includes(undefined)) return undefined;
    const [broadcastId = '', deliveryId = '', exchangeId = '', quarantinedId = '', alarmId = ''] =
      ids.map(String);
    return { broadcastId, deliveryId, exchangeId, quarantinedId, alarmId, requestId: `${HUSH}-request` };
  });
};

const RECORDED = `query Recorded($pullId: ID!) {
  broadcasts(filter: { object: "NL/VIC/murmur-location" }) { items { id } }
  deliveries(filter: { status: [REFUSED] }) { items { id } }
  busy: deliveries(filter: { status: [WAITING, SENDING] }) { items { id } }
  sent: exchanges(filter: { correlationId: "${HUSH}-last", direction: OUT }) { items { id } }
  last: exchanges(filter: { correlationId: "${HUSH}-last" }) { items { id } }
  quarantine(filter: { pullId: $pullId }) { items { id } }
  alarms { items { id } }
}`;

/** Asks until there is an answer; whoever never gets one fails here, by the name of what it waited for. */
const until = async <T>(what: string, look: () => Promise<T | undefined>): Promise<T> => {
  for (let asks = 0; asks < 300; asks += 1) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`Waited in vain for ${what}.`);
};
