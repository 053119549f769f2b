/** A billing subgraph on a database of its own, with the parties of a charge and the documents they send. */
import { createLog, type Subgraph } from '@chargesphere/chassis';
import type { CDR, Caller, JsonObject, Principal } from '@chargesphere/schema';
import { mock } from 'node:test';
import { execute, parse, subscribe, type ExecutionResult } from 'graphql';
import pg from 'pg';
import { templateDatabase, type TestDatabase } from '../../../tests/setup/database.js';
import { createBillingSubgraph } from '../src/index.js';

export type Data = Record<string, never> & { [field: string]: Data };

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

const last_updated = '2026-03-01T09:30:00Z';

/** A flawless CDR of NL/TNM for DE/EMP; takes only what should differ. */
export const cdr = (difference: JsonObject = {}): JsonObject => ({
  ...({
    country_code: 'NL',
    party_id: 'TNM',
    id: 'C101',
    start_date_time: '2026-03-01T08:00:00Z',
    end_date_time: '2026-03-01T09:00:00Z',
    session_id: '101',
    cdr_token: {
      country_code: 'DE',
      party_id: 'EMP',
      uid: '012345678',
      type: 'RFID',
      contract_id: 'DE-EMP-C1-2',
    },
    auth_method: 'AUTH_REQUEST',
    cdr_location: {
      id: 'LOC1',
      address: 'Stationsplein 1',
      city: 'Amsterdam',
      country: 'NLD',
      coordinates: { latitude: '52.33894', longitude: '4.87304' },
      evse_uid: '3256',
      evse_id: 'NL*TNM*E3256',
      connector_id: '1',
      connector_standard: 'IEC_62196_T2',
      connector_format: 'SOCKET',
      connector_power_type: 'AC_3_PHASE',
    },
    currency: 'EUR',
    tariffs: [
      {
        country_code: 'NL',
        party_id: 'TNM',
        id: '12',
        currency: 'EUR',
        tax_included: 'NO',
        elements: [{ price_components: [{ type: 'ENERGY', price: 0.4, step_size: 1 }] }],
        last_updated,
      },
    ],
    charging_periods: [
      { start_date_time: '2026-03-01T08:00:00Z', dimensions: [{ type: 'ENERGY', volume: 20 }] },
    ],
    total_cost: { before_taxes: 8, taxes: [{ name: 'VAT', percentage: 21, amount: 1.68 }] },
    total_energy: 20,
    total_energy_cost: { before_taxes: 8, taxes: [{ name: 'VAT', percentage: 21, amount: 1.68 }] },
    total_time: 1,
    last_updated,
  } satisfies CDR),
  ...difference,
});

export const tokenOf = (country_code: string, party_id: string): JsonObject => ({
  ...(cdr().cdr_token as object),
  country_code,
  party_id,
});

/** The credit CDR that takes back `cdr()`. */
export const credit = (difference: JsonObject = {}): JsonObject =>
  cdr({
    id: 'C101-C',
    credit: true,
    credit_reference_id: 'C101',
    total_cost: { before_taxes: -8, taxes: [{ name: 'VAT', percentage: 21, amount: -1.68 }] },
    ...difference,
  });

type Options = Partial<Parameters<typeof createBillingSubgraph>[0]>;

const open = (url: string, options: Options = {}): Promise<Subgraph> =>
  createBillingSubgraph({
    url,
    log: createLog({ level: 'silent' }),
    poolSize: 5,
    ...options,
  }) as Promise<Subgraph>;

/** One of the hub's processes. */
export class Node {
  constructor(readonly subgraph: Subgraph) {}

  run(caller: Caller, text: string, variables: Record<string, unknown> = {}): Promise<ExecutionResult> {
    return Promise.resolve(
      execute({
        schema: this.subgraph.schema,
        document: parse(text),
        variableValues: variables,
        contextValue: this.subgraph.context(caller),
      }),
    );
  }

