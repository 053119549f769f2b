/** A source for every subgraph the supergraph names, and for none besides. */
import type { GatewayLimits, PlanExecutor, SubgraphSource } from '../options.js';
import { routesOf } from '../supergraph/routing.js';
import { HttpSource } from './http.source.js';
import { LocalSource } from './local.source.js';
import type { Source } from './source.js';

/** Throws when supergraph and sources do not match. With Apollo's plan executor subgraphs are executed by graphql-js. */
export const sourcesOf = (
  supergraph: string,
  given: Record<string, SubgraphSource>,
  limits: GatewayLimits,
  planExecutor: PlanExecutor,
): ReadonlyMap<string, Source> => {
  const names = routesOf(supergraph).map(({ name }) => name);
  const missing = names.filter((name) => !given[name]);
  const unknown = Object.keys(given).filter((name) => !names.includes(name));
  if (missing.length > 0 || unknown.length > 0)
    throw new Error(
      `Supergraph and sources do not match (without a source: ${missing.join(', ') || 'none'}; not in the ` +
        `supergraph: ${unknown.join(', ') || 'none'}). Compose the supergraph of the subgraphs you start.`,
    );
  const source = (name: string, where: SubgraphSource): Source =>
    'local' in where
      ? new LocalSource(where.local, limits.cached_documents, planExecutor === 'compiled')
      : new HttpSource(name, where, limits);
  return new Map(Object.entries(given).map(([name, where]) => [name, source(name, where)]));
};
