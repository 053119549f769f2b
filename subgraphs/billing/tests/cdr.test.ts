/** CDRs as they are posted and read, against PostgreSQL. */
import { createHash } from 'node:crypto';
import { cdr, cpo, credit, emsp, operator, otherCpo, problemOf, tokenOf, World } from './world.js';

const shown = (world: World, as: typeof cpo, ref = 'NL/TNM/C101') =>
  world.ask(as, 'query ($ref: ID!) { cdr(ref: $ref) { ref } cdrDocument(ref: $ref) }', { ref });

describe('a CDR', () => {
  let world: World;
  beforeEach(async () => {
    world = await World.open();
  });
  afterEach(() => world.close());

  it('CDR-009 CDR-055 is kept as it came: amounts, times, signed data and unknown fields', async () => {
    const signed_data = {
      encoding_method: 'OCMF',
      signed_values: [{ nature: 'Start', plain_data: 'ä{"FV":"1.0"}\\u0041', signed_data: 'T0NNRnw=' }],
    };
    const document = cdr({ signed_data, x_unknown: { nested: [1.1, null, ''] }, total_energy: 20.1234 });
    expect(await world.post(document)).toBe('CREATED');
    expect(await shown(world, cpo)).toEqual({ cdr: { ref: 'NL/TNM/C101' }, cdrDocument: document });
  });

  it('CDR-009 keeps a digest of the bytes received, or of the document when none is told', async () => {
    const digest = 'AB'.repeat(32);
    await world.post(cdr(), { digest });
    await world.post(cdr({ id: 'C102' }));
    const evidence = async (ref: string): Promise<unknown> =>
      (
        await world.ask(cpo, 'query ($ref: ID!) { cdr(ref: $ref) { evidence { digest of storedAt } } }', {
          ref,
        })
      ).cdr?.['evidence'];
    expect(await evidence('NL/TNM/C101')).toEqual({
      digest: digest.toLowerCase(),
      of: 'BYTES',
      storedAt: expect.stringMatching(/^\d{4}-.*Z$/),
    });
    // The spelling of RFC 8785, printed here by hand: fields sorted at every level.
    const sorted = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(sorted)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .sort(([a], [b]) => (a < b ? -1 : 1))
                .map(([k, v]) => [k, sorted(v)]),
            )
          : value;
    const text = JSON.stringify(sorted(cdr({ id: 'C102' })));
    expect(await evidence('NL/TNM/C102')).toMatchObject({
      digest: createHash('sha256').update(text).digest('hex'),
      of: 'CANONICAL_JSON',
    });
    expect(await problemOf(world.post(cdr({ id: 'C103' }), { digest: 'abc' }))).toMatchObject({
      code: 'INVALID_INPUT',
    });
  });

  it('CDR-011 is the same when posted again, however its fields are ordered and absence is spelt', async () => {
    const digest = '1'.repeat(64);
    expect(await world.post(cdr(), { digest })).toBe('CREATED');
    const again = Object.fromEntries(Object.entries(cdr({ remark: null, signed_data: undefined })).reverse());
    expect(await world.post(again, { digest: '2'.repeat(64) })).toBe('SAME');
    // The first evidence stays, and nobody hears of it again.
    expect(await world.rows('select digest from billing.cdr')).toEqual([{ digest }]);
    expect(await world.rows('select topic, ref, owner from billing.outbox')).toEqual([
      { topic: 'cdr.received', ref: 'NL/TNM/C101', owner: 'NL/TNM' },
    ]);
  });

  it('CDR-001 CDR-011 CDR-033 is refused with other content under the same owner and id, in any case', async () => {
    await world.post(cdr());
    for (const other of [
      cdr({ total_energy: 21 }),
      cdr({ last_updated: '2027-01-01T00:00:00Z' }),
      cdr({ id: 'c101' }),
    ])
      expect(await problemOf(world.post(other))).toEqual({
        code: 'CONFLICT',
        message:
          'Another CDR is stored as NL/TNM/C101, and a CDR is never changed; send a credit CDR for it and then a new CDR with an id of its own.',
      });
    expect((await shown(world, cpo)).cdrDocument).toEqual(cdr());
    // Another owner's CDR of that id is another CDR.
    expect(await world.post(cdr({ country_code: 'FR', party_id: 'OTH' }), { as: otherCpo })).toBe('CREATED');
  });

  it('CDR-001 cannot be changed in the database either, whatever code comes later', async () => {
    await world.post(cdr());
    await expect(world.rows(`update billing.cdr set payload = '{}'`)).rejects.toThrow(
      'The CDR NL/TNM/C101 is never changed (CDR-001).',
    );
    await expect(world.rows('update billing.cdr set removed_at = now()')).rejects.toThrow('never changed');
  });

  it('CDR-011 has one creator among many writers at once, in this process and another', async () => {
    const other = await world.node();
    const versions = Array.from({ length: 20 }, (_, i) => cdr({ total_energy: i % 2 }));
    const outcomes = await Promise.all(
      versions.map((document, i) =>
        (i % 3 === 0 ? other : world).post(document).catch((problem: { code: string }) => problem.code),
      ),
    );
    const stored = (await shown(world, cpo)).cdrDocument as unknown as { total_energy: number };
    expect(outcomes.filter((outcome) => outcome === 'CREATED')).toHaveLength(1);
    expect(outcomes.map((outcome) => outcome !== 'CONFLICT')).toEqual(
      versions.map(({ total_energy }) => total_energy === stored.total_energy),
    );
    expect(await world.rows('select id from billing.outbox')).toHaveLength(1);
  });

  it('CDR-011 keeps its neighbours when PostgreSQL cannot store it', async () => {
    const [bad, good] = await Promise.allSettled([
      world.post(cdr({ id: 'BAD', remark: 'a\u0000b' })),
      world.post(cdr({ id: 'GOOD' })),
    ]);
    expect(bad).toMatchObject({ status: 'rejected', reason: { code: 'INVALID_DOCUMENT' } });
    expect(good).toEqual({ status: 'fulfilled', value: 'CREATED' });
    const deep = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000)) as unknown;
    for (const digest of ['', '0'.repeat(64)])
      expect(await problemOf(world.post(cdr({ id: 'DEEP', deep }), { digest }))).toMatchObject({
        code: 'INVALID_DOCUMENT',
      });
  });

  it('CDR-024 E12 is refused when it cannot be understood, with every reason', async () => {
    const broken = world.post(cdr({ currency: undefined, charging_periods: [], total_cost: 8 }));
    await expect(broken).rejects.toMatchObject({
      code: 'INVALID_DOCUMENT',
      violations: [{ pointer: '/currency' }, { pointer: '/charging_periods' }, { pointer: '/total_cost' }],
    });
    const nameless = world.post(credit({ credit_reference_id: undefined }));
    await expect(nameless).rejects.toMatchObject({
      code: 'INVALID_DOCUMENT',
      violations: [{ pointer: '/credit_reference_id' }],
    });
    expect(await world.rows('select ref from billing.cdr')).toEqual([]);
  });

  it('CDR-023 CDR-053 AMB-023 AMB-026 is accepted where the specification is loose', async () => {
    const cdr_location = {
      ...(cdr().cdr_location as object),
      address: 'a'.repeat(255),
      evse_uid: '#NA',
      evse_id: '#NA',
      connector_id: '#NA',
    };
    const document = cdr({
      cdr_location,
      session_id: undefined,
      start_date_time: '1970-1-1T00:00:00Z',
    });
    delete document['session_id'];
    await world.post(document);
    await world.post(credit({ id: 'x'.repeat(39) }));
    const { cdr: found } = await world.ask(
      cpo,
      '{ cdr(ref: "nl/tnm/c101") { session { ref } location { ref } startDateTime cdrLocation { address evseUid } } }',
    );
    expect(found).toEqual({
      session: null,
      location: { ref: 'NL/TNM/LOC1' },
      startDateTime: '1970-1-1T00:00:00Z',
      cdrLocation: { address: 'a'.repeat(255), evseUid: '#NA' },
    });
  });

  it('CDR-007 CDR-034 is in the graph with typed fields, and leads to its parties, Session and Location', async () => {
    await world.post(cdr({ total_parking_time: 0.25 }));
    const { cdr: found } = await world.ask(
      emsp,
      `{ cdr(ref: "NL/TNM/C101") {
        ref cpo { ref } emsp { ref } session { ref } location { ref } currency authMethod credit
        totalCost { beforeTaxes afterTaxes taxes { name percentage amount } } totalTime totalParkingTime chargingTime
        chargingPeriods { startDateTime dimensions { type volume } } cdrToken { uid contractId }
        cdrLocation { city coordinates { latitude } } document
      } }`,
    );
    expect(found).toEqual({
      ref: 'NL/TNM/C101',
      cpo: { ref: 'NL/TNM' },
      emsp: { ref: 'DE/EMP' },
      session: { ref: 'NL/TNM/101' },
      location: { ref: 'NL/TNM/LOC1' },
      currency: 'EUR',
      authMethod: 'AUTH_REQUEST',
      credit: null,
      totalCost: { beforeTaxes: 8, afterTaxes: 9.68, taxes: [{ name: 'VAT', percentage: 21, amount: 1.68 }] },
      totalTime: 1,
      totalParkingTime: 0.25,
      chargingTime: 0.75,
      chargingPeriods: [
        { startDateTime: '2026-03-01T08:00:00Z', dimensions: [{ type: 'ENERGY', volume: 20 }] },
      ],
      cdrToken: { uid: '012345678', contractId: 'DE-EMP-C1-2' },
      cdrLocation: { city: 'Amsterdam', coordinates: { latitude: '52.33894' } },
      document: cdr({ total_parking_time: 0.25 }),
    });
  });

  it('TRN-036 TRN-040 CDR-002 is listed by each condition, page by page in the order it came', async () => {
    await world.post(cdr());
    await world.post(credit({ last_updated: '2026-03-02T00:00:00Z' }));
    await world.post(
      cdr({ id: 'C102', session_id: '102', currency: 'SEK', start_date_time: '2026-03-05T08:00:00Z' }),
    );
    await world.post(cdr({ id: 'C103', session_id: '103', cdr_token: tokenOf('BE', 'OTH') }));
    const listed = async (filter: object) => {
      const text = 'query ($filter: CdrFilter) { cdrs(filter: $filter) { items { id } } }';
      const { cdrs } = await world.ask<{ cdrs: { items: { id: string }[] } }>(operator, text, { filter });
      return cdrs.items.map(({ id }) => id).join(' ');
    };
    expect(await listed({})).toBe('C101 C101-C C102 C103');
    expect(await listed({ cpo: 'nl/tnm', emsp: 'be/oth' })).toBe('C103');
    expect(await listed({ session: 'NL/TNM/101' })).toBe('C101 C101-C');
    expect(await listed({ credit: true })).toBe('C101-C');
    expect(await listed({ credit: false, currency: 'eur' })).toBe('C101 C103');
    expect(await listed({ startedFrom: '2026-03-05T08:00:00Z' })).toBe('C102');
    expect(await listed({ startedTo: '2026-03-05T08:00:00Z' })).toBe('C101 C101-C C103');

    const page = async (after?: string) =>
      (
        await world.ask<{ cdrs: { items: { id: string }[]; next: string | null } }>(
          operator,
          'query ($after: String) { cdrs(page: { limit: 3, after: $after }) { items { id } next } }',
          { after },
        )
      ).cdrs;
    const first = await page();
    expect(first.items).toHaveLength(3);
    expect(await page(first.next ?? '')).toEqual({ items: [{ id: 'C103' }], next: null });

    const window = { dateFrom: '2026-03-01T09:30:00Z', dateTo: '2026-03-02T00:00:00Z', offset: 1, limit: 1 };
    const { cdrDocuments } = await world.ask(
      emsp,
      'query ($window: DocumentWindow!) { cdrDocuments(window: $window, owner: "NL/TNM") { items total } }',
      { window },
    );
    expect(cdrDocuments).toMatchObject({ items: [{ id: 'C102' }], total: 2 });
  });
});
