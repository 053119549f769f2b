/** Checks of CDRs as they are kept: none is forgotten, work is shared, decisions stay, credits settle. */
import type { CdrFacts } from '../../src/checks/facts.js';
import { cdr as sent, cpo, credit, emsp, operator, otherEmsp, problemOf, World, callerOf } from '../world.js';
import { cdr, facts, price, session, tariff, NOW } from './samples.js';
import type { JsonObject } from '@chargesphere/schema';

const hub = callerOf({ kind: 'system', name: 'checks' });

interface Check {
  state: string;
  checks: { code: string; other: { ref: string } | null }[];
  claimed: { beforeTaxes: string } | null;
  computed: { total: { beforeTaxes: string } } | null;
  difference: { lines: { field: string; code: string; difference: { beforeTaxes: string | null } }[] } | null;
  dueAt: string | null;
  decidedBy: string | null;
  disputes: {
    outcome: string | null;
    reason: string;
    lines: { field: string; expectedBeforeTaxes: string }[];
  }[];
}
const CHECK = `state checks { code other { ref } } claimed { beforeTaxes } computed { total { beforeTaxes } }
  difference { lines { field code difference { beforeTaxes } } } dueAt decidedBy
  disputes { outcome reason lines { field expectedBeforeTaxes } }`;

