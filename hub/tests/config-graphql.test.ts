/** The configuration of the public graph: what is read, what is refused, and that the hub keeps to it. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { graphOptions } from '../src/config.graphql.js';
import { ConfigError, readConfig } from '../src/config.js';
import { world } from './world.js';

const errorsOf = (env: Record<string, string>): readonly string[] => {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.errors;
    throw error;
  }
};

describe('the configuration of the graph', () => {
  it('is read into what the gateway takes', () => {
    const { graphql } = readConfig({
      HUB_GRAPHQL_LIMITS: 'depth=12, bytes=5000,ms=2000',
      HUB_GRAPHQL_BUDGETS: 'partner=10',
      HUB_GRAPHQL_MINUTE_BUDGETS: 'partner=10, host=off',
      HUB_GRAPHQL_LIVE: 'per-principal=50,queued=20',
      HUB_GRAPHQL_INTROSPECTION: 'Operator, host',
      HUB_GRAPHQL_ORIGINS: 'https://app.example.com, http://localhost:5173',
      HUB_GRAPHQL_CSRF: 'off',
      HUB_GRAPHQL_OPERATIONS: 'operations.json',
      HUB_GRAPHQL_SAFELIST: 'on',
      HUB_GRAPHQL_COMPRESSION: 'off',
      HUB_GRAPHQL_ENGINE_URL: 'http://router:4000/graphql',
    });
    expect(graphql).toEqual({
      limits: {
        document_depth: 12,
        body_bytes: 5000,
        operation_ms: 2000,
        compressed_bytes: Infinity,
        subscriptions_per_principal: 50,
        queued_results: 20,
      },
      budgets: { partner: 10 },
      minuteBudgets: { partner: 10, host: Infinity },
      schemaReaders: ['operator', 'host'],
      origins: ['https://app.example.com', 'http://localhost:5173'],
      csrfPrevention: false,
      operationsFile: 'operations.json',
      listedOnly: true,
      engineUrl: 'http://router:4000/graphql',
    });
    expect(readConfig({ HUB_GRAPHQL_INTROSPECTION: 'nobody' }).graphql.schemaReaders).toEqual([]);
  });

  it.each([
    [
      { HUB_GRAPHQL_LIMITS: 'deep=3' },
      /write name=number, separated by commas, the names being depth, breadth/,
    ],
    [{ HUB_GRAPHQL_LIMITS: 'depth=0' }, /write name=number/],
    [{ HUB_GRAPHQL_BUDGETS: 'partner' }, /the names being operator, analyst, partner, host, anonymous/],
    [{ HUB_GRAPHQL_BUDGETS: 'partner=off' }, /write name=number, separated/],
    [{ HUB_GRAPHQL_MINUTE_BUDGETS: 'partner=' }, /write name=number or name=off/],
    [{ HUB_GRAPHQL_MINUTE_BUDGETS: 'partner=100' }, /let partner spend in a minute at least the 25000/],
    [{ HUB_GRAPHQL_BUDGETS: 'host=600000' }, /let host spend in a minute at least the 600000/],
    [{ HUB_GRAPHQL_LIVE: 'per_socket=1' }, /the names being sockets, per-socket, per-principal, queued/],
    [{ HUB_GRAPHQL_INTROSPECTION: 'everybody' }, /give some of operator, analyst, partner, host/],
    [{ HUB_GRAPHQL_ORIGINS: 'app.example.com' }, /give origins such as/],
    [{ HUB_GRAPHQL_ORIGINS: 'https://app.example.com/app' }, /without a path/],
    [{ HUB_GRAPHQL_ENGINE_URL: 'router:4000' }, /give an absolute http or https URL/],
    [{ HUB_GRAPHQL_CSRF: 'maybe' }, /write on or off/],
  ])('is refused with the cure: %j', (env, sentence) => {
    const errors = errorsOf(env);
    expect(errors).toEqual([expect.stringMatching(sentence)]);
  });

  it('names a file of operations that cannot be used', async () => {
    const { graphql } = readConfig({ HUB_GRAPHQL_OPERATIONS: join(tmpdir(), randomUUID()) });
    await expect(graphOptions(graphql, () => '')).rejects.toThrow('check HUB_GRAPHQL_OPERATIONS');
  });
});

it('a hub keeps to its list of operations, to its budgets and to the origins it was told', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'chargesphere-'));
  const file = join(folder, 'operations.json');
  const invite = `mutation Invite($name: String!) {
  invitePlatform(input: { name: $name }) { token versionsUrl }
}`;
  const connect = `mutation Connect($name: String!, $versionsUrl: String!, $token: String!) {
  connectPlatform(input: { name: $name, versionsUrl: $versionsUrl, token: $token }) { platform { id status } }
}`;
  const listed = {
    invite,
    connect,
    large: '{ sessions(page: { limit: 200 }) { items { ref location { name } } } }',
  };
  await writeFile(
    file,
    JSON.stringify({ ...listed, small: '{ sessions(page: { limit: 2 }) { items { ref } } }' }),
  );
  const w = await world({
    env: {
      HUB_GRAPHQL_OPERATIONS: file,
      HUB_GRAPHQL_SAFELIST: 'on',
      HUB_GRAPHQL_BUDGETS: 'operator=100',
      HUB_GRAPHQL_ORIGINS: 'https://app.example.com',
    },
  });
  const codesOf = async (query: string) =>
    (await w.ask(query)).errors.map(({ extensions }) => extensions['code']);
  expect(await codesOf('{ sessions { total } }')).toEqual(['OPERATION_NOT_LISTED']);
  expect(await codesOf(listed.large)).toEqual(['OPERATION_TOO_LARGE']);
  expect(await codesOf('{ sessions(page: { limit: 2 }) { items { ref } } }')).toEqual([]);
  const allowed = async (origin: string) =>
    (
      await fetch(`http://127.0.0.1:${w.hub.port}/graphql`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST' },
      })
    ).headers.get('access-control-allow-origin');
  expect(await allowed('https://app.example.com')).toBe('https://app.example.com');
  expect(await allowed('https://evil.example')).toBeNull();
  await w.close();
  await rm(folder, { recursive: true });
});
