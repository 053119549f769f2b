/** The door of documents by itself, over real HTTP and with a graph that does as the test says. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GraphQLError, type ExecutionResult } from 'graphql';
import type { GraphOperation } from '@chargesphere/gateway';
import { samples } from '@chargesphere/simulator';
import { Documents } from '../src/documents.js';
import { log } from './world.js';

const operator = { kind: 'operator', name: 'Olga' } as const;

/** A server with nothing but documents, and what the graph answers. */
const serving = async (execute: (operation: GraphOperation) => Promise<ExecutionResult>) => {
  const gateway = { execute, principalOf: () => Promise.resolve(operator) };
  const server = createServer(new Documents({ gateway, log }).handler);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    get: (path: string) => fetch(`http://127.0.0.1:${port}/documents/${path}`),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};

const cdrs = (next: string | null): ExecutionResult => ({ data: { cdrs: { items: [], next } } });

it('writes four documents at once and asks others to come again; a place is free when one is done', async () => {
  const waiting: (() => void)[] = [];
  let comes: () => void = () => undefined;
  const door = await serving(() => {
    const answer = new Promise<ExecutionResult>((resolve) => waiting.push(() => resolve(cdrs(null))));
    comes();
    return answer;
  });
  try {
    const full = new Promise<void>((resolve) => {
      comes = () => waiting.length === 4 && resolve();
    });
    const four = [1, 2, 3, 4].map(() => door.get('cdrs.csv'));
    await full;
    const fifth = await door.get('cdrs.csv');
    expect([fifth.status, fifth.headers.get('retry-after')]).toEqual([503, '5']);
    for (const go of waiting.splice(0)) go();
    expect((await Promise.all(four)).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    comes = () => waiting.splice(0).forEach((go) => go());
    expect((await door.get('cdrs.csv')).status).toBe(200);
  } finally {
    await door.close();
  }
});

it('cuts a document that goes wrong on its way, and tells nothing of why to whoever reads it', async () => {
  const item = { document: samples.cdr() };
  let asked = 0;
  const door = await serving(() => {
    asked += 1;
    if (asked > 3) return Promise.reject(new Error('the database at 10.0.0.7 went away'));
    return Promise.resolve({
      data: { cdrs: { items: Array.from({ length: 200 }, () => item), next: 'more' } },
    });
  });
  try {
    const answer = await door.get('cdrs.csv');
    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow('terminated');
  } finally {
    await door.close();
  }
});

it('tells faults of its own in one sentence, and those of the asker as the graph does', async () => {
  const refused = new GraphQLError('Not yours.', { extensions: { code: 'FORBIDDEN' } });
  const half = { document: { country_code: 'NL' } };
  const answers = [
    () => Promise.resolve({ data: { cdrs: { items: [half], next: null } } }),
    () => Promise.reject(new Error('the database at 10.0.0.7 went away')),
    () => Promise.resolve({ data: null, errors: [refused] }),
  ];
  const door = await serving(() => answers.shift()?.() ?? Promise.resolve({ data: null }));
  try {
    for (const own of [await door.get('cdrs.csv'), await door.get('cdrs.csv')])
      expect([own.status, await own.json()]).toEqual([
        500,
        { error: 'The document could not be written; the log of the hub says why.' },
      ]);
    const theirs = await door.get('cdrs.csv');
    expect([theirs.status, await theirs.json()]).toEqual([403, { error: 'Not yours.' }]);
  } finally {
    await door.close();
  }
});
