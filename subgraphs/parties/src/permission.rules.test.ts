import { sharedModules } from '@chargesphere/schema';
import fc from 'fast-check';
import {
  agreedModules,
  initialPolicy,
  modulesIn,
  pairOf,
  standingOf,
  type Policy,
  type Standing,
  type Terms,
} from './permission.rules.js';
import { pairsOf, PermissionSnapshot, type Residence } from './permission.snapshot.js';

const closed: Policy = { ...initialPolicy, preset: 'CLOSED' };
const terms = (modules: string[] | null, more: Partial<Terms> = {}): Terms => ({
  isActive: true,
  modules,
  standingChangedAt: null,
  ...more,
});
const agreement = (a: string, b: string, modules: string[] | null, more: Partial<Terms> = {}) => ({
  a,
  b,
  ...terms(modules, more),
});
const lives = (party: string, platformId: string, role = 'CPO', isSuspended = false): Residence => ({
  party,
  platformId,
  role,
  isSuspended,
});
const at = (day: number) => new Date(Date.UTC(2026, 0, day));

/** Two operators on one platform, two eMSPs on platforms of their own. */
const residences = [
  lives('NL/TNM', 'one'),
  lives('BE/BEC', 'one'),
  lives('DE/EMP', 'two', 'EMSP'),
  lives('FR/EMS', 'three', 'EMSP'),
];
const snapshot = (
  policy: Policy,
  agreements: Parameters<typeof pairsOf>[0] = [],
  where: Residence[] = residences,
) => new PermissionSnapshot(policy, pairsOf(agreements), where, 'NL/HUB');

describe('what may pass between two parties', () => {
  it('HUB-032 lets everything pass in a new installation, until an agreement narrows it', () => {
    expect(snapshot(initialPolicy).mayPass('NL/TNM', 'DE/EMP', 'cdrs')).toBe(true);
    const narrowed = snapshot(initialPolicy, [agreement('DE/EMP', 'NL/TNM', ['locations'])]);
    expect(narrowed.passage('nl/tnm', 'de/emp', 'Locations')).toBe('ALLOWED');
    expect(narrowed.passage('DE/EMP', 'NL/TNM', 'cdrs')).toBe('FORBIDDEN_MODULE');
    expect(narrowed.passage('FR/EMS', 'NL/TNM', 'cdrs')).toBe('ALLOWED');
  });

  it('HUB-032 lets nothing pass by default where the preset is CLOSED, E25 or E26 by configuration', () => {
    expect(snapshot(closed).passage('NL/TNM', 'DE/EMP', 'cdrs')).toBe('HIDDEN');
    expect(snapshot({ ...closed, strangers: 'PLANNED' }).passage('NL/TNM', 'DE/EMP', 'cdrs')).toBe('PLANNED');
    expect(snapshot({ ...closed, strangers: 'PLANNED' }).passage('NL/TNM', 'XX/XXX', 'cdrs')).toBe('HIDDEN');
    const agreed = snapshot(closed, [agreement('DE/EMP', 'NL/TNM', ['cdrs'])]);
    expect(agreed.passage('NL/TNM', 'DE/EMP', 'cdrs')).toBe('ALLOWED');
    expect(agreed.passage('NL/TNM', 'DE/EMP', 'tokens')).toBe('FORBIDDEN_MODULE');
    expect(agreed.passage('NL/TNM', 'FR/EMS', 'cdrs')).toBe('HIDDEN');
  });

  it('HUB-032 forgets an agreement that ended, and keeps a pair apart that agreed on nothing', () => {
    const ended = agreement('DE/EMP', 'NL/TNM', ['cdrs'], { isActive: false });
    expect(snapshot(closed, [ended]).passage('NL/TNM', 'DE/EMP', 'cdrs')).toBe('HIDDEN');
    expect(snapshot(initialPolicy, [ended]).passage('NL/TNM', 'DE/EMP', 'tokens')).toBe('ALLOWED');
    const apart = snapshot(initialPolicy, [agreement('DE/EMP', 'NL/TNM', [])]);
    expect(apart.passage('NL/TNM', 'DE/EMP', 'cdrs')).toBe('HIDDEN');
  });

  it('HUB-032 parts neither the parties of one platform nor anybody from the hub', () => {
    expect(snapshot(closed).mayPass('NL/TNM', 'BE/BEC', 'cdrs')).toBe(true);
    expect(snapshot(closed).mayPass('NL/TNM', 'NL/HUB', 'cdrs')).toBe(true);
    const left = [lives('NL/TNM', 'one'), lives('BE/BEC', 'one', 'CPO', true)];
    expect(snapshot(closed, [], left).mayPass('NL/TNM', 'BE/BEC', 'cdrs')).toBe(false);
  });

  it('takes the modules that are routed, in any spelling, and each once', () => {
    expect(modulesIn(undefined)).toBeNull();
    expect(modulesIn(['Tariffs', ' locations', 'tariffs'])).toEqual(['locations', 'tariffs']);
    expect(modulesIn([])).toEqual([]);
    expect(agreedModules).toEqual(expect.arrayContaining([...sharedModules, 'commands', 'booking']));
    for (const bad of ['credentials', 'hubclientinfo', 'location', ''])
      expect(() => modulesIn([bad])).toThrow('is no module two parties can agree on; name some of');
  });

  it('TRN-087 names a pair in one way, and nothing that is none', () => {
    expect(pairOf('nl/tnm', 'DE/EMP')).toEqual(['DE/EMP', 'NL/TNM']);
    expect(() => pairOf('NL/TNM', 'nl/tnm')).toThrow('NL/TNM cannot have an agreement with itself');
    for (const bad of ['', 'NL', 'NL/', 'NL/TNM/1'])
      expect(() => pairOf(bad, 'DE/EMP')).toThrow('is no party; write its country code and party id');
  });
});

