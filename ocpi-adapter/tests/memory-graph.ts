/**
 * A small executable graph with the fields the adapter relies on, kept in Maps: the other side of its contract with
 * the subgraphs, so that the wire is tested without them. Documents are checked with the real tables.
 */
import { createHash, randomUUID } from 'node:crypto';
import type { Caller, JsonObject } from '@chargesphere/schema';
import { foldRef, Problem, refOf } from '@chargesphere/schema';
import type { ExecutionResult } from 'graphql';
import { buildSchema, execute, subscribe } from 'graphql';
import type { Graph, GraphRequest } from '../src/index.js';
import type { Tier } from '../src/protection/tier.js';
import type { Change } from './changes.js';
import { Changes } from './changes.js';
import { MemoryCommands } from './memory-commands.js';
import { MemoryDocuments } from './memory-documents.js';
import { MemoryBroadcasts } from './memory-broadcasts.js';
import { MemoryExchanges } from './memory-exchanges.js';
import { healthOperations, MemoryHealth } from './memory-health.js';
import { MemoryPulls } from './memory-pulls.js';
import { memorySdl } from './memory-sdl.js';

export interface MemoryPlatform {
  id: string;
  name: string;
  status: string;
  tolerateNewline: boolean;
  tier: Tier;
  /** How the operator said that it wants to be called. */
  style?: { trailingSlash?: string; overlongTexts?: string; certificate?: string; key?: string };
  isStrict: boolean;
  actsAsHub: boolean;
  hubPartyId?: string;
  roles: { role: string; countryCode: string; partyId: string; status: string }[];
  outbound?: { token: string; base64Token: boolean };
  endpoints?: { identifier: string; role: string; url: string }[];
  registered?: JsonObject;
  failure?: string;
  order?: { versionsUrl: string; token: string };
}

