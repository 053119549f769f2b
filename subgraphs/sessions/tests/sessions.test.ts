/** Sessions pushed and read through the graph, on real PostgreSQL. */
import type { Caller, JsonObject, Session } from '@chargesphere/schema';
import {
  anonymous,
  codeOf,
  cpo,
  emsp,
  operator,
  otherCpo,
  otherEmsp,
  party,
  problemOf,
} from '../../../tests/setup/graph.js';
import { at, period, session, token, World } from './world.js';

const REF = 'NL/TNM/101';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());
beforeEach(() => world.empty());

describe('a Session that is pushed', () => {
  it('SES-001 is created by PUT and changed by PATCH', async () => {
    expect(await world.put(session())).toEqual({ ref: REF, outcome: 'CREATED' });
    expect(await world.patch(REF, { kwh: 2.5, status: 'COMPLETED', last_updated: at(1) })).toEqual({
      ref: REF,
      outcome: 'REPLACED',
    });
    expect(await world.document()).toEqual(session({ kwh: 2.5, status: 'COMPLETED', last_updated: at(1) }));
  });

  it('SES-001 keeps the newer one when an older message comes late', async () => {
    await world.put(session({ kwh: 9, last_updated: at(5) }));
    expect((await world.put(session({ kwh: 1, last_updated: at(4) }))).outcome).toBe('OLDER');
    expect((await world.patch(REF, { kwh: 1, last_updated: at(4) })).outcome).toBe('OLDER');
    expect((await world.document())?.kwh).toBe(9);
  });

  it('SES-015 may be RESERVED, which is kept as RESERVATION', async () => {
    await world.put(session({ status: 'RESERVED', evse_uid: '#NA', connector_id: '#NA' }));
    expect((await world.document())?.status).toBe('RESERVATION');
    expect(await world.find({ status: ['RESERVATION'] })).toEqual(['101']);
    await world.patch(REF, { status: 'ACTIVE', last_updated: at(1) });
    await world.patch(REF, { status: 'RESERVED', last_updated: at(2) });
    expect((await world.document())?.status).toBe('RESERVATION');
  });

  it('SES-015 names no EVSE and no connector while a reservation has none', async () => {
    const shown = 'location { ref } evse { ref } connector { ref }';
    await world.put(session({ status: 'RESERVATION', evse_uid: '#NA', connector_id: '#NA' }));
    expect(await world.show(shown)).toEqual({
      location: { ref: 'NL/TNM/LOC1' },
      evse: null,
      connector: null,
    });
    await world.put(session({ last_updated: at(1) }));
    expect(await world.show(shown)).toEqual({
      location: { ref: 'NL/TNM/LOC1' },
      evse: { ref: 'NL/TNM/LOC1/3256' },
      connector: { ref: 'NL/TNM/LOC1/3256/1' },
    });
  });

  it('SES-004 TRN-087 has one key in any case, which a PATCH does not change', async () => {
    await world.put(session());
    expect(await world.put(session({ party_id: 'tnm', last_updated: at(1) }))).toEqual({
      ref: 'NL/tnm/101',
      outcome: 'REPLACED',
    });
    expect(await codeOf(world.patch(REF, { id: '102', last_updated: at(2) }))).toBe('INVALID_DOCUMENT');
    expect(await codeOf(world.patch(REF, { party_id: 'OTH', last_updated: at(2) }))).toBe('INVALID_DOCUMENT');
    expect(await world.find({})).toEqual(['101']);
  });

  it('HUB-030 is of a party of the sender in the role CPO, or refused', async () => {
    await world.put(session());
    for (const as of [otherCpo, emsp, party('NL/TNM', 'EMSP')]) {
      expect(await codeOf(world.put(session({ last_updated: at(1) }), as))).toBe('FORBIDDEN');
      expect(await codeOf(world.patch(REF, { kwh: 9, last_updated: at(1) }, as))).toBe('FORBIDDEN');
    }
    expect(await codeOf(world.put(session(), anonymous))).toBe('UNAUTHENTICATED');
    expect(await codeOf(world.patch(REF, { kwh: 9, last_updated: at(1) }, anonymous))).toBe(
      'UNAUTHENTICATED',
    );
    expect(await world.document()).toEqual(session());
  });

  it('is refused by E12 when a field is missing or wrong, and by E17 when a PATCH has nothing to change', async () => {
    const wrong = session({ status: 'SLEEPING', kwh: 'much' });
    delete wrong['currency'];
    const { code, violations } = await problemOf(world.put(wrong));
    expect(code).toBe('INVALID_DOCUMENT');
    expect(violations.map(({ pointer }) => pointer).toSorted()).toEqual(['/currency', '/kwh', '/status']);
    expect(await codeOf(world.patch(REF, { kwh: 2, last_updated: at(1) }))).toBe('NOT_FOUND');
    expect(await world.find({})).toEqual([]);
  });
});

