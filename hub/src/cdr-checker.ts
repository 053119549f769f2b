/**
 * Has every CDR checked: takes from billing what is due, asks the graph what the other subgraphs know of it, and hands
 * that back; billing compares. Any number of nodes may do this at once, and what one took and did not finish is taken by
 * another after a minute. Woken when a CDR comes in, and when the Session of one ends; looks by itself now and then for what
 * has become due.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '@chargesphere/chassis';
import type { Gateway } from '@chargesphere/gateway';
import {
  dateTimeOf,
  foldRef,
  instantOf,
  isGiven,
  refOf,
  type Caller,
  type CDR,
  type Connector,
  type Tariff,
} from '@chargesphere/schema';
import { parse, type DocumentNode } from 'graphql';
import { failureIn, Follower } from './followed.js';
import { Rounds } from './rounds.js';

const of = (text: string): DocumentNode => parse(text, { noLocation: true });

const DUE = of('subscription CdrChecksDue { cdrChecksDue }');
/** CDRs are made of Sessions that have ended; one that comes late is sent as it ended. */
const ENDED = of('subscription SessionsEnded { sessionUpdated(filter: { status: [COMPLETED] }) { ref } }');
const RECHECK = of(
  'mutation RecheckCdrsOf($sessions: [ID!]!) { result: recheckCdrsOf(sessions: $sessions) }',
);
const CLAIM = of(`mutation ClaimCdrChecks($limit: Int!) {
  result: claimCdrChecks(limit: $limit) {
    claim ref document session { document } token { document } location { timeZone } connector { document } cpo { ocpiVersion }
  }
}`);
const TARIFFS = of(`query AgreedTariffs($tariffs: [AgreedTariffInput!]!) {
  result: agreedTariffs(tariffs: $tariffs)
}`);
const SETTLE = of(
  `mutation SettleCdrChecks($known: [CdrFactsInput!]!) { result: settleCdrChecks(known: $known) }`,
);

/** CDRs at a time: enough to share statements, few enough that a node that dies keeps little waiting. */
const BATCH = 50;
/** For what becomes due by itself, and for what a node that died had taken. */
const LOOK_EVERY_MS = 15_000;
/** Sessions told at a time, and remembered at most. */
const ENDED_AT_ONCE = 500;
const ENDED_MAX = 20_000;
const GATHER_MS = 50;

interface Claim {
  claim: string;
  ref: string;
  document: CDR;
  session: { document: object } | null;
  token: { document: object } | null;
  location: { timeZone: string } | null;
  connector: { document: Connector } | null;
  cpo: { ocpiVersion: string | null };
}

/** A Tariff that may have been agreed for a charge; `isNamed` when the CDR says so. */
interface Wanted {
  ref: string;
  emsp: string;
  at: string;
  isNamed: boolean;
}

/** Those the CDR carries or names, then those of its Connector, each once (PRC-001, PRC-003). */
const wantedBy = ({ document: cdr, connector }: Claim): Wanted[] => {
  const { country_code, party_id, cdr_token, start_date_time } = cdr;
  const at = dateTimeOf(instantOf(start_date_time) ?? 0); // readable times may be spelt in ways the graph does not take
  const named = [
    ...(cdr.tariffs ?? []).map(({ id }) => id),
    ...cdr.charging_periods.flatMap(({ tariff_id }) => (isGiven(tariff_id) ? tariff_id : [])),
  ];
  const emsp = refOf(cdr_token.country_code, cdr_token.party_id);
  const found = new Map<string, Wanted>();
  const add = (id: string, isNamed: boolean) => {
    const ref = foldRef(refOf(country_code, party_id, id));
    if (!found.has(ref)) found.set(ref, { ref, emsp, at, isNamed });
  };
  for (const id of named) add(id, true);
  for (const id of connector?.document.tariff_ids ?? []) add(id, false);
  return [...found.values()];
};

export class CdrChecker {
  readonly #stopping = new AbortController();
  readonly #due: Follower;
  readonly #ended: Follower;
  #timer: NodeJS.Timeout | undefined;
  /** Sessions that have ended and are to be told to billing, and the telling of them. */
  readonly #endedSessions = new Set<string>();
  #telling: Promise<void> | undefined;
  readonly #rounds: Rounds;

