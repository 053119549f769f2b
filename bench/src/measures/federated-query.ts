/** One query over four subgraphs per second, beside graphql-js on one schema in memory, and beside the bare gateway. */
import { isDeepStrictEqual } from 'node:util';
import { JOINED_SESSIONS } from '../documents.js';
import { postGraph } from '../stage/graph.client.js';
import { patience_ms, type Measure } from './measure.js';

const CONCURRENCY = 16;

/** Of Sessions that began since a moment, which is before all of them: so that no two requests are alike. */
export const QUERY = `query Joined($from: DateTime!) {
  sessions(filter: { startedFrom: $from }, page: { limit: ${JOINED_SESSIONS} }) {
    items {
      ref
      status
      kwh
      location { name city }
      connector { standard powerType tariffs { ref currency } }
      cpo { name }
      emsp { name }
    }
  }
}`;

export const VARIABLES = { from: '2000-01-01T00:00:00Z' };

export const federatedQuery: Measure = async ({ hub, start, counted }, scope) => {
  const floor = await start(scope, 'graph-floor', null);
  const gatewayWith = (planExecutor: 'compiled' | 'apollo') =>
    start(scope, 'gateway-floor', {
      url: hub.database.url,
      dataDir: hub.dataDir,
      query: QUERY,
      variables: VARIABLES,
      abreast: CONCURRENCY,
      planExecutor,
    });
  const gateway = await gatewayWith('compiled');
  const byApollo = await gatewayWith('apollo');
  sameAnswers([
    await postGraph(hub, QUERY, VARIABLES),
    await postGraph({ origin: floor.told, key: '' }, QUERY, VARIABLES),
    gateway.told,
    byApollo.told,
  ]);
  const loadOn = (origin: string) =>
    start(scope, 'http-load', {
      origin,
      connections: CONCURRENCY,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${hub.key}` },
      requests: { kind: 'asks', path: '/graphql', query: QUERY },
    });
  const [onHub, onFloor] = [await loadOn(hub.origin), await loadOn(floor.told)];
  return {
    hub: {
      name: 'hub',
      round: (seconds) => counted(hub.pid, true, () => onHub.run({ seconds }, patience_ms(seconds))),
    },
    floors: [
      {
        name: 'graphql-js, one schema',
        round: (seconds) => counted(floor.pid, false, () => onFloor.run({ seconds }, patience_ms(seconds))),
      },
      {
        name: 'gateway.execute()',
        round: (seconds) => counted(gateway.pid, true, () => gateway.run({ seconds }, patience_ms(seconds))),
      },
      {
        name: 'the same, Apollo’s plan executor',
        round: (seconds) =>
          counted(byApollo.pid, true, () => byApollo.run({ seconds }, patience_ms(seconds))),
      },
    ],
  };
};

/** A floor that answers something else is none. */
const sameAnswers = ([first, ...rest]: unknown[]): void => {
  for (const other of rest)
    if (!isDeepStrictEqual(first, other)) {
      const [a, b] = [JSON.stringify(first), JSON.stringify(other)];
      const at = [...a].findIndex((character, i) => character !== b[i]);
      throw new Error(
        `The sides answer the query differently: …${a.slice(at - 80, at + 80)}… and …${b.slice(at - 80, at + 80)}…`,
      );
    }
};