describe('what parties see of each other', () => {
  it('HUB-033 a platform with several parties sees what any of them sees', () => {
    const one = snapshot(closed, [agreement('BE/BEC', 'DE/EMP', ['cdrs'])]);
    const sight = one.sight(['NL/TNM', 'BE/BEC']);
    expect(sight.others.standing).toBe('HIDDEN');
    expect([...sight.except.keys()].sort()).toEqual(['BE/BEC', 'DE/EMP', 'NL/TNM']);
    expect([...one.sight(['NL/TNM']).except.keys()].sort()).toEqual(['BE/BEC', 'NL/TNM']);
    const open = snapshot(initialPolicy, [agreement('DE/EMP', 'NL/TNM', [])]);
    expect(open.sight(['NL/TNM']).except.get('DE/EMP')?.standing).toBe('HIDDEN');
    expect(open.sight(['NL/TNM', 'BE/BEC']).except.size).toBe(0);
  });

  it('HUB-033 has nothing to say where nothing narrows', () => {
    expect(snapshot(initialPolicy).reach(['NL/TNM'])).toBeUndefined();
    expect(snapshot(initialPolicy, [agreement('DE/EMP', 'NL/TNM', null)]).reach(['NL/TNM'])).toBeUndefined();
    expect(
      snapshot(initialPolicy, [agreement('DE/EMP', 'NL/TNM', ['locations', 'tariffs', 'tokens'])]).reach([
        'NL/TNM',
      ]),
    ).toBeUndefined();
  });

  it('HUB-032 says per module whose objects for everybody are in reach', () => {
    const narrowed = [agreement('DE/EMP', 'NL/TNM', ['locations'])];
    expect(snapshot(initialPolicy, narrowed).reach(['DE/EMP'])).toEqual({
      others: true,
      listed: { tariffs: ['NL/TNM'], tokens: ['NL/TNM'] },
    });
    expect(snapshot(closed, narrowed).reach(['DE/EMP'])).toEqual({
      others: false,
      listed: { locations: ['DE/EMP', 'NL/TNM'], tariffs: ['DE/EMP'], tokens: ['DE/EMP'] },
    });
    expect(snapshot(closed).reach([])).toEqual({ others: false, listed: {} });
  });

  it('HUB-053 takes the objects of an owner out of reach that is SUSPENDED in every role in which it owns them', () => {
    const where = (...own: Residence[]) => [...own, lives('DE/EMP', 'two', 'EMSP')];
    const gone = where(lives('NL/TNM', 'one', 'CPO', true));
    expect(snapshot(initialPolicy, [], gone).reach(['DE/EMP'])).toEqual({
      others: true,
      listed: { locations: ['NL/TNM'], tariffs: ['NL/TNM'] },
    });
    const stillEmsp = where(lives('NL/TNM', 'one', 'CPO', true), lives('NL/TNM', 'one', 'EMSP'));
    expect(snapshot(initialPolicy, [], stillEmsp).reach(['DE/EMP'])?.listed.tokens).toBeUndefined();
    const stillOperator = where(lives('NL/TNM', 'one', 'CPO', true), lives('NL/TNM', 'one', 'NAP'));
    expect(snapshot(initialPolicy, [], stillOperator).reach(['DE/EMP'])).toBeUndefined();
    const agreed = [agreement('DE/EMP', 'NL/TNM', null)];
    expect(snapshot(closed, agreed, gone).reach(['DE/EMP'])?.listed.locations).toEqual(['DE/EMP']);
  });

  it('HCI-010 knows since when two parties are what they are to each other', () => {
    const policy: Policy = {
      ...closed,
      strangers: 'PLANNED',
      presetChangedAt: at(3),
      strangersChangedAt: at(2),
    };
    const agreed = agreement('DE/EMP', 'NL/TNM', null, { standingChangedAt: at(5) });
    const since = (sight: ReturnType<PermissionSnapshot['sight']>, party: string) =>
      new Date((sight.except.get(party) ?? sight.others).since_ms);
    expect(since(snapshot(policy).sight(['DE/EMP']), 'NL/TNM')).toEqual(at(3));
    expect(since(snapshot(policy, [agreed]).sight(['DE/EMP']), 'NL/TNM')).toEqual(at(5));
    expect(
      since(
        snapshot(policy, [{ ...agreed, isActive: false, standingChangedAt: at(9) }]).sight(['DE/EMP']),
        'NL/TNM',
      ),
    ).toEqual(at(9));
    // A platform sees a party since the first of its own did, and ceases to when the last of them does.
    const two = [agreed, agreement('FR/EMS', 'NL/TNM', null, { standingChangedAt: at(4) })];
    expect(since(snapshot(policy, two).sight(['DE/EMP', 'FR/EMS']), 'NL/TNM')).toEqual(at(4));
    const neither = two.map((one) => ({ ...one, isActive: false }));
    expect(since(snapshot(policy, neither).sight(['DE/EMP', 'FR/EMS']), 'NL/TNM')).toEqual(at(5));
  });
});

