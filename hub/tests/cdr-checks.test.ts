/**
 * CDRs are checked, over real HTTP: a CPO pushes a Location, a Tariff, a Session and its CDR, and the check appears
 * beside the CDR, with the Session, the Token, the place and the Tariffs in other subgraphs – in one process, and each
 * in its own.
 */
import type { CDR, Price } from '@chargesphere/schema';
import { samples } from '@chargesphere/simulator';
import pg from 'pg';
import { world, type Live, type Shape, type World } from './world.js';

interface Check {
  state: string;
  checks: {
    code: string;
    severity: string;
    pointer: string;
    sentence: string;
    other: { ref: string } | null;
  }[];
  claimed: { afterTaxes: string };
  computed: {
    total: { afterTaxes: string };
    timeZone: string;
    lines: { billed: string; rate: string }[];
  } | null;
  difference: {
    lines: { field: string; code: string; difference: { beforeTaxes: string }; sentence: string }[];
  };
  disputes: { raisedBy: string; outcome: string | null }[];
}
const CHECK = `state checks { code severity pointer sentence other { ref } } claimed { afterTaxes }
  computed { total { afterTaxes } timeZone lines { billed rate } }
  difference { lines { field code difference { beforeTaxes } sentence } } disputes { raisedBy outcome }`;

const price = (before_taxes: number): Price => ({
  before_taxes,
  taxes: [{ name: 'VAT', percentage: 21, amount: Math.round(before_taxes * 2100) / 10_000 }],
});

/** A charge of 5 kWh in the hour from this one, told by a Session and billed by a CDR; the CDR takes the difference. */
const charge = (name: string, hour: number, difference: Partial<CDR> = {}) => {
  const at = (h: number) => `2026-11-02T${String(h).padStart(2, '0')}:00:00Z`;
  const charging_periods = [
    samples.period({ start_date_time: at(hour), dimensions: [{ type: 'ENERGY', volume: 5 }] }),
  ];
  const common = { start_date_time: at(hour), end_date_time: at(hour + 1), charging_periods };
  const last_updated = at(hour + 1);
  const session = samples.session({
    ...common,
    id: name,
    kwh: 5,
    status: 'COMPLETED',
    total_cost: price(2),
    last_updated,
  });
  const cdr = samples.cdr({
    ...common,
    id: `C-${name}`,
    session_id: name,
    tariffs: [tariff],
    total_cost: price(2),
    total_energy_cost: price(2),
    total_energy: 5,
    total_time: 1,
    last_updated,
    ...difference,
  });
  return { session, cdr };
};

const tariff = samples.tariff();