/** A tier in whose way nothing is, unless a test says so. */
const amply: Tier = {
  requestsPerSecond: 100_000,
  burst: 100_000,
  requestsAtOnce: 1_000,
  forwardsAtOnce: 1_000,
  bodyBytes: 1024 * 1024,
};

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export class MemoryGraph implements Graph {
  readonly platforms = new Map<string, MemoryPlatform>();
  /** hash → who holds the token. */
  readonly tokens = new Map<string, { kind: string; platformId: string; expiresAt?: string }>();
  private readonly store = new MemoryDocuments();
  /** noun → folded ref and addressee → document. */
  readonly documents = this.store.documents;
  /** What agreements say, by the refs of sender and receiver; everything may pass where nothing stands here. */
  readonly passages = new Map<string, string>();
  /** Every operation executed, with who asked. */
  readonly asked: { name: string; variables: Record<string, unknown>; caller: Caller }[] = [];
  readonly changes = new Changes<Change, 'platformChanged'>('platformChanged');
  readonly broadcasts = new MemoryBroadcasts(this.platforms);
  readonly exchanges = new MemoryExchanges();
  readonly health = new MemoryHealth();
  readonly pulls = new MemoryPulls(this.platforms);
  readonly commands = new MemoryCommands(this.documents);
  /** Thrown by the named operation instead of an answer, once or as long as it stands here. */
  readonly failing = new Map<string, Problem | Error>();
  /** Awaited before the named operation goes on. */
  readonly held = new Map<string, Promise<unknown>>();
  private readonly waiting = new Map<string, () => void>();
  /** How many more subscriptions fail to open. */
  refusedSubscriptions = 0;

  private readonly schema = buildSchema(memorySdl);

  async execute({ document, operationName = '', variables, caller }: GraphRequest): Promise<ExecutionResult> {
    // Written in the background, a second later or at the end: nothing that tests of requests could count.
    if (operationName === 'RecordExchanges') return this.recordExchanges(variables);
    if (!healthOperations.has(operationName)) this.asked.push({ name: operationName, variables, caller });
    this.waiting.get(operationName)?.();
    await this.held.get(operationName);
    const failure = this.failing.get(operationName);
    if (failure) throw failure;
    const rootValue = {
      ...this.partyFields,
      ...this.store.fields,
      ...this.pulls.fields,
      ...this.commands.fields,
      ...this.exchanges.fields,
      ...this.health.fields,
      ...this.broadcasts.fields,
    };
    return execute({
      schema: this.schema,
      document,
      operationName,
      variableValues: variables,
      rootValue,
      contextValue: caller,
    });
  }

  async subscribe({ document, variables, caller }: GraphRequest) {
    if (this.refusedSubscriptions > 0) {
      this.refusedSubscriptions -= 1;
      throw new Problem('UNAVAILABLE', 'Nobody is listening yet.');
    }
    const rootValue = {
      platformChanged: () => this.changes.open(),
      renewalChanged: () => new Changes<string, 'renewalChanged'>('renewalChanged').open(),
      pullUpdated: () => this.pulls.queued.open(),
      commandUpdated: () => this.commands.ordered.open(),
      deliveriesQueued: () => this.broadcasts.queued.open(),
      exchangeReplayChanged: () => this.exchanges.replayed.open(),
    };
    return subscribe({
      schema: this.schema,
      document,
      variableValues: variables,
      rootValue,
      contextValue: caller,
    });
  }

  private async recordExchanges(variables: Record<string, unknown>): Promise<ExecutionResult> {
    const failure = this.failing.get('RecordExchanges');
    if (failure) throw failure;
    await this.held.get('RecordExchanges');
    return this.exchanges.record(variables);
  }

  // ---- arranging

  addPlatform(name: string, ...parties: string[]): MemoryPlatform {
    const roles = parties.map((text) => {
      const [role = '', countryCode = '', partyId = ''] = text.split(/[ /]/);
      return { role, countryCode, partyId, status: 'CONNECTED' };
    });
    const platform = {
      id: randomUUID(),
      name,
      status: 'CONNECTED',
      tolerateNewline: false,
      tier: { ...amply },
      isStrict: false,
      actsAsHub: false,
      roles,
    };
    this.platforms.set(platform.id, platform);
    return platform;
  }

  /** A token of the kind for the platform, plain. */
  give(platform: MemoryPlatform, kind: string, token = `${kind}-${randomUUID()}`): string {
    this.tokens.set(sha256(token), { kind, platformId: platform.id });
    return token;
  }

  order(name: string, versionsUrl: string, token: string): MemoryPlatform {
    const platform = { ...this.addPlatform(name), status: 'CONNECTING', order: { versionsUrl, token } };
    this.platforms.set(platform.id, platform);
    return platform;
  }

  /** Resolves when the named operation is asked for next. */
  reached(name: string): Promise<void> {
    return new Promise((resolve) => this.waiting.set(name, resolve));
  }

  /** Resolves when the handshake with the platform has ended, well or badly. */
  async ended(platformId: string): Promise<void> {
    for await (const { platformChanged } of this.changes.open())
      if (platformChanged.platformId === platformId && ['CONNECTED', 'FAILED'].includes(platformChanged.kind))
        return;
  }

  // ---- parties

  private readonly partyFields = {
    hub: () => ({ countryCode: 'NL', partyId: 'HUB', ref: 'NL/HUB', name: 'Test hub' }),

    credentialsByToken: ({ hashes }: { hashes: string[] }, caller: Caller) => {
      systemOnly(caller);
      return hashes.flatMap((hash) => {
        const held = this.tokens.get(hash);
        return held ? [{ hash, ...held, platform: this.platforms.get(held.platformId) }] : [];
      });
    },

    party: ({ ref }: { ref: string }) => {
      const roles = [...this.platforms.values()].flatMap((platform) =>
        platform.roles.map((role) => ({ ...role, platform })),
      );
      const own = roles.filter((role) => foldRef(refOf(role.countryCode, role.partyId)) === foldRef(ref));
      return own.length > 0 ? { ref, roles: own } : null;
    },

    passage: ({ from, to }: { from: string; to: string }) =>
      this.passages.get(`${foldRef(from)} ${foldRef(to)}`) ?? 'ALLOWED',

    clientInfos: (_: unknown, { principal }: Caller) => {
      const others = [...this.platforms.values()].filter(
        ({ id }) => principal.kind === 'platform' && principal.platformId !== id,
      );
      const items = others.flatMap(({ roles }) => roles);
      return { items, total: items.length };
    },

    rolesFor: ({ platformId }: { platformId: string }) =>
      [...this.platforms.values()]
        .filter(({ id }) => id !== platformId)
        .flatMap(({ roles, name }) =>
          roles.map(({ role, countryCode, partyId }) => ({
            role,
            country_code: countryCode,
            party_id: partyId,
            business_details: { name },
          })),
        ),

    platformConnection: ({ id }: { id: string }) => {
      const { outbound, endpoints, registered } = this.platforms.get(id) ?? {};
      return outbound && { ...outbound, endpoints: endpoints ?? registered?.['endpoints'] ?? [] };
    },

    platformCallStyle: ({ id }: { id: string }) => ({
      trailingSlash: 'KEEP',
      overlongTexts: 'KEEP',
      ...this.platforms.get(id)?.style,
    }),

    pendingConnections: () =>
      [...this.platforms.values()].flatMap(({ id, status, order }) =>
        status === 'CONNECTING' && order ? [{ platformId: id, ...order }] : [],
      ),

    // Nothing is ever renewed here: that is proven with the real parties graph (hub/tests/renewals.test.ts).
    pendingRenewals: () => [],
    claimFarewells: () => [],
    noteOffer: () => 0,

    beginHandshake: ({ platformId }: { platformId: string }) => ({
      token: this.give(this.platform(platformId), 'TOKEN_B'),
    }),

    completeRegistration: ({ input }: { input: JsonObject }) => {
      const platform = this.register(input);
      this.tokens.delete(String(input['tokenHash']));
      return { token: this.give(platform, 'TOKEN_C') };
    },

    updateRegistration: ({ input }: { input: JsonObject }) => ({
      token: this.give(this.register(input), 'TOKEN_C'),
    }),

    endRegistration: ({ platformId }: { platformId: string }) => {
      const platform = this.platform(platformId);
      platform.status = 'SUSPENDED';
      for (const [hash, held] of this.tokens) if (held.platformId === platformId) this.tokens.delete(hash);
      return platform;
    },

    finishConnection: ({ input }: { input: JsonObject }) => {
      const platform = this.register(input);
      void this.changes.publish({ platformId: platform.id, kind: 'CONNECTED' });
      return platform;
    },

    failConnection: ({ platformId, reason }: { platformId: string; reason: string }) => {
      const platform = this.platform(platformId);
      Object.assign(platform, { status: 'FAILED', failure: reason });
      void this.changes.publish({ platformId, kind: 'FAILED' });
      return platform;
    },
  };

  private platform(id: string): MemoryPlatform {
    const platform = this.platforms.get(id);
    if (!platform) throw new Problem('NOT_FOUND', `There is no platform ${id}.`);
    return platform;
  }

  private register(input: JsonObject): MemoryPlatform {
    const platform = this.platform(String(input['platformId']));
    const { token, roles } = input['credentials'] as { token: string; roles: Record<string, string>[] };
    platform.status = 'CONNECTED';
    platform.registered = input;
    platform.outbound = { token, base64Token: input['base64Token'] === true };
    platform.endpoints = input['endpoints'] as { identifier: string; role: string; url: string }[];
    platform.roles = roles.map(({ role = '', country_code = '', party_id = '' }) => ({
      role,
      countryCode: country_code,
      partyId: party_id,
      status: 'CONNECTED',
    }));
    return platform;
  }
}

function systemOnly({ principal }: Caller): void {
  if (principal.kind !== 'system') throw new Problem('FORBIDDEN', 'This is for the hub itself.');
}
