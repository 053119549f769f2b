/** A CDR beside its Session, Token and place, and beside what can be. */
import type { CDR } from '@chargesphere/schema';
import { cdr, check, connector, facts, price, session, token } from './samples.js';

describe('the Session of a CDR', () => {
  it('CDR-007 flags a Session that is not known, and AMB-021 takes a CDR without one', () => {
    expect(check(cdr(), facts({ session: null }))).toMatchObject({
      state: 'FLAGGED',
      codes: ['SESSION_UNKNOWN'],
    });
    expect(check(cdr({ session_id: null }), facts({ session: null }))).toMatchObject({
      state: 'ACCEPTED',
      codes: ['SESSION_NOT_NAMED'],
    });
  });

  it.each([
    ['energy', { kwh: 18 }, '/total_energy', 'The energy of the CDR is 20 kWh, its Session told 18 kWh.'],
    [
      'EVSE',
      { evse_uid: '9999' },
      '/cdr_location/evse_uid',
      'The EVSE of the CDR is 3256, its Session told 9999.',
    ],
    ['currency', { currency: 'CHF' }, '/currency', 'The currency of the CDR is EUR, its Session told CHF.'],
    [
      'driver',
      { cdr_token: { ...cdr().cdr_token, uid: 'OTHER' } },
      '/cdr_token/uid',
      'The Token of the CDR is 012345678, its Session told OTHER.',
    ],
  ])('CDR-007 flags another %s than the Session told', (_, difference, pointer, sentence) => {
    const { state, findings } = check(cdr(), facts({ session: session(difference) }));
    expect(state).toBe('FLAGGED');
    expect(findings[0]).toMatchObject({ code: 'SESSION_DIFFERS', pointer, sentence });
  });

  it('SES-011 compares the end only when it has come, and never bills an invalid Session', () => {
    expect(check(cdr(), facts({ session: session({ status: 'ACTIVE', kwh: 18 }) }))).toMatchObject({
      state: 'ACCEPTED',
      codes: ['SESSION_RUNNING'],
    });
    expect(check(cdr(), facts({ session: session({ status: 'INVALID' }) })).codes).toEqual([
      'SESSION_INVALID',
    ]);
  });

  it('SES-061 says that times and cost were told otherwise, without flagging', () => {
    const told = session({ end_date_time: '2026-03-01T09:30:00Z', total_cost: price(7) });
    expect(check(cdr(), facts({ session: told }))).toMatchObject({
      state: 'ACCEPTED',
      codes: ['SESSION_TIMES_DIFFER', 'SESSION_COST_DIFFERS'],
    });
  });
});

describe('the Token and the place of a CDR', () => {
  it('TOK-003 flags a Token that was invalid before the charge began, not one that became so later', () => {
    const of = (last_updated: string) =>
      check(cdr(), facts({ token: token({ valid: false, last_updated }) })).codes;
    expect(of('2026-02-01T00:00:00Z')).toEqual(['TOKEN_INVALID']);
    expect(of('2026-03-01T12:00:00Z')).toEqual([]);
  });

  it('TOK-003 doubts a whitelisted Token that nobody sent; others need not be known', () => {
    const unknown = facts({ token: null });
    expect(check(cdr({ auth_method: 'WHITELIST' }), unknown).codes).toEqual(['TOKEN_UNKNOWN']);
    expect(check(cdr(), unknown).codes).toEqual([]);
    expect(check(cdr(), facts({ token: token({ contract_id: 'DE-EMP-C9' }) })).codes).toEqual([
      'TOKEN_DIFFERS',
    ]);
  });

  it('CDR-006 takes CDRs of Locations that were never published, and says what it could not check', () => {
    expect(check(cdr(), facts({ location: null, connector: null }))).toMatchObject({
      state: 'ACCEPTED',
      codes: ['LOCATION_UNKNOWN'],
    });
    expect(check(cdr(), facts({ connector: null })).codes).toEqual(['LOCATION_DIFFERS']);
  });
});

/** The same charge with another amount of energy, priced and told rightly. */
const charged = (kwh: number, difference: Partial<CDR> = {}): [CDR, ReturnType<typeof facts>] => {
  const cost = price(Math.round(kwh * 4000) / 10_000, Math.round(kwh * 840) / 10_000);
  const document = cdr({
    total_energy: kwh,
    charging_periods: [
      { start_date_time: '2026-03-01T08:00:00Z', dimensions: [{ type: 'ENERGY', volume: kwh }] },
    ],
    total_cost: cost,
    total_energy_cost: cost,
    ...difference,
  });
  return [document, facts({ session: session({ kwh, total_cost: cost }) })];
};

describe('what can be', () => {
  it('flags more energy than the Connector delivers in the time', () => {
    const [document, known] = charged(40);
    const { state, findings } = check(document, known);
    expect(state).toBe('FLAGGED');
    expect(findings).toMatchObject([{ code: 'ENERGY_IMPLAUSIBLE', pointer: '/total_energy' }]);
    expect(findings[0]?.sentence).toBe(
      '40 kWh in 1 h: its Connector has at most 22.08 kW, which makes 22.08 kWh at the most.',
    );
  });

  it('CDR-052 counts feeding in alike, and takes the power of the Connector where it is lower', () => {
    const [document, known] = charged(-40);
    expect(check(document, known).codes).toContain('ENERGY_IMPLAUSIBLE');
    const [usual, same] = charged(20);
    expect(check(usual, { ...same, connector: connector({ max_electric_power: 11_000 }) }).codes).toEqual([
      'ENERGY_IMPLAUSIBLE',
    ]);
  });

  it('knows bounds of AC and DC without a Connector', () => {
    const [document, known] = charged(60);
    const unknown = { ...known, connector: null, location: null };
    expect(check(document, unknown).codes).toContain('ENERGY_IMPLAUSIBLE');
    const dc = {
      ...document,
      cdr_location: { ...document.cdr_location, connector_power_type: 'DC' as const },
    };
    expect(check(dc, unknown).codes).not.toContain('ENERGY_IMPLAUSIBLE');
  });

  it('CDR-035 flags periods that hold another amount of energy than the total', () => {
    const [document, known] = charged(20, {
      charging_periods: [
        { start_date_time: '2026-03-01T08:00:00Z', dimensions: [{ type: 'ENERGY', volume: 15 }] },
      ],
    });
    expect(check(document, known).codes).toContain('ENERGY_SUM_DIFFERS');
  });

  it.each([
    ['ends before it begins', { end_date_time: '2026-03-01T07:00:00Z' }],
    ['lasts longer than from start to end', { total_time: 2 }],
    ['parks longer than it lasts', { total_parking_time: 2 }],
    [
      'ends in the future',
      { start_date_time: '2026-03-03T08:00:00Z', end_date_time: '2026-03-03T09:00:00Z' },
    ],
  ])('CDR-034 flags a charge that %s', (_, difference) => {
    expect(check(cdr(difference), facts({ session: null })).codes).toContain('DURATION_IMPLAUSIBLE');
  });

  it('CDR-034, CDR-054 says when times do not add up, or are not known', () => {
    expect(
      check(
        cdr({ end_date_time: '2026-03-01T11:00:00Z' }),
        facts({ session: session({ end_date_time: null }) }),
      ).codes,
    ).toEqual(['TIME_SUM_DIFFERS']);
    expect(check(cdr({ start_date_time: '1970-01-01T00:00:00Z' })).codes).toEqual(['TIMES_UNKNOWN']);
  });
});
