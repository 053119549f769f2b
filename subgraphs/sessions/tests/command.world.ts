/** A sessions subgraph on a database of its own, an operator who orders commands, and an adapter that tests play. */
import { createLog } from '@chargesphere/chassis';
import type { Caller, Principal, Session, Token } from '@chargesphere/schema';
import { execute, parse, subscribe, type ExecutionResult } from 'graphql';
import { templateDatabase, type TestDatabase } from '../../../tests/setup/database.js';
import { createSessionsSubgraph, type SessionsOptions } from '../src/subgraph.js';

type Subgraph = Awaited<ReturnType<typeof createSessionsSubgraph>>;

export const callerOf = (principal: Principal): Caller => ({
  principal,
  requestId: 'request-1',
  correlationId: 'correlation-1',
});
export const anonymous = callerOf({ kind: 'anonymous' });
export const system = callerOf({ kind: 'system', name: 'test' });
export const operator = callerOf({ kind: 'operator', name: 'Olga' });
export const cpo = platform('cpo-platform', 'CPO', 'NL', 'TNM');
export const otherCpo = platform('other-platform', 'CPO', 'NL', 'OTH');
export const emsp = platform('emsp-platform', 'EMSP', 'DE', 'EMP');

function platform(platformId: string, role: string, country_code: string, party_id: string): Caller {
  return callerOf({ kind: 'platform', platformId, roles: [{ role, country_code, party_id }] });
}

export const token = (more: Partial<Token> = {}): Token => ({
  country_code: 'DE',
  party_id: 'EMP',
  uid: '012345678',
  type: 'RFID',
  contract_id: 'DE-EMP-C1',
  issuer: 'Example',
  valid: true,
  whitelist: 'ALLOWED',
  last_updated: '2026-11-02T08:00:00Z',
  ...more,
});

export const session = (more: Partial<Session> = {}): Session => ({
  country_code: 'NL',
  party_id: 'TNM',
  id: '101',
  start_date_time: '2026-11-02T08:00:00Z',
  kwh: 1,
  cdr_token: {
    country_code: 'DE',
    party_id: 'EMP',
    uid: '012345678',
    type: 'RFID',
    contract_id: 'DE-EMP-C1',
  },
  auth_method: 'COMMAND',
  location_id: 'LOC1',
  evse_uid: '3256',
  connector_id: '1',
  currency: 'EUR',
  status: 'ACTIVE',
  last_updated: '2026-11-02T08:00:00Z',
  ...more,
});

/** What tests ask about a command. */
export const COMMAND = `id kind status outcome requestedBy correlationId request requestedAt sentAt answeredAt completedAt
  expiresAt receiver { ref } location { ref } session { ref } token { ref }
  failure { status message } response { result timeout message { text } document }
  results { result message { text } receivedAt document profile { startDateTime chargingProfile { chargingRateUnit } } }`;

export interface ShownCommand {
  id: string;
  kind: string;
  status: string;
  outcome: string | null;
  request: Record<string, unknown>;
  expiresAt: string;
  failure: { status: number; message: string } | null;
  response: { result: string; document: unknown } | null;
  results: { result: string; document: unknown }[];
  [field: string]: unknown;
}

const options = (url: string): SessionsOptions => ({
  url,
  log: createLog({ level: 'silent' }),
  poolSize: 5,
});
const migrated = async (url: string): Promise<void> => (await createSessionsSubgraph(options(url))).close();

export class World {
  private constructor(
    readonly database: TestDatabase,
    readonly subgraph: Subgraph,
    private readonly clock: { offset_ms: number },
  ) {}

  static async open(commands: SessionsOptions['commands'] = {}): Promise<World> {
    const database = await templateDatabase('sessions-commands', migrated);
    const clock = { offset_ms: 0 };
    const now = () => new Date(Date.now() + clock.offset_ms);
    const subgraph = await createSessionsSubgraph({ ...options(database.url), commands, now });
    return new World(database, subgraph, clock);
  }

  /** The same hub through another of its nodes. */
  static async node(world: World, commands: SessionsOptions['commands'] = {}): Promise<World> {
    const subgraph = await createSessionsSubgraph({ ...options(world.database.url), commands });
    return new World(world.database, subgraph, { offset_ms: 0 });
  }

  /** The same hub after its end, at the time it is by its own clock. */
  static async reopen({ database, clock }: World): Promise<World> {
    const now = () => new Date(Date.now() + clock.offset_ms);
    return new World(database, await createSessionsSubgraph({ ...options(database.url), now }), clock);
  }

  /** Lets time pass for the hub, without waiting. */
  pass(span_ms: number): void {
    this.clock.offset_ms += span_ms;
  }

  get now(): Date {
    return new Date(Date.now() + this.clock.offset_ms);
  }

