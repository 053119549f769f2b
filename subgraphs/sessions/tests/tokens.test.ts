/** Tokens pushed and read through the graph, on real PostgreSQL. */
import type { Caller, Token } from '@chargesphere/schema';
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
import { at, token, World } from './world.js';

const REF = 'DE/EMP/012345678/RFID';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());
beforeEach(() => world.empty());

describe('a Token that is pushed', () => {
  it('TOK-001 is created by PUT, replaced by PUT and changed by PATCH', async () => {
    const first = token({ visual_number: 'DF000-2001-8999-1', loyalty: { unknown: true } });
    expect(await world.putToken(first)).toEqual({ ref: REF, outcome: 'CREATED' });
    expect(await world.tokenDocument()).toEqual(first);
    expect(await world.putToken(token({ issuer: 'New', last_updated: at(1) }))).toEqual({
      ref: REF,
      outcome: 'REPLACED',
    });
    const patch = { whitelist: 'NEVER', language: 'de', last_updated: at(2) };
    expect(await world.patchToken(REF, patch)).toEqual({ ref: REF, outcome: 'REPLACED' });
    expect(await world.tokenDocument()).toEqual(token({ issuer: 'New', ...patch }));
  });

  it('TOK-001 keeps the newer one when an older message comes late', async () => {
    await world.putToken(token({ valid: false, last_updated: at(5) }));
    expect((await world.putToken(token({ last_updated: at(4) }))).outcome).toBe('OLDER');
    expect((await world.patchToken(REF, { valid: true, last_updated: at(4) })).outcome).toBe('OLDER');
    expect((await world.tokenDocument())?.valid).toBe(false);
  });

  it('TOK-002 is made invalid and stays', async () => {
    await world.putToken(token());
    await world.putToken(token({ uid: 'OTHER' }));
    await world.patchToken(REF, { valid: false, last_updated: at(1) });
    expect(await world.tokenDocument(REF, cpo)).toEqual(token({ valid: false, last_updated: at(1) }));
    expect(await world.findTokens({ valid: false })).toEqual(['012345678/RFID']);
    expect(await world.findTokens({ valid: true })).toEqual(['OTHER/RFID']);
    expect(await world.findTokens({})).toEqual(['012345678/RFID', 'OTHER/RFID']);
  });

  it('TOK-003 is another one with another type or owner, and the same in any case', async () => {
    await world.putToken(token());
    const app = token({ type: 'APP_USER', contract_id: 'DE-EMP-C2' });
    expect(await world.putToken(app)).toEqual({ ref: 'DE/EMP/012345678/APP_USER', outcome: 'CREATED' });
    const belgian = token({ country_code: 'BE', party_id: 'OTH' });
    expect((await world.putToken(belgian, otherEmsp)).ref).toBe('BE/OTH/012345678/RFID');
    await world.patchToken('de/emp/012345678/app_user', { valid: false, last_updated: at(1) });
    expect((await world.tokenDocument())?.valid).toBe(true);
    expect((await world.tokenDocument('DE/EMP/012345678/APP_USER'))?.valid).toBe(false);
    expect(await world.findTokens({ uid: '012345678' }, operator)).toHaveLength(3);
    expect(await world.findTokens({ uid: '012345678', emsp: 'be/oth' }, operator)).toHaveLength(1);
    // Kinds of Tokens that OCPI does not list have keys as well.
    expect((await world.putToken(token({ type: 'VEHICLE' }))).ref).toBe('DE/EMP/012345678/VEHICLE');
    const spelled = token({ uid: 'aBc', last_updated: at(1) });
    await world.putToken(spelled);
    expect((await world.putToken({ ...spelled, uid: 'AbC' })).outcome).toBe('REPLACED');
    expect(await world.findTokens({ uid: 'abc' })).toEqual(['AbC/RFID']);
  });

  it('TOK-003 does not become another one by a PATCH', async () => {
    await world.putToken(token());
    for (const change of [{ uid: 'X' }, { type: 'APP_USER' }, { party_id: 'OTH' }])
      expect(await codeOf(world.patchToken(REF, { ...change, last_updated: at(1) }))).toBe(
        'INVALID_DOCUMENT',
      );
    expect(await world.tokenDocument()).toEqual(token());
  });

  it('TOK-005 is of a party of the sender in the role eMSP, or refused', async () => {
    await world.putToken(token());
    for (const as of [otherEmsp, cpo, party('DE/EMP', 'CPO')]) {
      expect(await codeOf(world.putToken(token({ last_updated: at(1) }), as))).toBe('FORBIDDEN');
      expect(await codeOf(world.patchToken(REF, { valid: false, last_updated: at(1) }, as))).toBe(
        'FORBIDDEN',
      );
    }
    expect(await codeOf(world.putToken(token(), anonymous))).toBe('UNAUTHENTICATED');
    expect(await codeOf(world.patchToken(REF, { valid: false, last_updated: at(1) }, anonymous))).toBe(
      'UNAUTHENTICATED',
    );
    expect(await world.tokenDocument()).toEqual(token());
    expect((await world.putToken(token({ last_updated: at(1) }), operator)).outcome).toBe('REPLACED');
  });

  it('TOK-007 is found by what the reader sees and by its contract, in any case', async () => {
    await world.putToken(token({ uid: 'aa11', contract_id: 'DE-EMP-C1' }));
    await world.putToken(token({ uid: 'BB22', type: 'APP_USER', contract_id: 'DE-EMP-C1' }));
    await world.putToken(token({ uid: 'CC33', contract_id: 'DE-EMP-C2' }));
    expect(await world.findTokens({ uid: 'AA11' })).toEqual(['aa11/RFID']);
    expect(await world.findTokens({ contractId: 'de-emp-c1' })).toEqual(['aa11/RFID', 'BB22/APP_USER']);
    expect(await world.findTokens({ uid: 'cc33', contractId: 'DE-EMP-C1' })).toEqual([]);
  });

  it('TRN-024 AMB-012 is refused when it is wrong, and with a PATCH that has no last_updated', async () => {
    await world.putToken(token());
    for (const [patch, pointer] of [
      [{ valid: false }, '/last_updated'],
      [{ valid: null, last_updated: at(1) }, '/valid'],
      [{ whitelist: 'SOMETIMES', last_updated: at(1) }, '/whitelist'],
    ] as const)
      expect(await problemOf(world.patchToken(REF, patch))).toMatchObject({
        code: 'INVALID_DOCUMENT',
        violations: [{ pointer }],
      });
    expect(await codeOf(world.putToken(token({ valid: 'yes', last_updated: at(1) })))).toBe(
      'INVALID_DOCUMENT',
    );
    expect(await codeOf(world.patchToken('DE/EMP/X/RFID', { valid: true, last_updated: at(1) }))).toBe(
      'NOT_FOUND',
    );
    expect(await world.tokenDocument()).toEqual(token());
  });
});

