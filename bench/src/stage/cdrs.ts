/**
 * Fills billing past the wire with CDRs that are accepted: the same charge many times, under ids, parties and moments
 * of their own. Posting and checking them one by one is another measure.
 */
import pg from 'pg';

const CPOS = 10;
const EMSPS = 20;

/** A CDR of some 2 KB with two costs and VAT at two rates; `#` is its number. */
const DOCUMENT = {
  country_code: 'NL',
  party_id: '#CPO',
  id: '#ID',
  start_date_time: '2026-03-02T08:00:00Z',
  end_date_time: '2026-03-02T09:00:00Z',
  session_id: '#ID',
  cdr_token: {
    country_code: 'DE',
    party_id: '#EMSP',
    uid: '012345678',
    type: 'RFID',
    contract_id: 'DE-EMP-C1-2',
  },
  auth_method: 'WHITELIST',
  cdr_location: {
    id: 'LOC1',
    address: 'Stationsplein 1',
    city: 'Amsterdam',
    country: 'NLD',
    coordinates: { latitude: '52.33894', longitude: '4.87304' },
    evse_uid: '3256',
    evse_id: 'NL*TNM*E3256',
    connector_id: '1',
    connector_standard: 'IEC_62196_T2',
    connector_format: 'SOCKET',
    connector_power_type: 'AC_3_PHASE',
  },
  currency: 'EUR',
  charging_periods: Array.from({ length: 12 }, (_, i) => ({
    start_date_time: `2026-03-02T08:${String(i * 5).padStart(2, '0')}:00Z`,
    dimensions: [
      { type: 'ENERGY', volume: 1.75 },
      { type: 'TIME', volume: 0.0833 },
    ],
  })),
  total_cost: { before_taxes: 9.29, taxes: [{ name: 'VAT', percentage: 21, amount: 1.95 }] },
  total_energy: 21,
  total_energy_cost: { before_taxes: 8.4, taxes: [{ name: 'VAT', percentage: 21, amount: 1.76 }] },
  total_time: 1,
  total_time_cost: { before_taxes: 0.89, taxes: [{ name: 'VAT', percentage: 21, amount: 0.19 }] },
  last_updated: '2026-03-02T09:30:00Z',
};

/** Accepted CDRs that nobody has cleared; their numbers go on from `from`. */
export const seedCdrs = async (connectionString: string, from: number, count: number): Promise<void> => {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000, query_timeout: 600_000 });
  await client.connect();
  try {
    await client.query('set synchronous_commit = off');
    await client.query('begin');
    await client.query(
      `insert into billing.cdr (ref, owner, last_updated, payload, emsp, cdr_id, session, started_at, currency, credit,
         credit_of, digest, digest_of)
       select 'NL/' || cpo || '/B' || n, 'NL/' || cpo, '2026-03-02T09:30:00Z',
         replace(replace(replace($3::text, '#CPO', cpo), '#EMSP', emsp), '#ID', 'B' || n)::json,
         'DE/' || emsp, 'B' || n, 'NL/' || cpo || '/B' || n, '2026-03-02T08:00:00Z', 'EUR', false, '', '', 'BYTES'
       from generate_series($1::int, $2::int) n
       cross join lateral (select 'C' || lpad((n % ${CPOS})::text, 2, '0') as cpo, 'E' || lpad((n / 7 % ${EMSPS})::text, 2, '0') as emsp) p`,
      [from, from + count - 1, JSON.stringify(DOCUMENT)],
    );
    await client.query(
      `update billing.cdr_check set state = 'ACCEPTED', due_at = null, kwh = 21, cdr_end = '2026-03-02T09:00:00Z',
         total_before = 9.29, total_after = 11.24
       where state = 'WAITING' and cdr_ref like 'NL/C__/B%'`,
    );
    await client.query('commit');
    for (const table of ['cdr', 'cdr_check', 'clearing_due'])
      await client.query(`vacuum analyze billing.${table}`);
  } finally {
    await client.end();
  }
};
