/** The gateway's public face: one graph over many subgraphs, for people, programs and the OCPI adapter. */
export { createGateway } from './gateway.js';
export type { Gateway, GraphOperation, LiveResults, Readiness } from './gateway.js';
export { CSRF_HEADER, Logins, type LoginOptions } from './http/logins.js';
export { coordinatesIn, type AccessPolicy } from './http/policy.js';
export type { Budgets } from './execution/admission.js';
export type { EngineOptions } from './execution/engine.js';
export type { SharedSpending } from './execution/spending.js';
export { readManifest } from './execution/persisted.js';
export { graphRoles, type GraphRole } from './http/role.js';
export { defaultBudgets, defaultLimits, defaultMinuteBudgets } from './options.js';
export type {
  Authenticate,
  Credentials,
  GatewayLimits,
  GatewayOptions,
  LiveEvents,
  LocalSubgraph,
  Observation,
  Observe,
  Outcome,
  PlanExecutor,
  RemoteSubgraph,
  SubgraphSource,
  Via,
} from './options.js';
export { CALLER_HEADER } from './sources/http.source.js';
export { CompositionError, composeSupergraph, type SubgraphSdl } from './supergraph/compose.js';
export { publicSchema } from './supergraph/public.js';
export { routesOf, type Route } from './supergraph/routing.js';
export { startFromSupergraph, type Standalone, type StandaloneOptions } from './standalone.js';
