/**
 * Subscriptions in the isolation matrix: all of them opened by the stranger and by somebody who may hear everything. The
 * others act, and what the stranger hears is its own alone. That it would have heard is shown by what it does itself,
 * before and after; that there was something to hear, by the one who heard it.
 */
import type { Caller } from '@chargesphere/schema';
import { samples } from '@chargesphere/simulator';
import type { ExecutionResult } from 'graphql';
import * as documents from './isolation.documents.js';
import { codesIn } from './isolation.graph.js';
import { bill } from './isolation.money.js';
import { HUSH, MURMUR } from './isolation.marks.js';
import type { Question } from './isolation.operations.js';
import { operator, platformId, strangerParty, system, type IsolationWorld } from './isolation.world.js';

type Stream = AsyncGenerator<ExecutionResult, undefined, undefined>;

/** What one subscription of one caller brought so far. */
export class Hearing {
  readonly heard: ExecutionResult[] = [];
  private waiting: (() => void)[] = [];
  private readonly ended: Promise<void>;

  private constructor(
    readonly field: string,
    private readonly stream: Stream,
  ) {
    this.ended = this.listen();
  }

  /** Undefined when the caller may not. */
  static async open(
    { w }: IsolationWorld,
    { document, field }: Question,
    caller: Caller,
  ): Promise<Hearing | undefined> {
    const opened = await w.hub.gateway?.subscribe({ document, caller });
    if (opened && Symbol.asyncIterator in opened) return new Hearing(field, opened);
    const codes = codesIn(opened ?? {});
    if (codes.includes('FORBIDDEN')) return undefined;
    throw new Error(`${field}: ${JSON.stringify(opened)}`);
  }

  private async listen(): Promise<void> {
    for await (const result of this.stream) {
      this.heard.push(JSON.parse(JSON.stringify(result)) as ExecutionResult);
      for (const wake of this.waiting.splice(0)) wake();
    }
  }

  /** Resolves when something that fits has come; fails after half a minute, by the name of the subscription. */
  async until(what: string, fits: (result: ExecutionResult) => boolean): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`${this.field} did not tell of ${what}.`)), 30_000);
    });
    try {
      while (!this.heard.some(fits))
        await Promise.race([new Promise<void>((resolve) => this.waiting.push(resolve)), late]);
    } finally {
      clearTimeout(timer);
    }
  }

  async stop(): Promise<void> {
    await this.stream.return(undefined);
    await this.ended;
  }
}

/** By an operator where operators may, else by the hub itself. */
export const hearingOfInsider = async (i: IsolationWorld, question: Question): Promise<Hearing> => {
  const hearing = (await Hearing.open(i, question, operator)) ?? (await Hearing.open(i, question, system));
  if (hearing) return hearing;
  throw new Error(`Nobody may subscribe to ${question.field}.`);
};

// ---- what the stranger does itself

const [CPO, EMSP] = [strangerParty('CPO'), strangerParty('EMSP')];
const owner = (party: string) => {
  const [country_code = '', party_id = ''] = party.split('/');
  return { country_code, party_id };
};
const at = (second: number): string => new Date(Date.UTC(2027, 0, 1) + second * 1000).toISOString();

/** For the hub's own workers, and of them: there is work, and nothing in them names what was there before. */
const WAKING = new Set([
  'cdrChecksDue',
  'deliveriesQueued',
  'exchangeReplayChanged',
  'jobUpdated',
  'renewalChanged',
  'sessionsAudited',
]);
/** For them, too: about operators' mutations in subgraphs where operators do nothing, and disputes that nobody has. */
const QUIET = new Set(['billingAudited', 'cdrPushesDue', 'locationsAudited', 'tariffsAudited']);

/** Resolves when an insider has heard of what the others did. */
export const toldOfOthers = async ({ marks }: IsolationWorld, hearing: Hearing): Promise<void> => {
  if (QUIET.has(hearing.field)) return;
  const isBare = WAKING.has(hearing.field);
  await hearing.until('the others', (result) => isBare || marks.in(result, 'HIDDEN').length > 0);
};

/** By what the stranger knows its own event again, for each subscription that platforms may have. */
const OWN: Record<string, (round: number) => string> = {
  evseStatusChanged: (round) => `own-location-${round}`,
  sessionUpdated: (round) => `own-session-${round}`,
  cdrReceived: (round) => `own-cdr-${round}`,
  cdrChecked: (round) => `own-cdr-${round}`,
  deliverySettled: (round) => `own-delivered-${round}`,
  exchangeRecorded: (round) => `own-location-${round}`,
  commandUpdated: (round) => `own-delivered-${round}`,
  paymentUpdated: () => EMSP,
  partyStatusChanged: (round) => (round === 1 ? '"SUSPENDED"' : '"CONNECTED"'),
};
export const isOwn = (field: string, round: number): ((result: ExecutionResult) => boolean) => {
  const sign = OWN[field]?.(round).toLowerCase();
  if (!sign)
    throw new Error(`Platforms may have ${field}: say in isolation.live.ts what a stranger hears of itself.`);
  return (result) => JSON.stringify(result).toLowerCase().includes(sign);
};