  constructor(
    private readonly gateway: Pick<Gateway, 'execute' | 'subscribe'>,
    private readonly caller: () => Caller,
    private readonly log: Logger,
  ) {
    this.#due = new Follower(gateway, caller, log);
    this.#ended = new Follower(gateway, caller, log);
    this.#rounds = new Rounds(
      async (isClosed) => {
        while ((await this.#checkSome()) === BATCH && !isClosed());
      },
      (error) => log.warn({ err: error }, 'could not check CDRs; they stay due'),
    );
  }

  start(): void {
    // It looks after subscribing, so that nothing falls between the two.
    const wake = () => this.#rounds.wake();
    this.#due.start({ document: DUE, what: 'what CDRs are due to be checked', opened: wake, heard: wake });
    this.#ended.start({
      document: ENDED,
      what: 'what Sessions have ended',
      heard: ({ sessionUpdated }) => this.#hearOf((sessionUpdated as { ref: string }).ref),
    });
    this.#timer = setInterval(wake, LOOK_EVERY_MS).unref();
  }

  async close(): Promise<void> {
    this.#stopping.abort();
    clearInterval(this.#timer);
    await Promise.all([this.#due.close(), this.#ended.close()]);
    await this.#telling;
    await this.#rounds.close();
  }

  /**
   * A CDR may come before its Session does. It would be looked at again in a while; it is now. What cannot be told is
   * left to that.
   */
  #hearOf(session: string): void {
    if (this.#endedSessions.size >= ENDED_MAX) return;
    this.#endedSessions.add(session);
    this.#telling ??= this.#tellEnded().finally(() => (this.#telling = undefined));
  }

  async #tellEnded(): Promise<void> {
    try {
      while (this.#endedSessions.size > 0 && !this.#stopping.signal.aborted) {
        // Those that end in the same moment are told together.
        await pause(GATHER_MS, undefined, { signal: this.#stopping.signal });
        const sessions = [...this.#endedSessions].slice(0, ENDED_AT_ONCE);
        for (const session of sessions) this.#endedSessions.delete(session);
        await this.#ask(RECHECK, { sessions });
      }
    } catch (error) {
      if (this.#stopping.signal.aborted) return;
      this.#endedSessions.clear();
      this.log.warn({ err: error }, 'could not tell what Sessions have ended; their CDRs are checked later');
    }
  }

  /** How many were taken. One that cannot be checked does not keep the others from it. */
  async #checkSome(): Promise<number> {
    const claims = (await this.#ask(CLAIM, { limit: BATCH })) as Claim[];
    if (claims.length === 0) return 0;
    try {
      await this.#check(claims);
    } catch (error) {
      this.log.warn({ err: error }, 'could not check CDRs together; trying one by one');
      const alone = await Promise.allSettled(claims.map((claim) => this.#check([claim])));
      if (alone.every(({ status }) => status === 'rejected')) throw error;
    }
    return claims.length;
  }

  async #check(claims: readonly Claim[]): Promise<void> {
    const wanted = claims.map(wantedBy);
    const tariffs = (await this.#ask(TARIFFS, { tariffs: wanted.flat() })) as (Tariff | null)[];
    let at = 0;
    const known = claims.map(({ claim, ref, session, token, location, connector, cpo }, i) => ({
      claim,
      ref,
      facts: {
        session: session?.document ?? null,
        token: token?.document ?? null,
        location,
        connector: connector?.document ?? null,
        version: cpo.ocpiVersion,
        tariffs: tariffs.slice(at, (at += wanted[i]?.length ?? 0)).filter((tariff) => tariff !== null),
      },
    }));
    await this.#ask(SETTLE, { known });
  }

  async #ask(document: DocumentNode, variables: Record<string, unknown>): Promise<unknown> {
    const result = await this.gateway.execute({ document, variables, caller: this.caller() });
    if (result.errors) throw failureIn(result);
    return result.data?.['result'];
  }
}
