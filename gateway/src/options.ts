/**
 * What the gateway is made of, as its composition root says it. Everything that differs between one process and
 * many, between development and production, is decided here and nowhere deeper.
 */
import type { Caller, Principal } from '@chargesphere/schema';
import type { GraphQLSchema, OperationTypeNode } from 'graphql';
import type { Logger } from 'pino';
import type { Budgets } from './execution/admission.js';
import type { ShapeLimits } from './execution/operation.shape.js';
import type { EngineOptions } from './execution/engine.js';
import type { SharedSpending } from './execution/spending.js';
import type { PersistedRules } from './execution/persisted.js';
import type { LoginOptions } from './http/logins.js';
import type { AccessPolicy } from './http/policy.js';
import type { GraphRole } from './http/role.js';

/** A subgraph that lives in this process. The chassis' Subgraph fits it structurally. */
export interface LocalSubgraph {
  name: string;
  schema: GraphQLSchema;
  /** A context for one request, with loaders of its own. */
  context(caller: Caller): unknown;
  /** What a subgraph that keeps its events can say of them, so that a subscription can go on where it broke off. */
  live?: LiveEvents;
}

export interface LiveEvents {
  /** By which an event of a subscription is known again. */
  idOf(event: unknown): string | undefined;
  /** While it runs, subscriptions that are opened give the events after that one, and then end. */
  after<T>(eventId: string, open: () => T): T;
}

/** A subgraph in another process. */
export interface RemoteSubgraph {
  url: string;
  /** Where its subscriptions are opened (`ws:` or `wss:`, protocol graphql-transport-ws). */
  subscriptionUrl: string;
  /** The caller as a signed header value; the empty string sends none. */
  sign: (caller: Caller) => string;
  /** It takes several queries as a list in one body, and answers them in one context: the chassis' servers do. */
  batches?: boolean;
}

export type SubgraphSource = { local: LocalSubgraph } | RemoteSubgraph;

/** What a request says of who sends it: the Authorization header, or the secret in the cookie of a login. */
export interface Credentials {
  authorization?: string;
  login?: string;
}

/**
 * Who that is: a principal, or 'invalid' when the key is unknown, expired or malformed. A login that has ended is
 * nobody, so that its browser can log in again.
 */
export type Authenticate = (credentials: Credentials) => Promise<Principal | 'invalid'>;

/** How an operation came in. */
export type Via = 'direct' | 'http' | 'websocket';

/** How it went: a problem is the caller's to solve, a fault is ours. */
export type Outcome = 'ok' | 'problem' | 'fault';

/**
 * What the gateway tells to whoever measures it. Operation names come from clients: fold names you do not know
 * before you use them as a metric's label, or anybody can make a million time series.
 */
export type Observation =
  | {
      what: 'operation';
      via: Via;
      kind: OperationTypeNode;
      name?: string;
      outcome: Outcome;
      duration_ms: number;
    }
  /** One event of a subscription, from its arrival here until its result is queued for the subscriber. */
  | { what: 'event'; name?: string; outcome: Outcome; duration_ms: number }
  /** A subscriber lagged and lost its oldest queued result. */
  | { what: 'dropped'; name?: string }
  | { what: 'subscriptions'; open: number }
  | { what: 'sockets'; open: number }
  /** Turned away before execution. */
  | { what: 'refused'; via: Via; code: string };

/** Who carries out a query plan: Apollo's executor reads it anew for every request, ours has compiled it. */
export type PlanExecutor = 'apollo' | 'compiled';

export type Observe = (observation: Observation) => void;