/**
 * One of everything between its own parties; and its only partner, NL/ALF, sends it a Location and is to start a
 * charge there; it leaves in the first round and comes back in the second.
 */
export const actAsStranger = async ({ w, stranger }: IsolationWorld, round: number): Promise<void> => {
  const id = `own-location-${round}`;
  const call = (module: string, method: string, path: string[], body: unknown, to = EMSP) =>
    stranger.call(module, 'RECEIVER', method, path, body, { from: CPO, to });
  for (const [second, status] of (['AVAILABLE', 'CHARGING', 'BLOCKED'] as const).entries()) {
    const evses = [samples.evse({ uid: 'own-evse', status, last_updated: at(round * 10 + second) })];
    const own = samples.location({ ...owner(CPO), id, evses, last_updated: at(round * 10 + second) });
    await call('locations', 'PUT', [...CPO.split('/'), id], own, 'NL/HUB');
  }
  const cdr_token = { ...owner(EMSP), uid: 'own-token', type: 'RFID', contract_id: 'own' } as const;
  const session = samples.session({ ...owner(CPO), id: `own-session-${round}`, cdr_token });
  await call('sessions', 'PUT', [...CPO.split('/'), session.id], session);
  await call('cdrs', 'POST', [], samples.cdr({ ...owner(CPO), id: `own-cdr-${round}`, cdr_token }));
  await bill(w, `${CPO}/own-cdr-${round}`);
  if (round === 2) await w.cpo.register(await again(w));
  await w.cpo.pushLocation(samples.location({ id: `own-delivered-${round}` }));
  const start = {
    ...{ location_id: `own-delivered-${round}`, response_url: `${stranger.origin}/results` },
    token: samples.token({ ...owner(EMSP), uid: 'own-token', contract_id: 'own' }),
  };
  await stranger.call('commands', 'RECEIVER', 'POST', ['START_SESSION'], start, { from: EMSP, to: 'NL/ALF' });
  if (round === 1) await w.cpo.unregister();
};

const again = async (w: IsolationWorld['w']) => {
  const { party } = await w.graph<{ party: { roles: { platform: { id: string } }[] } }>(
    '{ party(ref: "NL/ALF") { roles(withSuspended: true) { platform { id } } } }',
  );
  const { invitePlatform } = await w.graph<{ invitePlatform: { token: string; versionsUrl: string } }>(
    'mutation ($input: InvitePlatformInput!) { invitePlatform(input: $input) { token versionsUrl } }',
    { input: { name: 'Alfa Laden', platformId: party.roles[0]?.platform.id } },
  );
  return invitePlatform;
};

// ---- what the others do

/** One of everything that anybody is told of. A third one, DE/BET, leaves at the end. */
export const actAsOthers = async (i: IsolationWorld): Promise<void> => {
  const { w, cpo, emsp, names, ask } = i;
  await w.graph('mutation ($id: ID!) { replayExchange(id: $id) { id } }', { id: names.exchangeId });
  const to = 'DE/VEM';
  for (const [second, status] of (['CHARGING', 'BLOCKED'] as const).entries())
    for (const mark of [HUSH, MURMUR] as const) {
      const last_updated = at(second);
      const [evse] = documents.location(mark).evses ?? [];
      const evses = evse ? [{ ...evse, status, last_updated }] : [];
      await cpo.pushLocation(documents.location(mark, { evses, last_updated }), mark === HUSH ? { to } : {});
    }
  await cpo.pushSession(documents.session({ last_updated: at(1) }));
  await cpo.pushCdr(documents.cdr({ id: `${HUSH}-cdr-2` }));
  await bill(w, `NL/VIC/${HUSH}-cdr-2`);
  await w.graph(
    `mutation ($alarm: ID!, $operator: ID!, $third: ID!) {
      clearAlarm(id: $alarm) { id }
      stopSession(input: { session: "NL/VIC/${HUSH}-session" }) { id }
      startPull(input: { platformId: $operator, module: "sessions", mode: FULL }) { id }
      setPlatformQuirks(input: { platformId: $operator, tolerateNewline: true }) { id }
      rotateCredentials(platformId: $third) { id }
      createApiKey(input: { name: "${HUSH} key", role: PARTNER, platformId: $operator }) { key { name } }
      rotateApiKey(name: "${HUSH} key", overlapHours: 0) { key { name } }
    }`,
    {
      alarm: names.alarmId,
      operator: names.platformId,
      third: await platformId(w, 'Beta Mobil'),
    },
  );
  await ask(system, 'mutation ($id: ID!) { reportRefusal(platformId: $id, http: 403, module: "tariffs") }', {
    id: names.platformId,
  });
  await emsp.pushToken(documents.token(MURMUR));
  await renewed(i);
  await w.emsp.unregister();
};

/** The renewal is under way on its own; who leaves meanwhile would have it fail. */
const renewed = ({ w }: IsolationWorld): Promise<unknown> =>
  w.emsp.next({ module: 'credentials', method: 'PUT' });
