/**
 * Every field of the graph has a rule, and without one it is closed: asked of the committed supergraph, field by field
 * and role by role, and at the door of a running hub.
 */
import type { Principal } from '@chargesphere/schema';
import { buildSchema, isObjectType } from 'graphql';
import {
  accessPolicy,
  audienceOf,
  groupOf,
  groups,
  idleRows,
  mayUse,
  type Group,
} from '../src/access.rules.js';
import { readContract } from '../src/supergraph.js';
import { Browser, codeOf } from './people.browser.js';
import { world, type World } from './world.js';

const roots = ['Query', 'Mutation', 'Subscription'];

const coordinates = async (): Promise<Set<string>> => {
  const supergraph = buildSchema(await readContract('supergraph.graphql'), { assumeValid: true });
  const types = Object.values(supergraph.getTypeMap()).filter(isObjectType);
  return new Set(
    types
      .filter(({ name }) => !name.startsWith('__'))
      .flatMap((type) => Object.keys(type.getFields()).map((field) => `${type.name}.${field}`)),
  );
};

describe('the rules of access', () => {
  let all: Set<string>;
  beforeAll(async () => {
    all = await coordinates();
  });

  it('HUB-030 name every field of the supergraph, root fields one by one, and nothing that is not there', () => {
    expect([...all].filter((coordinate) => groupOf(coordinate) === undefined)).toEqual([]);
    expect(idleRows(all)).toEqual([]);
    expect(all.size).toBeGreaterThan(800);
  });

  it('HUB-030 close to everybody what they do not name', () => {
    for (const audience of [
      'OPERATOR',
      'OPERATOR READ WRITE',
      'ANALYST',
      'PARTNER',
      'HOST',
      'FRESH',
      'NOBODY',
    ])
      for (const coordinate of ['Query.somethingNew', 'Mutation.somethingNew', 'NewType.field'])
        expect([audience, coordinate, mayUse(audience, coordinate)]).toEqual([audience, coordinate, false]);
  });

  /** Everything a group may use of what is a root. */
  const open = (audience: string): string[] =>
    [...all].filter((one) => roots.includes(one.split('.')[0] ?? '') && mayUse(audience, one));
  const isOf = (of: Group[]) => (coordinate: string) => of.includes(groupOf(coordinate) as Group);

  it('open to each role what its groups say, field by field', () => {
    const told = (audience: string) => [...new Set(open(audience).map((one) => groupOf(one)))].sort();
    expect(told('NOBODY')).toEqual(['PUBLIC']);
    expect(told('FRESH')).toEqual(['KNOWN', 'PUBLIC']);
    expect(told('HOST')).toEqual(['KNOWN', 'PUBLIC']);
    expect(told('PARTNER')).toEqual(['KNOWN', 'PARTIES', 'PUBLIC', 'READERS']);
    expect(told('ANALYST')).toEqual(['KNOWN', 'PUBLIC', 'READERS', 'STAFF']);
    expect(open('OPERATOR').length).toBe(
      [...all].filter((one) => roots.includes(one.split('.')[0] ?? '')).length,
    );
    // Who is no operator changes nothing but what is its own; partners may dispute what they pay.
    for (const audience of ['HOST', 'PARTNER', 'ANALYST'])
      expect(
        open(audience)
          .filter((one) => one.startsWith('Mutation.'))
          .every(isOf(audience === 'PARTNER' ? ['PUBLIC', 'KNOWN', 'PARTIES'] : ['PUBLIC', 'KNOWN'])),
      ).toBe(true);
  });

  it('narrow keys to their scopes', () => {
    const kinds = (audience: string) =>
      [
        ...new Set(
          open(audience)
            .filter((one) => !isOf(['PUBLIC', 'KNOWN'])(one))
            .map((one) => one.split('.')[0]),
        ),
      ].sort();
    expect(kinds('OPERATOR READ')).toEqual(['Query', 'Subscription']);
    expect(kinds('OPERATOR WRITE')).toEqual(['Mutation']);
    expect(kinds('ANALYST WRITE')).toEqual([]);
    const people = open('OPERATOR PEOPLE').filter((one) => !isOf(['PUBLIC', 'KNOWN'])(one));
    expect(people.every(isOf(['PEOPLE']))).toBe(true);
    expect(people.length).toBeGreaterThan(5);
    expect(open('OPERATOR READ WRITE').some(isOf(['PEOPLE', 'MONEY']))).toBe(false);
    for (const { scope, roles } of Object.values(groups)) if (scope) expect(roles).toEqual(['OPERATOR']);
  });

  it('know every principal by its role', () => {
    const platform: Principal = { kind: 'platform', platformId: '7', roles: [] };
    expect(audienceOf({ kind: 'anonymous' })).toBe('NOBODY');
    expect(audienceOf({ kind: 'system', name: 'adapter' })).toBe('NOBODY');
    expect(audienceOf({ kind: 'operator', name: 'local' })).toBe('OPERATOR');
    expect(audienceOf(platform)).toBe('PARTNER');
    expect(audienceOf({ ...platform, bearer: { role: 'HOST', account: '1' } })).toBe('HOST');
    expect(
      audienceOf({ kind: 'operator', name: 'x', readsOnly: true, bearer: { role: 'ANALYST', key: 'x' } }),
    ).toBe('ANALYST');
    expect(
      audienceOf({ kind: 'operator', name: 'x', bearer: { role: 'OPERATOR', mustChangePassword: true } }),
    ).toBe('FRESH');
    expect(
      audienceOf({ kind: 'operator', name: 'x', bearer: { role: 'OPERATOR', scopes: ['WRITE', 'READ'] } }),
    ).toBe('OPERATOR READ WRITE');
  });

  it('let nobody in by more than what begins a login', () => {
    const publicOnes = [...all].filter(
      (one) => groupOf(one) === 'PUBLIC' && roots.includes(one.split('.')[0] ?? ''),
    );
    expect(publicOnes.map((one) => one.split('.')[1]).sort()).toEqual([...accessPolicy.publicFields].sort());
    expect([...accessPolicy.publicFields].sort()).toEqual(
      ['acceptInvitation', 'logIn', 'me', 'requestPasswordReset', 'resetPassword'].sort(),
    );
  });
});