export interface GatewayLimits extends ShapeLimits {
  /** Largest request body and WebSocket message. */
  body_bytes: number;
  /** How long a client may take to send it. */
  body_ms: number;
  /** Answers from this length on are compressed (br, gzip) for clients that accept it; Infinity never. */
  compressed_bytes: number;
  /** Largest answer accepted from a subgraph over HTTP. */
  subgraph_response_bytes: number;
  /** How long a subgraph over HTTP may take. */
  subgraph_timeout_ms: number;
  /** Open connections to one subgraph over HTTP. */
  subgraph_connections: number;
  /** Longest operation, in GraphQL tokens: planning a long document is the cheapest attack on a gateway. */
  document_tokens: number;
  /** How long an operation asked for over HTTP or WebSocket may take; a subscription may take so long to open. */
  operation_ms: number;
  /** Parsed documents kept, per cache. */
  cached_documents: number;
  /** WebSocket connections at a time. */
  sockets: number;
  /** Operations open at a time on one WebSocket. */
  operations_per_socket: number;
  /** How long a new WebSocket may take to say who it is. */
  connection_init_ms: number;
  /** A WebSocket that leaves a ping unanswered for this long is dead. */
  ping_ms: number;
  /** Results that wait for one slow subscriber before the oldest are dropped. */
  queued_results: number;
  /** So many lost in a row end a subscription: its reader is told to come back for them. */
  lost_results: number;
  /** Results kept for each thing that is listened to, for who comes back. */
  kept_results: number;
  /** Subscriptions open at a time for one principal, over all its sockets. */
  subscriptions_per_principal: number;
  /** How long clients may take to close their sockets when the gateway closes. */
  close_grace_ms: number;
}

export const defaultLimits: GatewayLimits = {
  body_bytes: 1024 * 1024,
  body_ms: 20_000,
  compressed_bytes: 2_048,
  subgraph_response_bytes: 64 * 1024 * 1024,
  subgraph_timeout_ms: 10_000,
  subgraph_connections: 64,
  document_tokens: 10_000,
  document_depth: 16,
  document_breadth: 150,
  document_roots: 20,
  document_aliases: 50,
  document_fields: 1_000,
  operation_ms: 30_000,
  cached_documents: 1_000,
  sockets: 20_000,
  operations_per_socket: 100,
  connection_init_ms: 5_000,
  ping_ms: 15_000,
  queued_results: 100,
  lost_results: 1_000,
  kept_results: 200,
  subscriptions_per_principal: 20_000,
  close_grace_ms: 2_000,
};

/** An object costs about one: these are pages of 200 sessions with everything around them, and less. */
export const defaultBudgets: Budgets = {
  operator: 100_000,
  analyst: 100_000,
  partner: 25_000,
  host: 25_000,
  anonymous: 1_000,
};

/** Ten times that within a minute and more: what is meant is a program that has gone wild, and not one at work. */
export const defaultMinuteBudgets: Budgets = {
  operator: Infinity,
  analyst: 3_000_000,
  partner: 1_000_000,
  host: 500_000,
  anonymous: 10_000,
};

export interface GatewayOptions {
  /** The composed supergraph, SDL. */
  supergraph: string;
  /** One source for every subgraph the supergraph names. */
  sources: Record<string, SubgraphSource>;
  log: Logger;
  /** Opens the Sandbox page, shows query plans on request, explains missing fields. */
  development: boolean;
  authenticate: Authenticate;
  /** Which fields whom are open at the public doors; without it everything is, to everybody who is known. */
  policy?: AccessPolicy;
  /** Logins by cookie; they need a policy that names the fields for it. */
  logins?: LoginOptions;
  /** Development only: lets the anonymous read the schema (not the data), for tools that cannot send a key. */
  openIntrospection?: boolean;
  /** Roles that may read the schema: operators and analysts unless said otherwise, in development every role. */
  schemaReaders?: readonly GraphRole[];
  /** Web pages that may read answers, as browsers write origins (`https://app.example.com`); `*` is every page. */
  origins?: readonly string[];
  /** On unless said otherwise: refuses what a foreign web page may have made a browser send with its cookies. */
  csrfPrevention?: boolean;
  /** The operation the Sandbox page opens with. */
  sandboxDocument?: string;
  limits?: Partial<GatewayLimits>;
  /** What one operation may cost, by role. */
  budgets?: Partial<Budgets>;
  /** What somebody may spend in a minute, by role; Infinity is no limit. */
  minuteBudgets?: Partial<Budgets>;
  /** Where several nodes count that together; each for itself when left out. */
  spending?: SharedSpending | undefined;
  /** Operations asked for by id or hash; automatic ones are on unless said otherwise. */
  persisted?: Partial<Omit<PersistedRules, 'remembered'>>;
  observe?: Observe;
  /**
   * Another federation engine over the same subgraphs, which carries out what people and programs ask; ours does where it
   * is left out. Subscriptions and the direct path are ours in any case.
   */
  engine?: EngineOptions | undefined;
  /** Compiled unless said otherwise. Plans are Apollo's either way, and so are the results. */
  planExecutor?: PlanExecutor;
}
