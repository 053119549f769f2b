/**
 * GraphQL over HTTP to the letter: the audit suite of `graphql-http`, the specification's reference implementation,
 * over the running gateway. Every audit is to pass, what the specification only recommends or permits included.
 */
import { serverAudits } from 'graphql-http';
import { OPERATOR_KEY, startWorld, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const withKey = (url: string, { headers, ...init }: RequestInit = {}): Promise<Response> => {
  const all = new Headers(headers);
  all.set('authorization', `Bearer ${OPERATOR_KEY}`);
  return fetch(url, { ...init, headers: all });
};
const audits = serverAudits({ url: () => world.url, fetchFn: withKey });

it('finds the audits', () => {
  expect(audits.length).toBeGreaterThan(60);
});

it.each(audits.map((audit) => [`${audit.id} ${audit.name}`, audit] as const))('%s', async (_name, audit) => {
  const result = await audit.fn();
  if (result.status !== 'ok') throw new Error(`${result.status}: ${result.reason}`);
});