describe.each<Shape>(['one', 'split'])('checks of CDRs, shape %s', (shape) => {
  let w: World;
  let live: Live;
  beforeAll(async () => {
    w = await world({ shape });
    live = w.live('subscription { cdrChecked { ref } }');
    await w.emsp.pushToken(samples.token());
    await w.cpo.pushTariff(tariff);
    await w.cpo.pushLocation(samples.location());
  }, 120_000);
  afterAll(() => w.close());

  const read = async (id: string): Promise<Check | null> => {
    const query = `query ($ref: ID!) { cdr(ref: $ref) { check { ${CHECK} } } }`;
    return (
      (await w.graph<{ cdr: { check: Check } | null }>(query, { ref: `NL/ALF/${id}` })).cdr?.check ?? null
    );
  };
  /** As soon as it is so. The subscription may open a moment after the first CDR, so it is looked now and then too. */
  const checkOf = async (id: string, isReady = ({ state }: Check) => state !== 'WAITING'): Promise<Check> => {
    for (;;) {
      const check = await read(id);
      if (check && isReady(check)) return check;
      await Promise.race([live.next(), new Promise((resolve) => setTimeout(resolve, 200))]);
    }
  };
  const bill = async ({ session, cdr }: ReturnType<typeof charge>) => {
    await w.cpo.pushSession(session);
    expect((await w.cpo.pushCdr(cdr)).envelope?.status_code).toBe(1000);
    return checkOf(cdr.id);
  };
  const codes = ({ checks }: Check) => checks.map(({ code }) => code);

  it('PRC-003, PRC-047 accepts a CDR that is right, with its price explained', async () => {
    const check = await bill(charge('right', 1));
    expect(check).toMatchObject({
      state: 'ACCEPTED',
      checks: [],
      claimed: { afterTaxes: '2.42' },
      computed: {
        total: { afterTaxes: '2.42' },
        timeZone: 'Europe/Amsterdam',
        lines: [{ billed: '5000', rate: '0.4' }],
      },
    });
    expect(check.difference.lines.map(({ code }) => code)).toEqual(['SAME', 'SAME']);
  });

  it('PRC-047 flags a CDR that is wrong and explains the line that differs', async () => {
    const wrong = charge('wrong', 3, { total_cost: price(2.6), total_energy_cost: price(2.6) });
    const check = await bill(wrong);
    expect(check.state).toBe('FLAGGED');
    expect(codes(check)).toEqual(['PRICE_DIFFERS', 'LINE_DIFFERS', 'SESSION_COST_DIFFERS']);
    expect(check.difference.lines[0]).toMatchObject({
      field: 'TOTAL_ENERGY_COST',
      code: 'DIFFERS',
      difference: { beforeTaxes: '0.6' },
      sentence: expect.stringContaining('5 kWh at 0.4') as string,
    });
    const shown = await w.graph<{ cdr: Record<string, unknown> }>(
      `{ cdr(ref: "NL/ALF/C-wrong") { claimed { beforeTaxes } computed { total { beforeTaxes } }
        difference { lines { field code } } checks { code severity requirement } } }`,
    );
    expect(shown.cdr).toMatchObject({
      claimed: { beforeTaxes: '2.6' },
      computed: { total: { beforeTaxes: '2' } },
      checks: [{ code: 'PRICE_DIFFERS', severity: 'ERROR', requirement: 'PRC-047' }, {}, {}],
    });
  });

  it('CDR-020 flags a second CDR of a Session, and an overlapping one at the same EVSE', async () => {
    const first = charge('first', 5);
    expect((await bill(first)).state).toBe('ACCEPTED');
    const again = await bill({ ...first, cdr: { ...first.cdr, id: 'C-again' } });
    expect(again.checks).toMatchObject([{ code: 'DUPLICATE', other: { ref: 'NL/ALF/C-first' } }]);
    const { session, cdr } = charge('beside', 5);
    const start_date_time = '2026-11-02T05:30:00Z';
    const charging_periods = cdr.charging_periods.map((period) => ({ ...period, start_date_time }));
    const shift = { start_date_time, end_date_time: '2026-11-02T06:30:00Z', charging_periods };
    const cdr_token = { ...cdr.cdr_token, uid: 'ANOTHER' };
    const beside = await bill({
      session: { ...session, ...shift, cdr_token },
      cdr: { ...cdr, ...shift, cdr_token, auth_method: 'AUTH_REQUEST' },
    });
    expect(beside).toMatchObject({ state: 'FLAGGED', checks: [{ code: 'OVERLAP' }, { code: 'OVERLAP' }] });
  });

  it('flags energy that the Connector does not deliver in that time', async () => {
    const { session, cdr } = charge('much', 8);
    const charging_periods = [{ ...cdr.charging_periods[0], dimensions: [{ type: 'ENERGY', volume: 20 }] }];
    const more = { charging_periods: charging_periods as CDR['charging_periods'], total_cost: price(8) };
    const check = await bill({
      session: { ...session, ...more, kwh: 20 },
      cdr: { ...cdr, ...more, total_energy_cost: price(8), total_energy: 20 },
    });
    expect(check).toMatchObject({ state: 'FLAGGED', checks: [{ code: 'ENERGY_IMPLAUSIBLE' }] });
    expect(check.checks[0]?.sentence).toContain('11.04 kW');
  });

  it('CDR-007 flags a CDR before its Session is known, and accepts it as soon as that has come', async () => {
    const { session, cdr } = charge('late', 10);
    await w.cpo.pushCdr(cdr);
    expect(codes(await checkOf(cdr.id))).toEqual(['SESSION_UNKNOWN']);
    await w.cpo.pushSession(session);
    // Nobody asks for it, and it would be looked at by itself in a minute only.
    const check = await checkOf(cdr.id, ({ state }) => state === 'ACCEPTED');
    expect(check.checks).toEqual([]);
  });

  it('CDR-007 flags prices that the CPO never agreed to', async () => {
    const dearer = samples.tariff({
      elements: [{ price_components: [{ type: 'ENERGY', price: 0.5, vat: 21, step_size: 1 }] }],
    });
    const check = await bill(
      charge('dear', 12, { tariffs: [dearer], total_cost: price(2.5), total_energy_cost: price(2.5) }),
    );
    expect(codes(check)).toContain('TARIFF_NOT_AGREED');
  });

  it('CDR-021 ends a dispute by a credit CDR', async () => {
    const { session, cdr } = charge('disputed', 14);
    await bill({ session, cdr });
    const dispute = `mutation { disputeCdr(ref: "NL/ALF/C-disputed", reason: "Nobody charged there.",
      lines: [{ field: TOTAL_COST, expectedAfterTaxes: "0" }]) { state decidedBy } }`;
    const answer = await w.asPlatform(dispute, { role: 'EMSP', country_code: 'DE', party_id: 'BET' });
    expect(answer.errors).toBeUndefined();
    expect(answer.data?.['disputeCdr']).toMatchObject({ state: 'DISPUTED', decidedBy: 'DE/BET' });
    await w.cpo.pushCdr({
      ...cdr,
      id: 'C-disputed-credit',
      credit: true,
      credit_reference_id: cdr.id,
      total_cost: { before_taxes: -2, taxes: [{ name: 'VAT', percentage: 21, amount: -0.42 }] },
    });
    expect(await checkOf('C-disputed', ({ state }) => state === 'CREDITED')).toMatchObject({
      disputes: [{ raisedBy: 'DE/BET', outcome: 'CREDITED' }],
    });
    expect((await checkOf('C-disputed-credit')).state).toBe('ACCEPTED');
  });

  it('CDR-010 RTE-049 pushes the credit CDR that ends a dispute to the eMSP as its CPO would', async () => {
    const { session, cdr } = charge('given-back', 18);
    await bill({ session, cdr });
    await w.asPlatform(
      `mutation { disputeCdr(ref: "NL/ALF/C-given-back", reason: "Nobody charged there.") { state } }`,
      {
        role: 'EMSP',
        country_code: 'DE',
        party_id: 'BET',
      },
    );
    // The CDR itself was pushed by its CPO; what comes now was made here.
    const isCredit = ({ body }: { body: unknown }) => (body as CDR).id === 'C-given-back-C';
    const got = (async () => {
      for (;;) {
        const request = await w.emsp.next({ module: 'cdrs' });
        if (isCredit(request)) return request;
      }
    })();
    const resolve = `mutation { resolveDispute(ref: "NL/ALF/C-given-back", reason: "Our mistake.") { credit { ref } } }`;
    await w.asPlatform(resolve, { role: 'CPO', country_code: 'NL', party_id: 'ALF' });
    const { body, from, to, complaints, method, segments } = await got;
    expect([method, segments, from, to, complaints]).toEqual([
      'POST',
      [],
      { country_code: 'NL', party_id: 'ALF' },
      { country_code: 'DE', party_id: 'BET' },
      [],
    ]);
    expect(body).toMatchObject({
      id: 'C-given-back-C',
      credit: true,
      credit_reference_id: 'C-given-back',
      total_cost: { before_taxes: -2 },
      remark: 'Our mistake.',
    });
    expect(await checkOf('C-given-back', ({ state }) => state === 'CREDITED')).toMatchObject({
      disputes: [{ outcome: 'CREDITED' }],
    });
    // Asked again it makes and sends nothing more.
    await w.asPlatform(resolve, { role: 'CPO', country_code: 'NL', party_id: 'ALF' });
    const sent = await w.graph<{ deliveries: { items: { status: string }[] } }>(
      '{ deliveries(filter: { kind: [REDELIVERY] }) { items { status broadcast { object } } } }',
    );
    expect(sent.deliveries.items).toMatchObject([{ broadcast: { object: 'NL/ALF/C-GIVEN-BACK-C' } }]);
  });

  it('V211-061 prices by the rules of the version that its CPO speaks', async () => {
    const client = new pg.Client({ connectionString: w.databaseUrl });
    await client.connect();
    const speak = (version: string) =>
      client.query(
        `update parties.platform set version = $1 where id in (select platform_id from parties.role where party_key = 'NL/ALF')`,
        [version],
      );
    try {
      await speak('2.1.1');
      // By 2.1.1 the first element hides the second, so that the energy is free.
      const flat = samples.tariff({
        id: 'FLAT',
        elements: [
          { price_components: [{ type: 'FLAT', price: 1, step_size: 1 }] },
          { price_components: [{ type: 'ENERGY', price: 0.4, step_size: 1 }] },
        ],
      });
      await w.cpo.pushTariff(flat);
      const { session, cdr } = charge('older', 16, {
        tariffs: [flat],
        total_cost: { before_taxes: 1 },
        total_energy_cost: undefined,
      });
      const periods = cdr.charging_periods.map((period) => ({ ...period, tariff_id: 'FLAT' }));
      const check = await bill({
        session: { ...session, charging_periods: periods, total_cost: { before_taxes: 1 } },
        cdr: { ...cdr, charging_periods: periods },
      });
      expect(check).toMatchObject({ state: 'ACCEPTED', computed: { lines: [{ billed: '1', rate: '1' }] } });
      expect(check.difference.lines.map(({ code }) => code)).toEqual(['SAME']);
      const shown = await w.graph(
        `{ session(ref: "NL/ALF/older") { runningCost { rules total { beforeTaxes } } }
           cdr(ref: "NL/ALF/C-older") { computed { rules } } }`,
      );
      expect(shown).toEqual({
        session: { runningCost: { rules: '2.1.1', total: { beforeTaxes: '1' } } },
        cdr: { computed: { rules: '2.1.1' } },
      });
    } finally {
      await speak('2.3.0');
      await client.end();
    }
  });

  it('has nothing left to do', async () => {
    const { cdrCheckCounts } = await w.graph<{ cdrCheckCounts: { state: string; count: number }[] }>(
      '{ cdrCheckCounts { state count } }',
    );
    expect(Object.fromEntries(cdrCheckCounts.map(({ state, count }) => [state, count]))).toEqual({
      ACCEPTED: 6,
      FLAGGED: 5,
      CREDITED: 2,
    });
  });
});