describe('checks of CDRs', () => {
  let world: World;
  beforeEach(async () => {
    world = await World.open();
  });
  afterEach(() => world.close());

  const document = (difference: JsonObject = {}): JsonObject => ({
    ...(cdr() as unknown as JsonObject),
    ...difference,
  });
  const claim = async (node: Pick<World, 'ask'> = world, limit = 50) =>
    (
      await node.ask<{ claims: { claim: string; ref: string }[] }>(
        hub,
        'mutation ($limit: Int!) { claims: claimCdrChecks(limit: $limit) { claim ref } }',
        { limit },
      )
    ).claims;
  const settle = async (claims: { claim: string; ref: string }[], known: CdrFacts = facts()) =>
    (
      await world.ask<{ count: number }>(
        hub,
        'mutation ($known: [CdrFactsInput!]!) { count: settleCdrChecks(known: $known) }',
        { known: claims.map((one) => ({ ...one, facts: known })) },
      )
    ).count;
  const checkAll = async (known?: CdrFacts) => settle(await claim(), known);
  const checkOf = async (id: string, as = operator): Promise<Check> => {
    const text = `query ($ref: ID!) { cdr(ref: $ref) { check { ${CHECK} } } }`;
    const found = await world.ask<{ cdr: { check: Check } }>(as, text, { ref: `NL/TNM/${id}` });
    return found.cdr.check;
  };
  const act = (name: string, id: string, as = emsp, more = '') =>
    world.ask<{ check: Check }>(
      as,
      `mutation { check: ${name}(ref: "NL/TNM/${id}"${name === 'recheckCdr' ? '' : ', reason: "Because."'}${more}) { ${CHECK} } }`,
    );
  const codes = ({ checks }: Check) => checks.map(({ code }) => code);
  const isoNow = new Date(NOW).toISOString();

  it('a CDR is due from the moment it is stored, and its check says what it costs and why', async () => {
    await world.post(document());
    expect(await checkOf('C101')).toMatchObject({ state: 'WAITING', claimed: null, checks: [] });
    expect(await checkAll()).toBe(1);
    expect(await checkOf('C101', emsp)).toMatchObject({
      state: 'ACCEPTED',
      claimed: { beforeTaxes: '8' },
      computed: { total: { beforeTaxes: '8' } },
      checks: [],
      dueAt: null,
    });
    expect(await claim()).toEqual([]);
    const [row] = await world.rows(
      'select cpo, emsp, currency, total_before, total_after, kwh, cdr_end::text from billing.cdr_check',
    );
    expect(row).toMatchObject({
      cpo: 'NL/TNM',
      emsp: 'DE/EMP',
      currency: 'EUR',
      total_before: '8',
      total_after: '9.68',
      kwh: '20',
    });
  });

  it('PRC-047 flags a CDR that asks for too much, with the line and the difference', async () => {
    await world.post(
      document({ total_cost: price(9, 1.89) as JsonObject, total_energy_cost: price(9, 1.89) as JsonObject }),
    );
    await checkAll(facts({ session: session({ total_cost: null }) }));
    const check = await checkOf('C101');
    expect(check.state).toBe('FLAGGED');
    expect(codes(check)).toEqual(['PRICE_DIFFERS', 'LINE_DIFFERS']);
    expect(check.difference?.lines).toEqual([
      { field: 'TOTAL_ENERGY_COST', code: 'DIFFERS', difference: { beforeTaxes: '1' } },
      { field: 'TOTAL_COST', code: 'DIFFERS', difference: { beforeTaxes: '1' } },
    ]);
    const found = await world.ask<{ cdrs: { total: number } }>(
      operator,
      '{ cdrs(filter: { checkState: FLAGGED, checkCode: LINE_DIFFERS }) { total } }',
    );
    expect(found.cdrs.total).toBe(1);
    const none = await world.ask<{ cdrs: { total: number } }>(
      operator,
      '{ cdrs(filter: { checkCode: OVERLAP }) { total } }',
    );
    expect(none.cdrs.total).toBe(0);
    expect(
      (await world.ask<{ cdrCheckCounts: object[] }>(emsp, '{ cdrCheckCounts { state count } }'))
        .cdrCheckCounts,
    ).toEqual([{ state: 'FLAGGED', count: 1 }]);
    expect(
      (await world.ask<{ cdrCheckCounts: object[] }>(otherEmsp, '{ cdrCheckCounts { state count } }'))
        .cdrCheckCounts,
    ).toEqual([]);
  });

  it('CDR-020 flags one of two CDRs of the same charge, though both come in one batch, and keeps to it', async () => {
    await world.post(document());
    await world.post(document({ id: 'C102' }));
    await checkAll();
    expect((await checkOf('C101')).state).toBe('ACCEPTED');
    expect((await checkOf('C102')).checks).toMatchObject([
      { code: 'DUPLICATE', other: { ref: 'NL/TNM/C101' } },
    ]);
    await Promise.all([act('recheckCdr', 'C101'), act('recheckCdr', 'C102')]);
    expect(await checkAll()).toBe(2);
    expect((await checkOf('C101')).state).toBe('ACCEPTED');
    expect((await checkOf('C102')).state).toBe('FLAGGED');
  });

  it('HUB-034 flags two drivers at one EVSE without telling one of the other', async () => {
    await world.post(document());
    await checkAll();
    const token = {
      ...(sent().cdr_token as object),
      country_code: 'BE',
      party_id: 'OTH',
      uid: 'X',
    } as JsonObject;
    await world.post(
      document({
        id: 'C103',
        session_id: '103',
        cdr_token: token,
        start_date_time: '2026-03-01T08:30:00Z',
        end_date_time: '2026-03-01T09:30:00Z',
      }),
    );
    await checkAll(facts({ session: null }));
    expect((await checkOf('C103')).checks).toContainEqual({ code: 'OVERLAP', other: { ref: 'NL/TNM/C101' } });
    expect((await checkOf('C103', otherEmsp)).checks).toContainEqual({ code: 'OVERLAP', other: null });
  });

  it('CDR-021 settles the original when a credit CDR takes it back, ends its dispute, and frees what it stood in the way of', async () => {
    await world.post(document());
    await checkAll();
    await act('disputeCdr', 'C101', emsp, ', lines: [{ field: TOTAL_COST, expectedBeforeTaxes: "7.5" }]');
    expect(await checkOf('C101')).toMatchObject({
      state: 'DISPUTED',
      decidedBy: 'DE/EMP',
      disputes: [
        { outcome: null, reason: 'Because.', lines: [{ field: 'TOTAL_COST', expectedBeforeTaxes: '7.5' }] },
      ],
    });
    await world.post(document({ id: 'C102' }));
    await checkAll();
    expect(codes(await checkOf('C102'))).toEqual(['DUPLICATE']);
    await world.post({ ...document(), ...credit(), tariffs: document().tariffs } as JsonObject);
    await checkAll();
    expect(await checkOf('C101-C')).toMatchObject({ state: 'ACCEPTED', checks: [] });
    expect(await checkOf('C101')).toMatchObject({ state: 'CREDITED', disputes: [{ outcome: 'CREDITED' }] });
    expect(await checkAll()).toBe(1); // the new CDR, which nothing stands in the way of any longer
    expect((await checkOf('C102')).state).toBe('ACCEPTED');
  });

  it('CDR-025 looks at a credit CDR again when its original comes after it', async () => {
    await world.post({ ...document(), ...credit() } as JsonObject);
    await checkAll();
    expect(codes(await checkOf('C101-C'))).toEqual(['CREDIT_ORIGINAL_UNKNOWN']);
    expect((await checkOf('C101-C')).dueAt).not.toBeNull();
    await world.post(document());
    await checkAll();
    expect((await checkOf('C101')).state).toBe('ACCEPTED');
    expect(await checkAll()).toBe(1);
    expect((await checkOf('C101-C')).state).toBe('ACCEPTED');
    expect((await checkOf('C101')).state).toBe('CREDITED');
  });

  it('what people decided stays, whatever a later check finds', async () => {
    await world.post(document());
    await checkAll(facts({ session: null }));
    expect((await checkOf('C101')).state).toBe('FLAGGED');
    expect((await act('acceptCdr', 'C101')).check).toMatchObject({ state: 'ACCEPTED', decidedBy: 'DE/EMP' });
    await act('recheckCdr', 'C101', cpo);
    await checkAll(facts({ session: null }));
    expect(await checkOf('C101')).toMatchObject({ state: 'ACCEPTED', decidedBy: 'DE/EMP' });
    expect(codes(await checkOf('C101'))).toEqual(['SESSION_UNKNOWN']);
    expect((await act('disputeCdr', 'C101', operator)).check).toMatchObject({
      state: 'DISPUTED',
      decidedBy: 'Olga',
    });
    expect((await act('acceptCdr', 'C101', operator)).check).toMatchObject({
      disputes: [{ outcome: 'ACCEPTED' }],
    });
  });

  it('keeps what people and CPOs write as they wrote it', async () => {
    const odd = `It's "odd" ? $1 \\ ${'\\'}' ✓`;
    await world.post(document({ session_id: `S'?\\$1` }));
    await checkAll(facts({ session: null }));
    expect((await checkOf('C101')).checks).toHaveLength(1);
    await world.ask(
      emsp,
      `mutation ($reason: String!) { disputeCdr(ref: "NL/TNM/C101", reason: $reason,
        lines: [{ field: TOTAL_COST, expectedBeforeTaxes: "1", reason: $reason }]) { state } }`,
      { reason: odd },
    );
    const [row] = await world.rows<{ reason: string; lines: { reason: string }[]; sentence: string }>(
      `select d.reason, d.lines, k.checks -> 0 ->> 'sentence' as sentence
       from billing.cdr_dispute d join billing.cdr_check k using (cdr_ref)`,
    );
    expect(row?.reason).toBe(odd);
    expect(row?.lines[0]?.reason).toBe(odd);
    expect(row?.sentence).toContain(`The Session S'?\\$1 is not known`);
  });

  it('CDR-012 lets only the payer and operators decide, and nobody else know', async () => {
    await world.post(document());
    const [early, byCpo, stranger] = await Promise.all([
      problemOf(act('acceptCdr', 'C101')),
      problemOf(act('disputeCdr', 'C101', cpo)),
      problemOf(act('disputeCdr', 'C101', otherEmsp)),
    ]);
    expect(early).toMatchObject({ code: 'CONFLICT' });
    expect(byCpo).toMatchObject({ code: 'FORBIDDEN' });
    expect(stranger).toMatchObject({ code: 'NOT_FOUND' });
    const [claiming, unknown] = await Promise.all([
      problemOf(world.ask(operator, 'mutation { claimCdrChecks(limit: 1) { ref } }')),
      problemOf(act('recheckCdr', 'NONE', operator)),
    ]);
    expect(claiming).toMatchObject({ code: 'FORBIDDEN' });
    expect(unknown).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('CDR-007 looks again at once at a CDR whose Session comes late, and at no other', async () => {
    const unknown = { ...facts(), session: null };
    const ended = (...sessions: string[]) =>
      world.ask<{ n: number }>(
        hub,
        'mutation ($sessions: [ID!]!) { n: recheckCdrsOf(sessions: $sessions) }',
        { sessions },
      );
    await world.post(document({ id: 'LATE', session_id: 'S1' }));
    await world.post(document({ id: 'OTHER', session_id: 'S2' }));
    await world.post(document({ id: 'RIGHT' }));
    const claims = await claim();
    await settle(claims.slice(0, 2), unknown);
    await settle(claims.slice(2));
    expect((await checkOf('LATE')).checks).toMatchObject([{ code: 'SESSION_UNKNOWN' }]);
    expect(await claim()).toEqual([]);
    expect(await ended('nl/tnm/s1', 'NL/TNM/101', 'NL/TNM/NONE')).toEqual({ n: 1 });
    expect(await claim()).toMatchObject([{ ref: 'NL/TNM/LATE' }]);
  });

  it('CDR-007 takes a CDR from who checks it while its Session comes: it may not have been seen', async () => {
    await world.post(document());
    const early = await claim();
    await world.ask(hub, 'mutation { recheckCdrsOf(sessions: ["NL/TNM/101"]) }');
    expect(await settle(early, { ...facts(), session: null })).toBe(0);
    await checkAll();
    expect(await checkOf('C101')).toMatchObject({ state: 'ACCEPTED', checks: [] });
  });

  it('gives the work of a node that died to another, and takes nothing from the one that comes late', async () => {
    await world.post(document());
    const dead = await claim();
    expect(await claim(await world.node())).toEqual([]);
    await world.rows(`update billing.cdr_check set due_at = now() - interval '1 second'`); // its minute is over
    const next = await claim(await world.node());
    expect(next).toHaveLength(1);
    expect(await settle(dead)).toBe(0);
    expect(await settle(next)).toBe(1);
  });

  it('shares the work among nodes: no CDR is claimed twice', async () => {
    await Promise.all(
      Array.from({ length: 20 }, (_, i) => world.post(document({ id: `C${i}`, session_id: `S${i}` }))),
    );
    const other = await world.node();
    const claims = await Promise.all([
      claim(world, 10),
      claim(other, 10),
      claim(world, 10),
      claim(other, 10),
    ]);
    const refs = claims.flat().map(({ ref }) => ref);
    expect(refs).toHaveLength(20);
    expect(new Set(refs).size).toBe(20);
  });

  it('looks again by itself when a Session may still come', async () => {
    await world.post(document());
    await checkAll(facts({ session: null }));
    const { dueAt } = await checkOf('C101');
    expect(Date.parse(dueAt ?? '')).toBeGreaterThan(Date.now());
    const told = async () =>
      (await world.rows(`select from billing.outbox where topic = 'cdr.checked'`)).length;
    const lookAgain = async (known?: CdrFacts) => {
      await world.rows('update billing.cdr_check set due_at = now()');
      await checkAll(known);
    };
    await lookAgain(facts({ session: null }));
    expect(await told()).toBe(1); // it found the same
    await lookAgain();
    expect(await checkOf('C101')).toMatchObject({ state: 'ACCEPTED', dueAt: null });
    expect(await told()).toBe(2);
  });

  it('flags what it cannot read instead of stopping, and checks the others', async () => {
    await world.post(document());
    await world.post(
      document({
        id: 'C102',
        session_id: '102',
        start_date_time: '2026-03-05T08:00:00Z',
        end_date_time: '2026-03-05T09:00:00Z',
      }),
    );
    const claims = await claim();
    const broken = { ...facts(), tariffs: null } as unknown as CdrFacts;
    const known = claims.map((one, i) => ({
      ...one,
      facts: i === 0 ? broken : facts({ session: null, tariffs: [tariff({ last_updated: isoNow })] }),
    }));
    await world.ask(hub, 'mutation ($known: [CdrFactsInput!]!) { settleCdrChecks(known: $known) }', {
      known,
    });
    expect(codes(await checkOf('C101'))).toEqual(['CHECK_FAILED']);
    expect(codes(await checkOf('C102'))).toContain('SESSION_UNKNOWN');
  });

  it('tells live that a CDR was checked, to those who see it, on every node', async () => {
    const other = await world.node();
    const text = 'subscription { cdrChecked(filter: { checkState: FLAGGED }) { ref check { state } } }';
    const [near, far] = await Promise.all([world.watch(emsp, text), other.watch(operator, text)]);
    const heard = Promise.all([near.next(), far.next()]);
    await world.post(document({ id: 'C1', session_id: '1' }));
    await checkAll(facts({ session: session({ id: '1' }) })); // accepted: not asked for
    await world.post(document({ id: 'C2', session_id: '1' }));
    await checkAll();
    for (const { value } of await heard)
      expect(value).toMatchObject({
        data: { cdrChecked: { ref: 'NL/TNM/C2', check: { state: 'FLAGGED' } } },
      });
    await Promise.all([near.return(undefined), far.return(undefined)]);
  });

  it('GEN-005 forgets the check of a CDR that is deleted', async () => {
    await world.post(document());
    await checkAll();
    await act('disputeCdr', 'C101');
    await world.rows('delete from billing.cdr');
    expect(
      await world.rows('select from billing.cdr_check union all select from billing.cdr_dispute'),
    ).toEqual([]);
  });
});
