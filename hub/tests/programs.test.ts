/** Programs at the graph, over real HTTP: keys that are narrowed, expire, rotate and are revoked. */
import { codeOf } from './people.browser.js';
import { ADMIN_KEY, webSocketClient, world, type Shape, type World } from './world.js';

const ME = '{ me { name role email scopes parties mustChangePassword } }';

const shapes: Shape[] = ['one', 'split'];
describe.each(shapes)('programs in the shape %s', (shape) => {
  let w: World;
  let url: string;
  beforeAll(async () => {
    w = await world({ shape });
    url = `http://127.0.0.1:${w.hub.port}/graphql`;
  }, 90_000);
  afterAll(() => w.close());

  let numbered = 0;
  const platformIdOf = async (name: string): Promise<string> => {
    const { platforms } = await w.graph<{ platforms: { items: { id: string }[] } }>(
      'query ($name: String!) { platforms(filter: { name: $name }) { items { id } } }',
      { name },
    );
    return platforms.items[0]?.id ?? '';
  };
  const make = async (input: Record<string, unknown>) => {
    const name = `program ${(numbered += 1)}`;
    const { createApiKey } = await w.graph<{ createApiKey: { secret: string } }>(
      'mutation ($input: ApiKeyInput!) { createApiKey(input: $input) { secret } }',
      { input: { name, ...input } },
    );
    return { name, secret: createApiKey.secret };
  };
  const as = async (secret: string, query: string) => {
    const answer = await w.ask(query, {}, `Bearer ${secret}`);
    return answer.http === 200 ? (codeOf(answer) ?? 200) : answer.http;
  };

  it('have keys that are narrowed to a scope', async () => {
    const reading = await make({ role: 'OPERATOR', scopes: ['READ'] });
    expect(await as(reading.secret, '{ platforms { total } }')).toBe(200);
    expect(await as(reading.secret, 'mutation { setHubPolicy(input: {}) { preset } }')).toBe(403);
    expect(await as(reading.secret, '{ accounts { total } }')).toBe(403);
    const writing = await make({ role: 'OPERATOR', scopes: ['READ', 'WRITE'] });
    expect(await as(writing.secret, 'mutation { setHubPolicy(input: {}) { preset } }')).toBe(200);
    expect(await as(writing.secret, 'mutation { revokeApiKey(name: "x") { name } }')).toBe(403);
    const people = await make({ role: 'OPERATOR', scopes: ['PEOPLE'] });
    expect(await as(people.secret, '{ accounts { total } }')).toBe(200);
    expect(await as(people.secret, '{ platforms { total } }')).toBe(403);
    expect((await w.ask(ME, {}, `Bearer ${people.secret}`)).data).toMatchObject({
      me: { name: people.name, role: 'OPERATOR', scopes: ['PEOPLE'], email: null },
    });
  });

  it('have keys that expire, rotate with an overlap, and are revoked at once, also on open sockets', async () => {
    const past = await w.ask(
      'mutation { createApiKey(input: { name: "past", role: ANALYST, expiresAt: "2020-01-01T00:00:00Z" }) { secret } }',
    );
    expect(codeOf(past)).toBe('INVALID_INPUT');
    const first = await make({ role: 'ANALYST' });
    const rotated = await w.graph<{ rotateApiKey: { secret: string } }>(
      'mutation ($name: String!) { rotateApiKey(name: $name, overlapHours: 1) { secret key { formerUntil } } }',
      { name: first.name },
    );
    const second = rotated.rotateApiKey.secret;
    expect(
      await Promise.all([first.secret, second].map((one) => as(one, '{ platforms { total } }'))),
    ).toEqual([200, 200]);
    const client = webSocketClient(url, second);
    const closed = new Promise<unknown>((resolve) => client.on('closed', resolve));
    const events = client.iterate({ query: 'subscription { alarmRaised { id } }' });
    const ended = events.next().then(
      () => 'an event',
      () => 'ended',
    );
    await new Promise<void>((resolve) => client.on('opened', () => resolve()));
    await w.graph('mutation ($name: String!) { revokeApiKey(name: $name) { name } }', { name: first.name });
    expect(await closed).toMatchObject({ code: 4403 });
    expect(await ended).toBe('ended');
    expect(
      await Promise.all([first.secret, second].map((one) => as(one, '{ platforms { total } }'))),
    ).toEqual([401, 401]);
    await client.dispose();
  });

  it('of partners read what their platform may, and change nothing', async () => {
    const key = await make({ role: 'PARTNER', platformId: await platformIdOf('Beta Mobil') });
    expect((await w.ask(ME, {}, `Bearer ${key.secret}`)).data).toMatchObject({
      me: { parties: ['DE/BET'] },
    });
    expect(await as(key.secret, '{ sessions { total } tokens { total } }')).toBe(200);
    expect(await as(key.secret, 'mutation { setHubPolicy(input: {}) { preset } }')).toBe(403);
  });

  it('the key of the configuration stays, and so does the last operator', async () => {
    expect(codeOf(await w.ask('mutation { revokeApiKey(name: "admin") { name } }'))).toBe('CONFLICT');
    expect((await w.ask(ME, {}, `Bearer ${ADMIN_KEY}`)).data).toMatchObject({
      me: { name: 'admin', role: 'OPERATOR' },
    });
  });
});
