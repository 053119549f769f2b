/** A parties subgraph on a database of its own, with callers, a clock that tests move, and partners' documents. */
import { randomBytes } from 'node:crypto';
import { createLog, hashToken } from '@chargesphere/chassis';
import type { Caller, PartyRole, Principal } from '@chargesphere/schema';
import { execute, parse, subscribe, type ExecutionResult } from 'graphql';
import pg from 'pg';
import { freshDatabase, templateDatabase, type TestDatabase } from '../../../tests/setup/database.js';
import { createPartiesSubgraph, type PartiesOptions, type PartiesSubgraph } from '../src/index.js';

export type Data = Record<string, never> & { [field: string]: Data };

export const hub = { country_code: 'NL', party_id: 'HUB', name: 'Test hub' };
export const secret = randomBytes(32);

export const callerOf = (principal: Principal): Caller => ({ principal, requestId: 'r', correlationId: 'c' });
export const anonymous = callerOf({ kind: 'anonymous' });
export const system = callerOf({ kind: 'system', name: 'test' });
export const operator = callerOf({ kind: 'operator', name: 'Olga' });
export const platformCaller = (platformId: string, roles: PartyRole[] = []): Caller =>
  callerOf({ kind: 'platform', platformId, roles });

const optionsFor = (url: string): PartiesOptions => ({
  url,
  log: createLog({ level: 'silent' }),
  secret,
  hub,
  publicUrl: 'https://hub.example.com/',
  poolSize: 5,
});

/** Migrated once a run. */
const migrated = async (url: string): Promise<void> => (await createPartiesSubgraph(optionsFor(url))).close();

export interface RoleDocument {
  role: string;
  country_code: string;
  party_id: string;
  business_details: { name: string } & Record<string, unknown>;
}

export const role = (
  name: string,
  country_code = 'NL',
  party_id = 'TNM',
  business = 'The New Motion',
): RoleDocument => ({ role: name, country_code, party_id, business_details: { name: business } });

export const credentials = (
  roles: RoleDocument[] = [role('CPO')],
  more: object = {},
): Record<string, unknown> => ({
  token: 'token-we-use-towards-them',
  url: 'https://partner.example.com/ocpi/versions',
  roles,
  ...more,
});

export const endpoints = ['credentials', 'locations', 'tariffs'].map((identifier) => ({
  identifier,
  role: 'SENDER',
  url: `https://partner.example.com/ocpi/2.3.0/${identifier}`,
}));

/** What the adapter knows of a partner after a handshake. */
export const handshake = (platformId: string, document: object = credentials()): Record<string, unknown> => ({
  platformId,
  credentials: document,
  version: '2.3.0',
  versionsUrl: 'https://partner.example.com/ocpi/versions',
  endpoints,
  base64Token: true,
});

export class World {
  private constructor(
    readonly database: TestDatabase,
    readonly parties: PartiesSubgraph,
    private readonly clock: { offset_ms: number },
  ) {}

  static async open(more: Partial<PartiesOptions> = {}, template = true): Promise<World> {
    const database = await (template ? templateDatabase('parties', migrated) : freshDatabase());
    const clock = { offset_ms: 0 };
    const now = () => new Date(Date.now() + clock.offset_ms);
    return new World(
      database,
      await createPartiesSubgraph({ ...optionsFor(database.url), now, ...more }),
      clock,
    );
  }

  /** The same hub, asked through another of its nodes. */
  static over(world: World, node: PartiesSubgraph): World {
    return new World(world.database, node, world.clock);
  }

  /** Another node of the same hub. */
  node(more: Partial<PartiesOptions> = {}): Promise<PartiesSubgraph> {
    return createPartiesSubgraph({ ...optionsFor(this.database.url), ...more });
  }

  /** Lets time pass for the hub, without waiting. */
  pass(span_ms: number): void {
    this.clock.offset_ms += span_ms;
  }

  get now(): Date {
    return new Date(Date.now() + this.clock.offset_ms);
  }

  async close(): Promise<void> {
    await this.parties.close();
    await this.database.drop();
  }

