/**
 * The joined query through three federation engines before the same subgraphs over HTTP, in turns. Here more than 1 is
 * better: the others are no floors but neighbours.
 */
import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { postGraph } from '../stage/graph.client.js';
import { QUERY } from './federated-query.js';
import { patience_ms, type Measure } from './measure.js';

const CONCURRENCY = 16;

export const engines: Measure = async ({ hub, start, counted }, scope) => {
  const secret = randomBytes(24).toString('hex');
  const subgraphs = await start(scope, 'subgraphs', {
    url: hub.database.url,
    dataDir: hub.dataDir,
    secret,
  });
  const open = async (engine: 'ours' | 'hive' | 'hive-rust') => {
    const { told: origin, pid } = await start(scope, 'engine', {
      engine,
      urls: subgraphs.told,
      database: hub.database.url,
      dataDir: hub.dataDir,
      secret,
    });
    const load = await start(scope, 'http-load', {
      origin,
      connections: CONCURRENCY,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${hub.key}` },
      requests: { kind: 'post', path: '/graphql', body: JSON.stringify({ query: QUERY }) },
    });
    const answer = await postGraph({ origin, key: hub.key }, QUERY);
    // Subgraphs and database do the same for all of them: counted is the engine's own process.
    const round = (seconds: number) => counted(pid, false, () => load.run({ seconds }, patience_ms(seconds)));
    return { answer, round };
  };
  const [ours, hive, rust] = [await open('ours'), await open('hive'), await open('hive-rust')];
  for (const other of [hive, rust])
    if (!isDeepStrictEqual(ours.answer, other.answer)) throw new Error('The engines answer differently.');
  return {
    hub: { name: 'our gateway', round: ours.round },
    floors: [
      { name: 'Hive Gateway', round: hive.round },
      { name: 'Hive Gateway, Rust planner', round: rust.round },
    ],
  };
};
