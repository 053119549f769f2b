/** Operators follow a handshake as it goes. */
import type { ExecutionResult } from 'graphql';
import { operator, platformCaller, system, World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await World.open({ connectTimeout_ms: 20_000 });
});
afterAll(() => world.close());

type Update = { platformUpdated: { kind: string; platform: { status: string; failure: string | null } } };

it('CRED-033 a handshake is told from its order to the reason it failed for', async () => {
  const text = 'subscription { platformUpdated { kind platformId platform { status failure } } }';
  const refused = await world.subscribe(platformCaller('x'), text);
  expect(refused).toMatchObject({ errors: [{ originalError: { code: 'FORBIDDEN' } }] });
  const updates = (await world.subscribe(operator, text)) as AsyncGenerator<ExecutionResult<Update>>;
  const next = async () => ((await updates.next()).value as ExecutionResult<Update>).data?.platformUpdated;
  const connecting = world.run(
    operator,
    'mutation ($input: ConnectPlatformInput!) { connectPlatform(input: $input) { platform { id } } }',
    { input: { name: 'Partner', versionsUrl: 'https://partner.example.com/versions', token: 'token-a' } },
  );
  const ordered = (await next()) as Update['platformUpdated'] & { platformId: string };
  expect(ordered).toMatchObject({
    kind: 'CONNECT_REQUESTED',
    platform: { status: 'CONNECTING', failure: null },
  });
  const id = ordered.platformId;
  const only = (await world.subscribe(
    operator,
    `subscription { platformUpdated(platformId: "${id}") { kind platform { failure } } }`,
  )) as AsyncGenerator<ExecutionResult<Update>>;
  const last = only.next();
  await world.ask(system, 'mutation ($id: ID!) { beginHandshake(platformId: $id) { token } }', { id });
  expect(await next()).toMatchObject({ kind: 'HANDSHAKE_BEGUN' });
  await world.ask(
    system,
    'mutation ($id: ID!, $reason: String!) { failConnection(platformId: $id, reason: $reason) { id } }',
    { id, reason: 'The partner has no version in common.' },
  );
  expect(await next()).toMatchObject({
    ...{ kind: 'FAILED' },
    platform: { status: 'FAILED', failure: 'The partner has no version in common.' },
  });
  expect((await last).value).toMatchObject({ data: { platformUpdated: { kind: 'HANDSHAKE_BEGUN' } } });
  await connecting;
  await Promise.all([updates.return(undefined), only.return(undefined)]);
});