describe('the first start', () => {
  let w: World;
  beforeAll(async () => {
    w = await world({ env: { HUB_ADMIN_EMAIL: 'anna@example.com' } });
  });
  afterAll(() => w.close());

  it('makes an administrator with a one-time password, who chooses another before anything else', async () => {
    const { newAdministrator, port } = w.hub;
    expect(newAdministrator).toMatchObject({ email: 'anna@example.com' });
    const { password = '' } = newAdministrator ?? {};
    const browser = new Browser(`http://127.0.0.1:${port}/graphql`);
    const { data } = await browser.logIn('anna@example.com', password);
    expect(data.logIn).toMatchObject({ role: 'OPERATOR', mustChangePassword: true });
    const early = await browser.ask('{ platforms { total } }');
    expect([early.http, codeOf(early)]).toEqual([403, 'FORBIDDEN']);
    expect(early.errors[0]?.message).toContain('changePassword');
    const chosen = await browser.ask(
      'mutation ($current: String!) { changePassword(current: $current, password: "a password of my own") }',
      { current: password },
    );
    expect(chosen.data).toEqual({ changePassword: true });
    let http = 403;
    for (let asked = 0; http === 403 && asked < 500; asked += 1)
      http = (await browser.ask('{ platforms { total } }')).http;
    expect(http).toBe(200);
    expect(codeOf(await new Browser(browser.url).logIn('anna@example.com', password))).toBe('FORBIDDEN');
  });

  it('tells nobody anything of the schema', async () => {
    const url = `http://127.0.0.1:${w.hub.port}/graphql`;
    const asked = [
      '{ nothingOfTheKind }',
      '{ me { nothingOfTheKind } }',
      '{ me { name } hub { ref } }',
      'query { ...on Query { me { name } } }',
      '{ __schema { types { name } } }',
      'mutation { logIn { name } }',
      '{ me { name',
    ];
    for (const query of asked) {
      const answer = await new Browser(url).ask(query);
      expect([query, answer.http, codeOf(answer)]).toEqual([query, 401, 'UNAUTHENTICATED']);
    }
    const long = await new Browser(url).ask(`{ me { name } } # ${'x'.repeat(20_000)}`);
    expect(long.http).toBe(413);
  });
});