describe('laws', () => {
  const refs = ['NL/AAA', 'NL/BBB', 'DE/CCC', 'DE/DDD', 'FR/EEE'];
  const party = fc.constantFrom(...refs);
  const modules = fc.option(fc.subarray(['locations', 'tariffs', 'tokens', 'cdrs']), { nil: null });
  const worlds = fc
    .record({
      preset: fc.constantFrom('OPEN', 'CLOSED'),
      strangers: fc.constantFrom('HIDDEN', 'PLANNED'),
      agreements: fc.uniqueArray(fc.record({ a: party, b: party, modules, isActive: fc.boolean() }), {
        selector: ({ a, b }) => [a, b].sort().join(),
      }),
      platforms: fc.array(fc.constantFrom('one', 'two', 'three'), { minLength: 5, maxLength: 5 }),
      suspended: fc.subarray(refs),
    })
    .map(({ preset, strangers, agreements, platforms, suspended }) =>
      snapshot(
        { ...initialPolicy, preset, strangers },
        agreements.filter(({ a, b }) => a !== b).map((one) => ({ ...one, standingChangedAt: null })),
        refs.map((ref, i) => lives(ref, platforms[i] ?? 'one', 'CPO', suspended.includes(ref))),
      ),
    );

  it('HUB-033 two parties are the same to each other, and what passes one way passes the other way', () => {
    fc.assert(
      fc.property(worlds, party, party, fc.constantFrom(...agreedModules), (world, a, b, module) => {
        expect(world.standing(a, b)).toBe(world.standing(b, a));
        expect(world.passage(a, b, module)).toBe(world.passage(b, a, module));
      }),
    );
  });

  it('HUB-033 nothing passes between parties that do not see each other, and strangers see no one', () => {
    fc.assert(
      fc.property(worlds, party, party, (world, a, b) => {
        const passing = agreedModules.filter((module) => world.mayPass(a, b, module));
        expect(world.standing(a, b) === 'VISIBLE').toBe(passing.length > 0);
      }),
    );
  });

  it('HUB-033 sight and reach say of every party what standing and passage say of it', () => {
    fc.assert(
      fc.property(worlds, fc.uniqueArray(party, { minLength: 1 }), party, (world, viewers, other) => {
        const { others, except } = world.sight(viewers);
        const standings = viewers.map((viewer) => world.standing(viewer, other));
        const best: Standing = standings.includes('VISIBLE') ? 'VISIBLE' : (standings[0] ?? 'HIDDEN');
        expect((except.get(other) ?? others).standing).toBe(best);
        const reach = world.reach(viewers);
        for (const module of sharedModules) {
          const isListed = (reach?.listed[module] ?? []).includes(other);
          const isInReach = reach ? reach.others !== isListed : true;
          const passes = viewers.some((viewer) => world.mayPass(viewer, other, module));
          // Whoever is SUSPENDED is out of everybody's reach, and nothing else keeps out what may pass.
          if (!passes) expect(isInReach).toBe(false);
          else if (!isInReach)
            expect(
              world.partiesOf('one').concat(world.partiesOf('two'), world.partiesOf('three')),
            ).not.toContain(other);
        }
      }),
    );
  });

  it('HUB-032 narrowing an agreement lets nothing new pass', () => {
    fc.assert(
      fc.property(modules, modules, fc.constantFrom(...agreedModules), (some, fewer, module) => {
        const both = (fewer ?? agreedModules).filter((one) => (some ?? agreedModules).includes(one));
        for (const policy of [initialPolicy, closed]) {
          const passes = (wanted: string[] | null) =>
            snapshot(policy, [agreement('DE/EMP', 'NL/TNM', wanted)]).mayPass('NL/TNM', 'DE/EMP', module);
          if (passes(both)) expect(passes(some)).toBe(true);
        }
      }),
    );
  });

  it('HUB-032 a standing follows from policy and terms alone', () => {
    expect(standingOf(initialPolicy, undefined)).toBe('VISIBLE');
    expect(standingOf(initialPolicy, terms([]))).toBe('HIDDEN');
    expect(standingOf(closed, terms(null))).toBe('VISIBLE');
    expect(standingOf({ ...closed, strangers: 'PLANNED' }, terms(null, { isActive: false }))).toBe('PLANNED');
  });
});
