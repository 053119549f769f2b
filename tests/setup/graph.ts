/** A subgraph on a database of its own, and the callers who ask it: what the worlds of the document subgraphs share. */
import { createLog, type FrameOptions, type Subgraph } from '@chargesphere/chassis';
import type { Caller, JsonObject, Principal } from '@chargesphere/schema';
import { mock } from 'node:test';
import { execute, parse, subscribe, type ExecutionResult } from 'graphql';
import pg from 'pg';
import { templateDatabase, type TestDatabase } from './database.js';

export const callerOf = (principal: Principal): Caller => ({ principal, requestId: 'r', correlationId: 'c' });

/** A platform with one party, in the roles given. */
export const party = (ref: string, ...roles: string[]): Caller => {
  const [country_code = '', party_id = ''] = ref.split('/');
  const own = roles.map((role) => ({ role, country_code, party_id }));
  return callerOf({ kind: 'platform', platformId: ref, roles: own });
};

export const anonymous = callerOf({ kind: 'anonymous' });
export const operator = callerOf({ kind: 'operator', name: 'Olga' });
export const cpo = party('NL/TNM', 'CPO');
export const otherCpo = party('FR/OTH', 'CPO');
export const emsp = party('DE/EMP', 'EMSP');
export const otherEmsp = party('BE/OTH', 'EMSP');

export interface PutResult {
  ref: string;
  outcome: string;
}

export type Answer<T> = ExecutionResult<T>;

/** What a subgraph's own start looks like. */
type Open = (options: FrameOptions) => Promise<Subgraph>;

export class GraphWorld {
  private constructor(
    readonly database: TestDatabase,
    readonly subgraph: Subgraph,
  ) {}

  static async open(name: string, create: (options: FrameOptions) => Promise<unknown>): Promise<GraphWorld> {
    const start = (url: string) =>
      (create as Open)({ url, log: createLog({ level: 'silent' }), poolSize: 5 });
    const database = await templateDatabase(name, async (url) => (await start(url)).close());
    return new GraphWorld(database, await start(database.url));
  }

  async close(): Promise<void> {
    await this.subgraph.close();
    await this.database.drop();
  }

  /** The data, or the first error. */
  async ask<T = JsonObject>(
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
    // As a client reads it: results of graphql-js have no prototype, and documents may be text (PrintedDocument).
    return JSON.parse(JSON.stringify(data)) as T;
  }

  /** `change('putEvse', { location: 'ID', document: 'EvseDocument' }, …)`: what became of a push. */
  async change<T = PutResult>(
    caller: Caller,
    mutation: string,
    types: Record<string, string>,
    variables: Record<string, unknown>,
    shown = '{ ref outcome }',
  ): Promise<T> {
    const declared = Object.entries({ ...types, addressee: 'ID' }).map(
      ([name, type]) => `$${name}: ${type}${name === 'addressee' ? '' : '!'}`,
    );
    const passed = [...Object.keys(types), 'addressee'].map((name) => `${name}: $${name}`);
    const text = `mutation (${declared.join(', ')}) { result: ${mutation}(${passed.join(', ')}) ${shown} }`;
    return (await this.ask<{ result: T }>(caller, text, variables)).result;
  }

  /** Opens a subscription; events come one after the other. */
  async watch(
    caller: Caller,
    text: string,
    variables: Record<string, unknown> = {},
  ): Promise<AsyncGenerator<ExecutionResult>> {
    const source = await subscribe({
      schema: this.subgraph.schema,
      document: parse(text),
      variableValues: variables,
      contextValue: this.subgraph.context(caller),
    });
    if (!(Symbol.asyncIterator in source)) throw source.errors?.[0]?.originalError ?? source.errors?.[0];
    return source as AsyncGenerator<ExecutionResult>;
  }

  /** As if nothing had ever been sent. Changes only what tests see: a running subgraph keeps no documents in memory. */
  async empty(...tables: string[]): Promise<void> {
    const client = new pg.Client({ connectionString: this.database.url });
    await client.connect();
    try {
      await client.query(`truncate ${tables.join(', ')}`);
    } finally {
      await client.end();
    }
  }

  /** Runs the work and gives how many statements it sent to PostgreSQL about what matches. */
  async statements(about: RegExp, work: () => Promise<unknown>): Promise<number> {
    const query = mock.method(pg.Client.prototype, 'query');
    try {
      await work();
      return query.mock.calls.map(({ arguments: [asked] }) => textOf(asked)).filter((t) => about.test(t))
        .length;
    } finally {
      query.mock.restore();
    }
  }
}

const textOf = (asked: unknown): string =>
  typeof asked === 'object' && asked !== null && 'text' in asked ? String(asked.text) : String(asked);

export interface Refusal {
  code: string;
  message: string;
  violations: readonly { pointer: string }[];
}

/** The Problem an operation ends in. */
export const problemOf = (operation: Promise<unknown>): Promise<Refusal> =>
  operation.then(
    () => {
      throw new Error('The operation was expected to fail and did not.');
    },
    ({ code, message, violations = [] }: Refusal) => ({ code, message, violations }),
  );

/** The code of that Problem. */
export const codeOf = async (operation: Promise<unknown>): Promise<string> =>
  (await problemOf(operation)).code;