describe('the charging periods of a Session', () => {
  const starts = async (): Promise<string[]> =>
    (await world.document())?.charging_periods?.map(({ start_date_time }) => start_date_time) ?? [];
  beforeEach(() => world.put(session({ charging_periods: [period(0), period(1)] })));

  it('SES-040 are replaced by a PUT, and emptied by one that has none', async () => {
    await world.put(session({ charging_periods: [period(2)], last_updated: at(1) }));
    expect(await starts()).toEqual([at(2)]);
    await world.put(session({ charging_periods: [], last_updated: at(2) }));
    expect(await starts()).toEqual([]);
    await world.put(session({ charging_periods: [period(2)], last_updated: at(3) }));
    await world.put(session({ last_updated: at(4) }));
    expect(await world.document()).toEqual(session({ last_updated: at(4) }));
  });

  it('SES-043 go away by a PUT and not by a PATCH', async () => {
    await world.patch(REF, { charging_periods: [period(1)], last_updated: at(1) });
    expect(await starts()).toEqual([at(0), at(1)]);
    await world.put(session({ charging_periods: [period(1)], last_updated: at(2) }));
    expect(await starts()).toEqual([at(1)]);
  });

  it('SES-044 stay as they are when a PATCH has none, an empty list or null', async () => {
    let minute = 1;
    for (const patch of [{ kwh: 2 }, { charging_periods: [] }, { charging_periods: null }]) {
      expect((await world.patch(REF, { ...patch, last_updated: at(minute++) })).outcome).toBe('REPLACED');
      expect(await starts()).toEqual([at(0), at(1)]);
    }
    expect(await world.document()).toMatchObject({ kwh: 2, last_updated: at(3) });
  });

  it('SES-041 SES-045 are added to by a PATCH of the Session, in the order in which they come', async () => {
    await world.patch(REF, { charging_periods: [period(2), period(3)], kwh: 7, last_updated: at(1) });
    expect(await starts()).toEqual([at(0), at(1), at(2), at(3)]);
    expect((await world.document())?.kwh).toBe(7);
  });

  it('SES-046 are not doubled by a PATCH that comes twice, and replaced by one with the same start', async () => {
    const patch = { charging_periods: [period(1, 9), period(2)], last_updated: at(1) };
    await world.patch(REF, patch);
    await world.patch(REF, patch);
    expect((await world.document())?.charging_periods).toEqual([period(0), period(1, 9), period(2)]);
  });

  it('SES-046 are all kept when many PATCHes come at once', async () => {
    const minutes = Array.from({ length: 40 }, (_, n) => n + 2);
    await Promise.all(
      minutes.map((n) => world.patch(REF, { charging_periods: [period(n)], last_updated: at(1) })),
    );
    expect((await starts()).toSorted()).toEqual([at(0), at(1), ...minutes.map(at)]);
  });

  it('SES-042 are not added by a PATCH without last_updated', async () => {
    expect(await problemOf(world.patch(REF, { charging_periods: [period(2)] }))).toMatchObject({
      code: 'INVALID_DOCUMENT',
      violations: [{ pointer: '/last_updated' }],
    });
    expect(await starts()).toEqual([at(0), at(1)]);
  });
});

