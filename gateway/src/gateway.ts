/**
 * The gateway, put together: supergraph, sources, executor, live, and the three ways in (direct, HTTP, WebSocket).
 */
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { ApolloGateway } from '@apollo/gateway';
import type { Caller, Principal } from '@chargesphere/schema';
import { OperationTypeNode, type DocumentNode, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { Admission } from './execution/admission.js';
import { requestWithinTime, withinTime } from './execution/deadline.js';
import { Engine } from './execution/engine.js';
import {
  guardedExecutor,
  RequestContexts,
  type ApolloGatewayInterface,
  type Executor,
} from './execution/executor.js';
import { Faults, problemError } from './execution/faults.js';
import { GraphRequest } from './execution/graph.request.js';
import { OperationCosts } from './execution/operation.cost.js';
import { Operations, readsSchema, type Operation } from './execution/operation.js';
import { PersistedOperations } from './execution/persisted.js';
import { SharedQueries, sharingKey } from './execution/shared.queries.js';
import { Spending } from './execution/spending.js';
import type { AccessRules } from './http/access.js';
import type { Answer } from './http/answer.js';
import { apolloLog, apolloServer, executeByApollo } from './http/apollo.js';
import { httpEndpoint, type HttpEndpoint } from './http/endpoint.js';
import { Logins } from './http/logins.js';
import { FieldGuard } from './http/policy.js';
import { graphRoles } from './http/role.js';
import { landingPage } from './http/landing.js';
import { Origins } from './http/origins.js';
import { Live } from './live/live.js';
import { LivePlans } from './live/live.plan.js';
import {
  defaultBudgets,
  defaultLimits,
  defaultMinuteBudgets,
  type GatewayLimits,
  type GatewayOptions,
} from './options.js';
import { compiledExecutor } from './plan/compiled.executor.js';
import { Planner } from './plan/planner.js';
import type { Source } from './sources/source.js';
import { sourcesOf } from './sources/sources.js';
import { WebSocketEndpoint } from './websocket/endpoint.js';

export interface GraphOperation {
  /** A parsed document that is kept is prepared once; text is looked up by its value every time. */
  document: DocumentNode | string;
  operationName?: string;
  variables?: Record<string, unknown>;
  caller: Caller;
}

export interface LiveOperation extends GraphOperation {
  /** Begin with what came after this event: `extensions.eventId` of the last result one has had. */
  lastEventId?: string;
}

export type LiveResults = AsyncGenerator<ExecutionResult, undefined, undefined>;

export interface Readiness {
  ready: boolean;
  /** Subgraphs that do not answer. */
  waitingFor: string[];
}

export interface Gateway {
  /** Executes a query or mutation. Errors come in the result, with `extensions.code`; it does not reject. */
  execute(operation: GraphOperation): Promise<ExecutionResult>;
  /**
   * Opens a subscription: a stream of results, or one result that says why not. Leave it with `return()` (a `for
   * await` that is left does so). A reader that lags loses its oldest results; the next one it reads says how many
   * in `extensions.dropped`.
   */
  subscribe(operation: LiveOperation): Promise<LiveResults | ExecutionResult>;
  /** /graphql over HTTP, for a node:http server or any router that has left the body unread. */
  http: HttpEndpoint;
  /** /graphql over WebSocket on this server. */
  attachWebSocket(server: Server, path?: string): void;
  /** The same for a caller that routes upgrades itself. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Ends the sockets of these principals, for a key revoked or a platform suspended; says how many. */
  disconnect(concerns: (principal: Principal) => boolean): number;
  /**
   * Who sends a request that is answered beside the graph: by key, or by the login its cookie stands for. Rejects with
   * a Refusal when the cookie may be borrowed.
   */
  principalOf(request: IncomingMessage): Promise<Principal | 'invalid'>;
  ready(): Promise<Readiness>;
  /** Ends sockets (1001) and subscriptions, then what they ran on. */
  close(): Promise<void>;
}

export const createGateway = async (options: GatewayOptions): Promise<Gateway> => {
  // Apollo Gateway otherwise exports metrics to its vendor. It reads this when it is constructed.
  process.env.APOLLO_TELEMETRY_DISABLED = 'true';
  const { supergraph, log, development, authenticate, observe } = options;
  const limits: GatewayLimits = { ...defaultLimits, ...options.limits };
  const planExecutor = options.planExecutor ?? 'compiled';
  const sources = sourcesOf(supergraph, options.sources, limits, planExecutor);
  const access: AccessRules = {
    openIntrospection: development && (options.openIntrospection ?? false),
    schemaReaders: new Set(options.schemaReaders ?? (development ? graphRoles : ['operator', 'analyst'])),
    guard: options.policy && new FieldGuard(options.policy, () => apollo.schema as GraphQLSchema),
  };
  const logins = options.policy && options.logins && new Logins(options.policy, options.logins);
  const faults = new Faults(log);

  const apollo = new ApolloGateway({
    supergraphSdl: supergraph,
    logger: apolloLog(log),
    debug: false,
    // Both default to what NODE_ENV says; they are ours to say.
    validateSupergraph: development,
    __exposeQueryPlanExperimental: development,
    buildService: ({ name }) => sources.get(name) as Source,
  });
  const planner = new Planner(supergraph);
  const inner =
    planExecutor === 'apollo'
      ? apollo.executor
      : compiledExecutor({
          schema: () => apollo.schema ?? missingSchema(),
          planner,
          sources,
          apollo: apollo.executor,
          development,
        });
  const execute: Executor = guardedExecutor(inner, { faults, observe, development });
  const engine = options.engine && new Engine(options.engine, limits);
  const executeAsked = engine ? guardedExecutor(engine.execute, { faults, observe, development }) : execute;
  const server = apolloServer({
    gateway: withExecutor(apollo, execute),
    operations: () => asked,
    development,
    log,
  });
  await server.start();
  const schema = apollo.schema ?? missingSchema();

  const contexts = new RequestContexts(schema, log, server.cache);
  const operations = new Operations(schema, { ...limits, hideSuggestions: !development });
  // What others ask for, apart from our own: it has limits, and cannot push ours out of what is kept.
  const asked = new Operations(schema, { ...limits, hideSuggestions: !development, shape: limits });
  const plans = new LivePlans(planner, schema, sources);
  const live = new Live({
    schema,
    sources,
    plans,
    contexts,
    faults,
    observe,
    log,
    development,
    planExecutor,
    limits,
  });

  const executeOperation = (
    operation: Operation,
    variables: Record<string, unknown>,
    request: GraphRequest,
  ): Promise<ExecutionResult> => execute(contexts.of(operation, variables, request));
  const admission = new Admission({
    operations: asked,
    persisted: persistedOperations(options.persisted, asked, limits),
    costs: new OperationCosts(schema),
    budgets: { ...defaultBudgets, ...options.budgets },
    spending: new Spending({
      budgets: { ...defaultMinuteBudgets, ...options.minuteBudgets },
      shared: options.spending,
    }),
    access,
  });

  const sockets = new WebSocketEndpoint({
    schema,
    admission,
    run: (operation, variables, caller, options) =>
      operation.kind === OperationTypeNode.SUBSCRIPTION
        ? withinTime(live.subscribe(operation, variables, caller, 'websocket', options), limits.operation_ms)
        : requestWithinTime(
            new GraphRequest(caller, 'websocket'),
            operation.kind,
            (request) => executeAsked(contexts.of(operation, variables, request)),
            limits.operation_ms,
          ),
    authenticate,
    logins,
    limits,
    log,
    observe,
  });

  const asksForPlan = ({ headers }: IncomingMessage): boolean =>
    development && headers['apollo-query-plan-experimental'] !== undefined;

  const shared = new SharedQueries<Answer>();

  let isClosing = false;
  return {
    async execute({ document, operationName, variables = {}, caller }) {
      const operation = operations.prepare(document, operationName);
      if ('errors' in operation) return operation;
      if (operation.kind === OperationTypeNode.SUBSCRIPTION) return wrongDoor('subscription', 'subscribe');
      return executeOperation(operation, variables, new GraphRequest(caller, 'direct'));
    },
    async subscribe({ document, operationName, variables = {}, caller, lastEventId: after }) {
      const operation = operations.prepare(document, operationName);
      if ('errors' in operation) return operation;
      if (operation.kind !== OperationTypeNode.SUBSCRIPTION) return wrongDoor(operation.kind, 'execute');
      return live.subscribe(operation, variables, caller, 'direct', { after });
    },
    http: httpEndpoint({
      admission,
      run: (operation, variables, caller, message) => {
        const showsPlan = asksForPlan(message);
        const answer = () =>
          requestWithinTime(
            new GraphRequest(caller, 'http'),
            operation.kind,
            (request) =>
              // What Apollo Server adds is reading the schema and showing plans.
              showsPlan || readsSchema(operation.document)
                ? executeByApollo(server, operation, variables, request, showsPlan)
                : executeAsked(contexts.of(operation, variables, request)),
            limits.operation_ms,
          );
        const key = showsPlan ? undefined : sharingKey(operation, variables, caller.principal);
        return key === undefined ? answer() : shared.run(key, answer);
      },
      authenticate,
      access,
      logins,
      origins: new Origins({
        origins: options.origins ?? [],
        csrfPrevention: options.csrfPrevention ?? true,
      }),
      page: landingPage(development, options.sandboxDocument),
      log,
      observe,
      limits,
    }),
    attachWebSocket: (httpServer, path) => sockets.attach(httpServer, path),
    upgrade: (request, socket, head) => sockets.upgrade(request, socket, head),
    disconnect: (concerns) => sockets.disconnect(concerns),
    principalOf: async (request) => {
      const { authorization } = request.headers;
      const plain = authorization === undefined ? {} : { authorization };
      return authenticate(logins?.credentialsIn(request) ?? plain);
    },
    async ready() {
      const asked = [...sources, ...(engine ? [['engine', engine] as const] : [])];
      const answers = await Promise.all(asked.map(([, source]) => source.ready()));
      const waitingFor = asked.flatMap(([name], index) => (answers[index] ? [] : [name]));
      return { ready: !isClosing && waitingFor.length === 0, waitingFor };
    },
    async close() {
      if (isClosing) return;
      isClosing = true;
      await sockets.close();
      live.close();
      await server.stop();
      await Promise.all([...sources.values(), ...(engine ? [engine] : [])].map((source) => source.close()));
    },
  };
};

/** Apollo Server takes any object with this interface: here our executor replaces the gateway's own. */
const withExecutor = (apollo: ApolloGateway, executor: Executor): ApolloGatewayInterface => ({
  load: async (options) => {
    await apollo.load(options);
    return { executor };
  },
  onSchemaLoadOrUpdate: (callback) => apollo.onSchemaLoadOrUpdate(callback),
  stop: () => apollo.stop(),
});

/** Throws when a listed operation could not be executed: its app would find out one user at a time. */
const persistedOperations = (
  { listed = new Map(), listedOnly = false, automatic = true }: GatewayOptions['persisted'] = {},
  operations: Operations,
  { cached_documents }: GatewayLimits,
): PersistedOperations => {
  const wrong = [...listed].flatMap(([id, text]) => {
    const prepared = operations.prepare(text);
    return 'errors' in prepared ? [`${id}: ${prepared.errors[0]?.message}`] : [];
  });
  if (wrong.length > 0)
    throw new Error(`Listed operations do not fit this graph; build their apps again. ${wrong.join(' ')}`);
  return new PersistedOperations({ listed, listedOnly, automatic, remembered: cached_documents });
};

const missingSchema = (): never => {
  throw new Error('The gateway has started without a schema.');
};

const wrongDoor = (kind: string, door: string): ExecutionResult => ({
  errors: [problemError('INVALID_INPUT', `This is a ${kind}; pass it to ${door}().`)],
});
