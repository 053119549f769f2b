/** Objects of pulled pages that cannot be accepted, and what a full list does not hold any more. */
import { Problem } from '@chargesphere/schema';
import { samples } from '@chargesphere/simulator';
import { ListPartner, locations } from './list-partner.js';
import { pullLimits } from './pull-limits.js';
import type { World } from './world.js';
import { world } from './world.js';

const TNM = { country_code: 'NL', party_id: 'TNM' };
let w: World;

beforeEach(async () => {
  w = await world({ limits: pullLimits });
});
afterEach(() => w.close());

describe('TRN-031 one broken object never loses a page', () => {
  it('TRN-085, TRN-086 it is set apart with pointer and reason, whatever is wrong with it', async () => {
    const lists = await ListPartner.open(w.graph, ['CPO NL/TNM', 'EMSP NL/XYZ']);
    const [good, incomplete, foreign, otherRole, nameless, odd] = locations(6);
    const deep = JSON.parse(`${'['.repeat(100)}${']'.repeat(100)}`) as unknown;
    lists.objects = [
      good,
      { ...incomplete, coordinates: undefined, address: undefined },
      { ...foreign, party_id: 'ABC' },
      { ...otherRole, party_id: 'XYZ' },
      null,
      'LOC9',
      { ...nameless, country_code: 7 },
      { ...odd, name: 'half a pair \uD800' },
      { ...odd, id: 'DEEP', extra: deep },
      { ...odd, id: 'LAST' },
    ];
    const pull = await lists.pulled();
    expect(pull).toMatchObject({ status: 'DONE', seen: 10, stored: 2 });
    expect([...w.graph.documents.Location.keys()]).toEqual(['NL/TNM/LOC1', 'NL/TNM/LAST']);
    expect(pull.quarantine.map(({ index, ref, pointer, code }) => [index, ref, pointer, code])).toEqual([
      [1, 'NL/TNM/LOC2', '/address', 'MISSING'],
      [2, 'NL/ABC/LOC3', '/party_id', 'FOREIGN_OWNER'],
      [3, 'NL/XYZ/LOC4', '/party_id', 'FOREIGN_OWNER'],
      [4, undefined, '', 'WRONG_TYPE'],
      [5, undefined, '', 'WRONG_TYPE'],
      [6, undefined, '/country_code', 'WRONG_TYPE'],
      [7, 'NL/TNM/LOC6', '', 'NOT_PRINTABLE'],
      [8, 'NL/TNM/DEEP', '', 'WRONG_TYPE'],
    ]);
    expect(pull.quarantine.map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/^address .* And 1 more\.$/),
      'NL/ABC is not a party of Partner in the role CPO or NAP, so the object is not its to send.',
      'NL/XYZ is not a party of Partner in the role CPO or NAP, so the object is not its to send.',
      'A list of objects holds something else.',
      'A list of objects holds something else.',
      expect.any(String),
      'The object holds U+0000 or half a surrogate pair; OCPI strings are printable text.',
      'The object nests deeper than 64 levels.',
    ]);
    expect(pull.quarantine[0]?.document).toMatchObject({ id: 'LOC2', city: 'Amsterdam' });
    expect(pull.quarantine[7]).not.toHaveProperty('document');
    await lists.close();
  });

  it('and one the hub itself stumbles over is set apart after a second attempt', async () => {
    const lists = await ListPartner.open(w.graph, 'CPO NL/TNM');
    lists.objects = locations(1);
    w.graph.failing.set('PutLocation', new Error('A bug.'));
    expect(await lists.pulled()).toMatchObject({
      status: 'DONE',
      stored: 0,
      quarantine: [{ index: 0, ref: 'NL/TNM/LOC1', pointer: '', code: 'INTERNAL' }],
    });
    await lists.close();
  });

  it('but a store that does not answer brings the page back', async () => {
    const lists = await ListPartner.open(w.graph, 'CPO NL/TNM');
    lists.objects = locations(15);
    w.graph.failing.set('PutLocation', new Problem('UNAVAILABLE', 'The database does not answer.'));
    void w.graph.reached('KeepPull').then(() => w.graph.failing.delete('PutLocation'));
    expect(await lists.pulled()).toMatchObject({ status: 'DONE', seen: 15, stored: 15, quarantine: [] });
    expect(lists.offsets).toEqual([0, 0, 10]);
    await lists.close();
  });
});

describe('TRN-048, TAR-004 what a full list of tariffs does not hold', () => {
  let lists: ListPartner;
  const tariffs = (...ids: string[]) => ids.map((id) => samples.tariff({ ...TNM, id }));
  const left = () => [...w.graph.documents.Tariff.keys()];

  beforeEach(async () => {
    lists = await ListPartner.open(w.graph, 'CPO NL/TNM', { module: 'tariffs' });
    lists.objects = tariffs('A', 'B', 'C');
    await lists.pulled('tariffs');
    w.graph.documents.Tariff.set(
      'DE/OTH/A',
      samples.tariff({ country_code: 'DE', party_id: 'OTH', id: 'A' }),
    );
  });
  afterEach(() => lists.close());

  it('is withdrawn, of this platform only', async () => {
    lists.objects = tariffs('b');
    expect(await lists.pulled('tariffs')).toMatchObject({ status: 'DONE', withdrawn: 2, remark: null });
    expect(left()).toEqual(['NL/TNM/B', 'DE/OTH/A']);
  });

  it('stays after an incremental pull', async () => {
    lists.objects = [];
    const more = { mode: 'INCREMENTAL', dateFrom: '2026-11-01T00:00:00Z' };
    expect(await lists.pulled('tariffs', more)).toMatchObject({ status: 'DONE', withdrawn: 0 });
    expect(left()).toHaveLength(4);
  });

  it('stays when it is on the list but broken', async () => {
    lists.objects = [...tariffs('A', 'B'), { ...TNM, id: 'C', currency: 7 }];
    expect(await lists.pulled('tariffs')).toMatchObject({ withdrawn: 0, quarantine: [{ ref: 'NL/TNM/C' }] });
    expect(left()).toHaveLength(4);
  });

  it.each([
    ['the list is empty', () => (lists.objects = []), /3 tariffs .* because the list was empty/],
    ['an object has no name', () => (lists.objects = [...tariffs('A'), {}]), /does not say who it is/],
    [
      'the list ends before it should',
      () => {
        lists.objects = tariffs('A');
        lists.headers = (headers) => ({ ...headers, 'X-Total-Count': '3' });
      },
      /did not hold as many objects as it counts/,
    ],
  ])('stays while there is doubt: %s', async (_, arrange, remark) => {
    arrange();
    expect(await lists.pulled('tariffs')).toMatchObject({
      status: 'DONE',
      withdrawn: 0,
      remark: expect.stringMatching(remark),
    });
    expect(left()).toHaveLength(4);
  });

  it('stays when the pull was interrupted', async () => {
    lists.objects = tariffs('A');
    const position = { pages: 1, party: 'NL/TNM', nextUrl: `${lists.origin}/tariffs?offset=0`, offset: 0 };
    expect(await lists.pulled('tariffs', position)).toMatchObject({
      withdrawn: 0,
      remark: expect.stringContaining('because the pull was interrupted'),
    });
  });

  it('stays when it came while the list was read', async () => {
    lists.instead = () => {
      w.graph.documents.Tariff.set('NL/TNM/PUSHED', samples.tariff({ ...TNM, id: 'PUSHED' }));
      return false;
    };
    expect(await lists.pulled('tariffs')).toMatchObject({ withdrawn: 0, remark: null });
  });
});