describe('the Sessions a caller sees', () => {
  const ofOther = (id: string): JsonObject => {
    const cdr_token = { ...(session()['cdr_token'] as object), country_code: 'BE', party_id: 'OTH' };
    return session({ id, cdr_token });
  };
  beforeEach(async () => {
    await world.put(session());
    await world.put(ofOther('102'));
    await world.put(session({ country_code: 'FR', party_id: 'OTH', id: '103', location_id: 'F1' }), otherCpo);
  });

  const windowed = async (as: Caller, owner?: string): Promise<string[]> => {
    const text = 'query ($owner: ID) { page: sessionDocuments(window: {}, owner: $owner) { total items } }';
    const { page } = await world.graph.ask<{ page: { total: number; items: Session[] } }>(as, text, {
      owner,
    });
    expect(page.total).toBe(page.items.length);
    return page.items.map(({ id }) => id);
  };

  it('SES-005 HUB-034 are those of its own parties, as the CPO or as the eMSP of the token, in every list', async () => {
    for (const [as, ids] of [
      [cpo, ['101', '102']],
      [otherCpo, ['103']],
      [emsp, ['101', '103']],
      [otherEmsp, ['102']],
      [party('DE/EMP', 'CPO'), []],
      [party('NL/TNM', 'EMSP'), []],
      [operator, ['101', '102', '103']],
    ] as const) {
      expect(await world.find({}, as)).toEqual(ids);
      expect(await windowed(as)).toEqual(ids);
    }
    expect(await windowed(emsp, 'fr/oth')).toEqual(['103']);
    expect(await codeOf(world.find({}, anonymous))).toBe('UNAUTHENTICATED');
    expect(await codeOf(windowed(anonymous))).toBe('UNAUTHENTICATED');
  });

  it('SES-005 are the only ones it finds by ref, by reference and at a Location', async () => {
    for (const [as, found] of [
      [cpo, session()],
      [emsp, session()],
      [operator, session()],
      [otherCpo, null],
      [otherEmsp, null],
    ] as const) {
      expect(await world.document(REF, as)).toEqual(found);
      const text = `{
        one: session(ref: "${REF}") { document }
        some: _entities(representations: [{ __typename: "Session", ref: "${REF}" }]) { ... on Session { document } }
        places: _entities(representations: [{ __typename: "Location", ref: "nl/tnm/loc1" }]) {
          ... on Location { sessions(filter: { status: [ACTIVE] }) { total items { id } } }
        }
      }`;
      const { one, some, places } = await world.graph.ask<Record<string, unknown>>(as, text);
      expect([one, some]).toEqual(found ? [{ document: found }, [{ document: found }]] : [null, [null]]);
      const ids = await world.find({ location: 'NL/TNM/LOC1' }, as);
      expect(places).toEqual([{ sessions: { total: ids.length, items: ids.map((id) => ({ id })) } }]);
    }
    expect(await codeOf(world.document(REF, anonymous))).toBe('UNAUTHENTICATED');
  });

  it('are narrowed by every filter, whatever case refs have', async () => {
    await world.put(
      session({ id: '104', status: 'COMPLETED', location_id: 'LOC2', start_date_time: at(30) }),
    );
    for (const [filter, ids] of [
      [{ ref: 'nl/tnm/104' }, ['104']],
      [{ location: 'nl/tnm/loc2' }, ['104']],
      [{ cpo: 'fr/oth' }, ['103']],
      [{ emsp: 'be/oth' }, ['102']],
      [{ status: ['COMPLETED', 'INVALID'] }, ['104']],
      [{ status: [] }, ['101', '102', '103', '104']],
      [{ startedFrom: at(30) }, ['104']],
      [{ startedTo: at(30) }, ['101', '102', '103']],
      [{ cpo: 'NL/TNM', emsp: 'DE/EMP', status: ['ACTIVE'] }, ['101']],
    ] as const)
      expect([filter, await world.find(filter, operator)]).toEqual([filter, ids]);
  });

  it('lead to their parties, to each tariff once, and to the token its eMSP shared', async () => {
    const charging_periods = ['12', '13', '12'].map((tariff_id, n) => ({ ...period(n), tariff_id }));
    await world.put(session({ charging_periods, last_updated: at(1) }));
    const shown = 'cpo { ref } emsp { ref } tariffs { ref } token { ref contractId }';
    const expected = {
      cpo: { ref: 'NL/TNM' },
      emsp: { ref: 'DE/EMP' },
      tariffs: [{ ref: 'NL/TNM/12' }, { ref: 'NL/TNM/13' }],
    };
    expect(await world.show(shown)).toEqual({ ...expected, token: null });
    await world.putToken(token());
    expect(await world.show(shown)).toEqual({
      ...expected,
      token: { ref: 'DE/EMP/012345678/RFID', contractId: 'DE-EMP-C1' },
    });
  });

  it('are found by one statement for many references', async () => {
    const representations = Array.from({ length: 200 }, (_, n) => ({
      __typename: 'Session',
      ref: `nl/tnm/${n}`,
    }));
    const text = `query ($representations: [_Any!]!) {
      found: _entities(representations: $representations) { ... on Session { id token { uid } } }
    }`;
    let ids: (string | undefined)[] = [];
    const resolve = async () => {
      const { found } = await world.graph.ask<{ found: ({ id: string } | null)[] }>(emsp, text, {
        representations,
      });
      ids = found.flatMap((one) => one?.id ?? []);
    };
    expect(await world.graph.statements(/sessions"?\."?session\b/, resolve)).toBe(1);
    expect(ids).toEqual(['101']);
  });

  it('are listed the last first for who looks at the end, page by page', async () => {
    const text = `query ($after: String) { sessions(newestFirst: true, page: { limit: 2, after: $after }) {
      total next items { id } } }`;
    const seen: string[] = [];
    for (let after: string | null = null; ;) {
      interface Listed {
        sessions: { total: number; next: string | null; items: { id: string }[] };
      }
      const { sessions }: Listed = await world.graph.ask<Listed>(operator, text, { after });
      seen.push(...sessions.items.map(({ id }) => id));
      expect(sessions.total).toBeGreaterThan(2);
      after = sessions.next;
      if (after === null) break;
    }
    const { sessions } = await world.graph.ask<{ sessions: { items: { id: string }[] } }>(
      operator,
      '{ sessions { items { id } } }',
    );
    expect(seen).toEqual(sessions.items.map(({ id }) => id).toReversed());
  });

  it('are read in one statement for all Locations of a page, and counted in one more', async () => {
    const refs = ['nl/tnm/loc1', 'NL/TNM/LOC9', 'FR/OTH/F1'];
    const representations = refs.map((ref) => ({ __typename: 'Location', ref }));
    const text = `query ($representations: [_Any!]!) { found: _entities(representations: $representations) {
      ... on Location { sessions(page: { limit: 1 }) { total next items { id } } } } }`;
    let pages: unknown[] = [];
    const read = async () => {
      const { found } = await world.graph.ask<{ found: { sessions: unknown }[] }>(operator, text, {
        representations,
      });
      pages = found.map(({ sessions }) => sessions);
    };
    expect(await world.graph.statements(/sessions"?\."?session\b/, read)).toBe(2);
    expect(pages).toEqual([
      { total: 2, next: expect.any(String) as string, items: [{ id: '101' }] },
      { total: 0, next: null, items: [] },
      { total: 1, next: null, items: [{ id: '103' }] },
    ]);
  });
});