  /** The data, or the first error. */
  async ask<T = Data>(caller: Caller, text: string, variables: Record<string, unknown> = {}): Promise<T> {
    const { data, errors } = await this.run(caller, text, variables);
    if (errors?.[0]) throw errors[0].originalError ?? errors[0];
    // As a client reads it: results of graphql-js have no prototype, and documents may be text (PrintedDocument).
    return JSON.parse(JSON.stringify(data)) as T;
  }

  /** Opens a subscription and gives what comes, one after the other. */
  async watch(caller: Caller, text: string): Promise<AsyncGenerator<ExecutionResult>> {
    const { schema } = this.subgraph;
    const contextValue = this.subgraph.context(caller);
    const source = await subscribe({ schema, document: parse(text), contextValue });
    if (!(Symbol.asyncIterator in source)) throw source.errors?.[0]?.originalError ?? new Error('no source');
    return source as AsyncGenerator<ExecutionResult>;
  }

  /** Posts a CDR; what became of it. */
  async post(
    document: JsonObject,
    more: { as?: Caller; addressee?: string; addresseeRole?: string; digest?: string } = {},
  ): Promise<string> {
    const { as = cpo, ...rest } = more;
    const { postCdr } = await this.ask<{ postCdr: { outcome: string } }>(
      as,
      `mutation ($document: CdrDocument!, $addressee: ID, $addresseeRole: String, $digest: String) {
        postCdr(document: $document, addressee: $addressee, addresseeRole: $addresseeRole, digest: $digest) { outcome }
      }`,
      { document, ...rest },
    );
    return postCdr.outcome;
  }

  /** What CDR-025 doubts about a stored CDR. */
  async warnings(ref: string, as = cpo): Promise<{ code: string; sentence: string }[]> {
    const text = 'query ($ref: ID!) { cdr(ref: $ref) { warnings { code sentence } } }';
    const { cdr: found } = await this.ask<{ cdr: { warnings: { code: string; sentence: string }[] } }>(
      as,
      text,
      {
        ref,
      },
    );
    return found.warnings;
  }
}

export class World extends Node {
  #nodes: Subgraph[] = [];

  private constructor(
    readonly database: TestDatabase,
    subgraph: Subgraph,
  ) {
    super(subgraph);
    this.#nodes.push(subgraph);
  }

  static async open(options: Options = {}): Promise<World> {
    const database = await templateDatabase('billing', async (url) => (await open(url)).close());
    return new World(database, await open(database.url, options));
  }

  /** Another process of the same hub. */
  async node(): Promise<Node> {
    const subgraph = await open(this.database.url);
    this.#nodes.push(subgraph);
    return new Node(subgraph);
  }

  async close(): Promise<void> {
    await Promise.all(this.#nodes.map((node) => node.close()));
    await this.database.drop();
  }

  /** Counts the statements about CDRs sent to PostgreSQL from now on. */
  counting(): () => number {
    const query = mock.method(pg.Client.prototype, 'query');
    return () => {
      const texts = query.mock.calls.map(({ arguments: [asked] }) => textOf(asked));
      query.mock.restore();
      return texts.filter((text) => /"?billing"?\."?cdr\b/.test(text)).length;
    };
  }

  /** Straight from the database. */
  async rows<R extends object = Record<string, unknown>>(sql: string, values: unknown[] = []): Promise<R[]> {
    const client = new pg.Client({ connectionString: this.database.url });
    await client.connect();
    try {
      return (await client.query<R>(sql, values)).rows;
    } finally {
      await client.end();
    }
  }
}

const textOf = (asked: unknown): string =>
  typeof asked === 'object' && asked !== null && 'text' in asked ? String(asked.text) : String(asked);

/** The Problem an operation ends in. */
export const problemOf = (operation: Promise<unknown>): Promise<{ code: string; message: string }> =>
  operation.then(
    () => {
      throw new Error('The operation was expected to fail and did not.');
    },
    (problem: { code: string; message: string }) => ({ code: problem.code, message: problem.message }),
  );