  run(caller: Caller, text: string, variables: Record<string, unknown> = {}): Promise<ExecutionResult> {
    return Promise.resolve(
      execute({
        schema: this.parties.schema,
        document: parse(text),
        variableValues: variables,
        contextValue: this.parties.context(caller),
      }),
    );
  }

  /** The data, or the first error. */
  async ask<T = Data>(caller: Caller, text: string, variables: Record<string, unknown> = {}): Promise<T> {
    const { data, errors } = await this.run(caller, text, variables);
    if (errors?.[0]) throw errors[0].originalError ?? errors[0];
    // Results of graphql-js have no prototype, and toEqual minds.
    return structuredClone(data) as T;
  }

  async subscribe(caller: Caller, text: string): Promise<AsyncGenerator<ExecutionResult> | ExecutionResult> {
    const contextValue = this.parties.context(caller);
    return (await subscribe({ schema: this.parties.schema, document: parse(text), contextValue })) as
      AsyncGenerator<ExecutionResult> | ExecutionResult;
  }

  /** A row set straight from the database. */
  async rows<R extends object = Record<string, unknown>>(sql: string, values: unknown[] = []): Promise<R[]> {
    const client = new pg.Client({ connectionString: this.database.url });
    await client.connect();
    try {
      return (await client.query<R>(sql, values)).rows;
    } finally {
      await client.end();
    }
  }

  async invite(
    name = 'New Motion',
    more: object = {},
  ): Promise<{ id: string; token: string; tokenHash: string }> {
    const { invitePlatform } = await this.ask<{
      invitePlatform: { token: string; platform: { id: string } };
    }>(
      operator,
      'mutation Invite($input: InvitePlatformInput!) { invitePlatform(input: $input) { token platform { id } } }',
      { input: { name, ...more } },
    );
    const { token, platform } = invitePlatform;
    return { id: platform.id, token, tokenHash: hashToken(token) };
  }

  async complete(platformId: string, tokenHash: string, document?: object): Promise<string> {
    const input = { ...handshake(platformId, document), tokenHash };
    const { completeRegistration } = await this.ask<{ completeRegistration: { token: string } }>(
      system,
      'mutation Complete($input: RegistrationInput!) { completeRegistration(input: $input) { token } }',
      { input },
    );
    return completeRegistration.token;
  }

  async update(platformId: string, token: string, document?: object): Promise<string> {
    const input = { ...handshake(platformId, document), tokenHash: hashToken(token) };
    const { updateRegistration } = await this.ask<{ updateRegistration: { token: string } }>(
      system,
      'mutation Update($input: RegistrationInput!) { updateRegistration(input: $input) { token } }',
      { input },
    );
    return updateRegistration.token;
  }

  async end(platformId: string): Promise<void> {
    await this.ask(system, 'mutation End($id: ID!) { endRegistration(platformId: $id) { id } }', {
      id: platformId,
    });
  }

  /** A registered platform, and the token C it was given. */
  async registered(name: string, roles: RoleDocument[]): Promise<{ id: string; token: string }> {
    const { id, tokenHash } = await this.invite(name);
    return { id, token: await this.complete(id, tokenHash, credentials(roles)) };
  }

  /** What a token is good for, as `kind status`; undefined when for nothing. */
  async owner(token: string): Promise<string | undefined> {
    const { credentialsByToken } = await this.ask<{
      credentialsByToken: { kind: string; platform: { id: string; status: string } }[];
    }>(
      system,
      'query Owner($hashes: [ID!]!) { credentialsByToken(hashes: $hashes) { kind platform { id status } } }',
      {
        hashes: [hashToken(token)],
      },
    );
    const [owner] = credentialsByToken;
    return owner && `${owner.kind} ${owner.platform.status}`;
  }

  async platform(id: string): Promise<Data> {
    const { platform } = await this.ask<{ platform: Data }>(
      operator,
      `query Platform($id: ID!) { platform(id: $id) {
        id name status version versionsUrl failure invitedAt registeredAt lastChangedAt
        endpoints { identifier role url }
        roles { role countryCode partyId status }
        all: roles(withSuspended: true) { role countryCode partyId status }
        parties { ref name }
      } }`,
      { id },
    );
    return platform;
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