  async close(): Promise<void> {
    await this.subgraph.close();
    await this.database.drop();
  }

  /** The data, or the first error. */
  async ask<T = Record<string, unknown>>(
    caller: Caller,
    text: string,
    variables: Record<string, unknown> = {},
  ): Promise<T> {
    const { data, errors } = await execute({
      schema: this.subgraph.schema,
      document: parse(text),
      variableValues: variables,
      contextValue: this.subgraph.context(caller),
    });
    if (errors?.[0]) throw errors[0].originalError ?? errors[0];
    return JSON.parse(JSON.stringify(data)) as T;
  }

  /** A live query that is open when this resolves. */
  async live(
    caller: Caller,
    text: string,
  ): Promise<AsyncGenerator<ExecutionResult<Record<string, ShownCommand>>>> {
    const contextValue = this.subgraph.context(caller);
    const opened = await subscribe({ schema: this.subgraph.schema, document: parse(text), contextValue });
    if ('errors' in opened) throw opened.errors?.[0]?.originalError ?? opened.errors?.[0];
    return opened as AsyncGenerator<ExecutionResult<Record<string, ShownCommand>>>;
  }

  /** Orders a command; resolves with its id at once and with the mutation's answer later. */
  async ordered(mutation: string, input: unknown): Promise<{ id: string; answer: Promise<ShownCommand> }> {
    const live = await this.live(
      operator,
      'subscription { commandUpdated(filter: { status: [REQUESTED] }) { id } }',
    );
    const name = mutation.charAt(0).toUpperCase() + mutation.slice(1);
    const answer = this.ask<{ result: ShownCommand }>(
      operator,
      `mutation Order($input: ${name}Input!) { result: ${mutation}(input: $input) { ${COMMAND} } }`,
      { input },
    ).then(({ result }) => result);
    const first = await Promise.race([live.next(), answer.then(() => undefined)]);
    await live.return(undefined);
    const id = (first?.value as ExecutionResult<Record<string, ShownCommand>> | undefined)?.data?.[
      'commandUpdated'
    ]?.id;
    return { id: id ?? (await answer).id, answer };
  }

  /** Takes a command up as the adapter does; the secret of its URL for results. */
  async begin(id: string, platformId = 'cpo-platform'): Promise<string> {
    const { beginCommand } = await this.ask<{ beginCommand: { callback: string } }>(
      system,
      'mutation Begin($id: ID!, $platformId: ID!) { beginCommand(id: $id, platformId: $platformId) { callback } }',
      { id, platformId },
    );
    return beginCommand.callback;
  }

  answer(id: string, data: unknown): Promise<unknown> {
    const text = 'mutation Answer($id: ID!, $data: JSON) { answerCommand(id: $id, data: $data) { id } }';
    return this.ask(system, text, { id, data });
  }

  fail(id: string, wasSent: boolean, status: number, reason = 'It did not work.'): Promise<unknown> {
    return this.ask(
      system,
      `mutation Fail($id: ID!, $wasSent: Boolean!, $status: Int!, $reason: String!) {
        failCommand(id: $id, wasSent: $wasSent, status: $status, reason: $reason) { id }
      }`,
      { id, wasSent, status, reason },
    );
  }

  result(callback: string, document: unknown, caller: Caller = cpo): Promise<unknown> {
    return this.ask(
      caller,
      'mutation Result($callback: ID!, $document: JSON!) { putCommandResult(callback: $callback, document: $document) }',
      { callback, document },
    );
  }

  async command(id: string): Promise<ShownCommand> {
    const query = `query Command($id: ID!) { command(id: $id) { ${COMMAND} } }`;
    return (await this.ask<{ command: ShownCommand }>(operator, query, { id })).command;
  }

  /** Ordered, sent and accepted: what remains is the result. */
  async accepted(
    mutation: string,
    input: unknown,
    timeout = 30,
  ): Promise<{ id: string; callback: string; shown: ShownCommand }> {
    const { id, answer } = await this.ordered(mutation, input);
    const callback = await this.begin(id);
    await this.answer(id, { result: 'ACCEPTED', timeout });
    return { id, callback, shown: await answer };
  }

  async put(document: Session | Token): Promise<void> {
    const noun = 'uid' in document ? 'Token' : 'Session';
    await this.ask(
      system,
      `mutation Put($document: ${noun}Document!) { put${noun}(document: $document) { ref } }`,
      { document },
    );
  }
}

/** The Problem an operation ends in. */
export const problemOf = (operation: Promise<unknown>): Promise<{ code: string; message: string }> =>
  operation.then(
    () => {
      throw new Error('The operation was expected to fail and did not.');
    },
    (problem: { code: string; message: string }) => ({ code: problem.code, message: problem.message }),
  );