describe('who sees Tokens', () => {
  const windowed = async (as: Caller, owner?: string): Promise<string[]> => {
    const text = 'query ($owner: ID) { page: tokenDocuments(window: {}, owner: $owner) { total items } }';
    const { page } = await world.graph.ask<{ page: { total: number; items: Token[] } }>(as, text, { owner });
    expect(page.total).toBe(page.items.length);
    return page.items.map(({ uid }) => uid);
  };
  const referred = async (as: Caller): Promise<unknown> => {
    const text = `{ found: _entities(representations: [{ __typename: "Token", ref: "${REF}" }]) { ... on Token { uid emsp { ref } } } }`;
    return (await world.graph.ask<{ found: unknown[] }>(as, text)).found[0];
  };

  it('HUB-034 are their eMSP and the CPOs connected, and nobody else', async () => {
    await world.putToken(token());
    for (const as of [emsp, cpo, otherCpo, party('IT/TWO', 'EMSP', 'CPO'), operator]) {
      expect(await world.tokenDocument(REF, as)).toEqual(token());
      expect(await world.findTokens({}, as)).toEqual(['012345678/RFID']);
      expect(await windowed(as, 'DE/EMP')).toEqual(['012345678']);
      expect(await referred(as)).toEqual({ uid: '012345678', emsp: { ref: 'DE/EMP' } });
    }
    for (const as of [
      otherEmsp,
      ...['NSP', 'NAP', 'SCSP', 'PTP', 'OTHER'].map((role) => party('IT/TWO', role)),
    ]) {
      expect(await world.tokenDocument(REF, as)).toBeNull();
      expect(await world.findTokens({}, as)).toEqual([]);
      expect(await windowed(as)).toEqual([]);
      expect(await windowed(as, 'DE/EMP')).toEqual([]);
      expect(await referred(as)).toBeNull();
    }
    for (const asked of [
      world.tokenDocument(REF, anonymous),
      world.findTokens({}, anonymous),
      windowed(anonymous),
    ])
      expect(await codeOf(asked)).toBe('UNAUTHENTICATED');
  });

  it('RTE-039 is one CPO when they are addressed to it', async () => {
    await world.putToken(token());
    await world.putToken(token({ whitelist: 'NEVER', last_updated: at(1) }), emsp, 'nl/tnm');
    await world.putToken(token({ uid: 'SECRET' }), emsp, 'NL/TNM');
    expect((await world.tokenDocument(REF, cpo))?.whitelist).toBe('NEVER');
    expect((await world.tokenDocument(REF, otherCpo))?.whitelist).toBe('ALLOWED');
    expect((await world.tokenDocument(REF, emsp, 'NL/TNM'))?.whitelist).toBe('NEVER');
    expect(await world.tokenDocument(REF, otherCpo, 'NL/TNM')).toBeNull();
    expect(await world.findTokens({}, cpo)).toEqual(['012345678/RFID', 'SECRET/RFID']);
    expect(await world.findTokens({}, otherCpo)).toEqual(['012345678/RFID']);
    expect(await windowed(cpo)).toEqual(['012345678']);
    expect(await windowed(cpo, 'DE/EMP')).toEqual(['012345678', 'SECRET']);
    await world.patchToken(REF, { valid: false, last_updated: at(2) }, emsp, 'NL/TNM');
    expect((await world.tokenDocument(REF, cpo))?.valid).toBe(false);
    expect((await world.tokenDocument(REF, otherCpo))?.valid).toBe(true);
  });
});
