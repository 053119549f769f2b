/**
 * Has CDRs that were made here pushed to their eMSP as their CPO would have done (CDR-010, RTE-049): takes from billing
 * what is to be pushed, asks the graph where the party is, and gives it to the deliveries, which send it until it is
 * accepted or a week has passed. Any number of nodes may do this at once, and none may die over it.
 */
import { randomUUID } from 'node:crypto';
import type { Logger } from '@chargesphere/chassis';
import type { Gateway } from '@chargesphere/gateway';
import { foldRef, refOf, type Caller, type CDR } from '@chargesphere/schema';
import { parse, type DocumentNode } from 'graphql';
import { failureIn, Follower } from './followed.js';
import { Rounds } from './rounds.js';

const of = (text: string): DocumentNode => parse(text, { noLocation: true });

const DUE = of('subscription CdrPushesDue { cdrPushesDue }');
const CLAIM = of(`mutation ClaimCdrPushes($limit: Int!) {
  result: claimCdrPushes(limit: $limit) { claim ref receiver document }
}`);
const WHERE = of(`query CdrReceiver($from: ID!, $to: ID!) {
  passage(from: $from, to: $to, module: "cdrs")
  party(ref: $to) { roles { role status platform { id } } }
}`);
const QUEUE = of(`mutation QueueCdr($message: MessageInput!, $to: DestinationInput!) {
  result: queueRedelivery(message: $message, to: $to, isOwn: true)
}`);
const SETTLE = of(`mutation SettleCdrPushes($results: [CdrPushInput!]!) {
  result: settleCdrPushes(results: $results)
}`);

const BATCH = 20;
/** For what a node that died had taken. */
const LOOK_EVERY_MS = 60_000;

/** Who is sent CDRs, whoever of them is there first (table 4.3 of the requirements). */
const BILLED = ['EMSP', 'NSP', 'OTHER', 'PTP', 'SCSP'];

interface Push {
  claim: string;
  ref: string;
  receiver: string;
  document: CDR;
}
interface Where {
  passage: string;
  party: { roles: { role: string; status: string; platform: { id: string } | null }[] } | null;
}

/** The platform that speaks for the party where CDRs are concerned; one that is OFFLINE gets it when it is back. */
const platformOf = ({ passage, party }: Where): string | undefined => {
  if (passage !== 'ALLOWED') return undefined;
  return party?.roles
    .filter(({ role, status }) => BILLED.includes(role) && (status === 'CONNECTED' || status === 'OFFLINE'))
    .sort((a, b) => BILLED.indexOf(a.role) - BILLED.indexOf(b.role))
    .flatMap(({ platform }) => platform?.id ?? [])[0];
};

export class CdrPusher {
  readonly #due: Follower;
  readonly #rounds: Rounds;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly gateway: Pick<Gateway, 'execute' | 'subscribe'>,
    private readonly caller: () => Caller,
    private readonly log: Logger,
  ) {
    this.#due = new Follower(gateway, caller, log);
    this.#rounds = new Rounds(
      async (isClosed) => {
        while ((await this.#pushSome()) === BATCH && !isClosed());
      },
      (error) => log.warn({ err: error }, 'could not push CDRs made here; they stay due'),
    );
  }

  start(): void {
    const wake = () => this.#rounds.wake();
    this.#due.start({ document: DUE, what: 'what CDRs are due to be pushed', opened: wake, heard: wake });
    this.#timer = setInterval(wake, LOOK_EVERY_MS).unref();
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#due.close();
    await this.#rounds.close();
  }

  /** How many were taken. One that cannot be handed over now is due again in a minute, and keeps no other from it. */
  async #pushSome(): Promise<number> {
    const pushes = (await this.#ask(CLAIM, { limit: BATCH }))['result'] as Push[];
    if (pushes.length === 0) return 0;
    const ends = await Promise.allSettled(pushes.map((push) => this.#handOver(push)));
    for (const end of ends)
      if (end.status === 'rejected') this.log.warn({ err: end.reason as unknown }, 'could not push a CDR');
    const results = ends.flatMap((end) => (end.status === 'fulfilled' ? end.value : []));
    if (results.length > 0) await this.#ask(SETTLE, { results });
    return pushes.length;
  }

  async #handOver({ claim, ref, receiver, document }: Push) {
    const owner = foldRef(refOf(document.country_code, document.party_id));
    const where = (await this.#ask(WHERE, { from: owner, to: receiver })) as unknown as Where;
    const platformId = platformOf(where);
    if (platformId === undefined) {
      this.log.info(
        { cdr: ref, receiver },
        'a CDR made here cannot be pushed: its receiver is not connected',
      );
      return { claim, ref, outcome: 'UNREACHABLE' };
    }
    const message = {
      ...{ module: 'cdrs', method: 'POST', path: [], query: {}, owner, object: ref, platformId: null },
      ...{ requestId: randomUUID(), correlationId: randomUUID(), body: JSON.stringify(document) },
    };
    await this.#ask(QUEUE, { message, to: { platformId, receiver } });
    return { claim, ref, outcome: 'QUEUED' };
  }

  async #ask(document: DocumentNode, variables: Record<string, unknown>): Promise<Record<string, unknown>> {
    const result = await this.gateway.execute({ document, variables, caller: this.caller() });
    if (result.errors || !result.data) throw failureIn(result);
    return result.data;
  }
}
