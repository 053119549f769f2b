// How fast search is on a million Locations, by hand: no assertion. From the root of the repository:
//   node scripts/build.mjs && node subgraphs/locations/tests/search.measure.mjs [rows]
// Fills an embedded database of its own and prints milliseconds through the subgraph's schema, parsing left out.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createLog, startEmbeddedPostgres } from '@chargesphere/chassis';
import { createLocationsSubgraph } from '@chargesphere/locations';
import { execute, parse } from 'graphql';
import pg from 'pg';

const ROWS = Number(process.argv[2] ?? 1_000_000);
const ROUNDS = 100;
const CITIES = 200;
/** Share of the Locations that their owner also addressed to one eMSP directly. */
const COPIES = 0.05;

// Seven of ten in one of 200 cities, the rest anywhere between Lisbon and Helsinki; 20 CPOs.
const FILL = `
with place as (
  select n, n % 10 < 7 as is_city, (n / 10) % ${CITIES} as city,
    (random() + random() + random() - 1.5) * 0.06 as dy, (random() + random() + random() - 1.5) * 0.09 as dx,
    random() as ry, random() as rx
  from generate_series(1, $1::int) n
), spot as (
  select n, city, is_city,
    case when is_city then 37 + (city * 7919 % 2300) / 100.0 + dy else 37 + ry * 23 end as latitude,
    case when is_city then -9 + (city * 104729 % 3400) / 100.0 + dx else -9 + rx * 34 end as longitude
  from place
), named as (
  select *, 'C' || lpad((n % 20)::text, 2, '0') as party, 'LOC' || n as id,
    'Street ' || (n % 9973) || ' No ' || (n % 97) as address,
    case when is_city then 'City' || city else 'Village' || (n % 5003) end as town,
    case n % 4 when 0 then 'AVAILABLE' when 1 then 'CHARGING' when 2 then 'UNKNOWN' else 'OUTOFORDER' end as status
  from spot
)
insert into locations.location (ref, addressee, owner, last_updated, payload, id_folded, country, city, latitude,
  longitude, statuses, standards, max_power, search)
select 'NL/' || party || '/' || id, '', 'NL/' || party, timestamptz '2026-01-01' + n * interval '1 second',
  jsonb_build_object('country_code', 'NL', 'party_id', party, 'id', id, 'publish', true, 'name', 'Charging ' || n,
    'address', address, 'city', town, 'country', 'NLD', 'time_zone', 'Europe/Amsterdam',
    'coordinates', jsonb_build_object('latitude', round(latitude::numeric, 6)::text,
      'longitude', round(longitude::numeric, 6)::text),
    'evses', jsonb_build_array(jsonb_build_object('uid', id || '-1', 'status', status, 'last_updated',
      '2026-01-01T00:00:00Z', 'connectors', jsonb_build_array(jsonb_build_object('id', '1', 'standard',
      'IEC_62196_T2', 'format', 'SOCKET', 'power_type', 'AC_3_PHASE', 'max_voltage', 230, 'max_amperage', 32,
      'tariff_ids', jsonb_build_array('T1'), 'last_updated', '2026-01-01T00:00:00Z')))),
    'last_updated', '2026-01-01T00:00:00Z'),
  id, 'NLD', lower(town), latitude, longitude, array[status], array['IEC_62196_T2'], 22080,
  to_tsvector('simple', 'Charging ' || n || ' ' || address || ' ' || town || ' ' || id)
from named`;

const COPY = `
insert into locations.location (ref, addressee, owner, last_updated, payload, id_folded, country, city, latitude,
  longitude, statuses, standards, max_power, search)
select ref, 'DE/EMP', owner, last_updated, payload, id_folded, country, city, latitude, longitude, statuses, standards,
  max_power, search from locations.location where seq % 100 < $1::int`;

const callers = {
  operator: { kind: 'operator', name: 'measure' },
  'eMSP with copies of its own': platform('EMSP', 'DE', 'EMP'),
  'another eMSP': platform('EMSP', 'FR', 'MSP'),
  'CPO of one in twenty': platform('CPO', 'NL', 'C07'),
};

function platform(role, country_code, party_id) {
  return { kind: 'platform', platformId: 'measured', roles: [{ role, country_code, party_id }] };
}

/** A city's centre, as FILL places it. */
function centre(k) {
  return { latitude: 37 + ((k * 7919) % 2300) / 100, longitude: -9 + ((k * 104729) % 3400) / 100 };
}

const list =
  'query ($filter: LocationFilter, $page: PageInput) { locations(filter: $filter, page: $page) { items { ref name } next } }';
const one = 'query ($ref: ID!) { location(ref: $ref) { ref name } }';
const nearest =
  'query ($latitude: Float!, $longitude: Float!, $filter: LocationFilter) { nearestLocations(latitude: $latitude, longitude: $longitude, filter: $filter) { distanceM location { ref name } } }';
const window = 'query ($window: DocumentWindow!) { locationDocuments(window: $window) { items } }';
const total = 'query ($window: DocumentWindow!) { locationDocuments(window: $window) { total } }';

const page = { limit: 20 };
const filtered = (filter) => ({ filter, page });
const boxAround = ({ latitude, longitude }, half) => ({
  south: latitude - half,
  north: latitude + half,
  west: longitude - half,
  east: longitude + half,
});
const searches = {
  'one by its ref, the floor': [one, (i) => ({ ref: `NL/C${String(i % 20).padStart(2, '0')}/LOC${i + 20}` })],
  'list, first page': [list, () => ({ page })],
  'text, one word of many': [list, () => filtered({ text: 'charging' })],
  'text, a city': [list, (i) => filtered({ text: `city${i}` })],
  'text, street and number': [list, (i) => filtered({ text: `street ${(i * 131) % 9973} no` })],
  'text, an id': [list, (i) => filtered({ text: `loc${(i * 9973) % ROWS}` })],
  'text, beginning of an id': [list, (i) => filtered({ text: `loc${i + 10}` })],
  'text, nothing found': [list, () => filtered({ text: 'charging nowhere' })],
  'box, in a dense city (5 km)': [list, (i) => filtered({ box: boxAround(centre(i), 0.025) })],
  'box, a country (5 degrees)': [list, (i) => filtered({ box: boxAround(centre(i), 2.5) })],
  'box, a village (2 km)': [
    list,
    (i) => filtered({ box: boxAround({ latitude: 38 + i / 10, longitude: i / 5 }, 0.01) }),
  ],
  'box, at sea': [list, (i) => filtered({ box: boxAround({ latitude: -40 + i / 10, longitude: -120 }, 5) })],
  'box and status': [list, (i) => filtered({ box: boxAround(centre(i), 0.025), status: 'CHARGING' })],
  'city and country': [list, (i) => filtered({ city: `City${i}`, country: 'NLD' })],
  'of one CPO': [list, (i) => filtered({ cpo: `NL/C${String(i % 20).padStart(2, '0')}` })],
  'a status': [list, () => filtered({ status: 'CHARGING' })],
  'a status there is none of': [list, () => filtered({ status: 'BLOCKED' })],
  'nearest 20, dense': [nearest, (i) => centre(i)],
  'nearest 20, sparse': [nearest, (i) => ({ latitude: 38 + i / 5, longitude: -8 + i / 4 })],
  'nearest 20 available': [nearest, (i) => ({ ...centre(i), filter: { status: 'AVAILABLE' } })],
  'OCPI page of 100, first': [window, () => ({ window: { offset: 0, limit: 100 } })],
  'OCPI page of 100, at half': [window, () => ({ window: { offset: ROWS / 2, limit: 100 } })],
  'OCPI page of 100, last': [window, () => ({ window: { offset: ROWS - 100, limit: 100 } })],
  'OCPI page of 100, last hour': [
    window,
    (i) => ({ window: { dateFrom: lastHour(i), offset: 0, limit: 100 } }),
  ],
  'OCPI total': [total, () => ({ window: { offset: 0, limit: 1 } })],
  'OCPI total, last hour': [total, (i) => ({ window: { dateFrom: lastHour(i), offset: 0, limit: 1 } })],
};

function lastHour(i) {
  return new Date(Date.parse('2026-01-01T00:00:00Z') + (ROWS - 3600 - i) * 1000).toISOString();
}

const dataDir = mkdtempSync(join(tmpdir(), 'chargesphere-measure-'));
chmodSync(dataDir, 0o711);
const log = createLog({ level: 'warn' });
const server = await startEmbeddedPostgres({ dataDir, durable: false, log });
try {
  const subgraph = await createLocationsSubgraph({ url: server.url, log });
  await fill();
  for (const [who, principal] of Object.entries(callers)) {
    console.log(`\n${who}`.padEnd(37), 'p50'.padStart(8), 'p95'.padStart(8), ' found');
    for (const [what, [text, variables]] of Object.entries(searches))
      if (!process.env.ONLY || what.includes(process.env.ONLY))
        await measure(subgraph, principal, what, parse(text), variables);
  }
  await subgraph.close();
} finally {
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
}

async function fill() {
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  const started = performance.now();
  const { rowCount } = await client.query(FILL, [ROWS]);
  const { rowCount: copies } = await client.query(COPY, [COPIES * 100]);
  await client.query('vacuum analyze locations.location');
  const { rows } = await client.query(
    `select pg_size_pretty(pg_table_size('locations.location')) as table, pg_size_pretty(pg_indexes_size('locations.location')) as indexes`,
  );
  await client.end();
  const took_s = ((performance.now() - started) / 1000).toFixed(0);
  console.log(
    `${rowCount} Locations and ${copies} copies in ${took_s} s; table ${rows[0].table}, indexes ${rows[0].indexes}`,
  );
}

async function measure(subgraph, principal, what, document, variables) {
  const times = [];
  let found = 0;
  for (let i = 0; i < ROUNDS && (i < 5 || sum(times) < 5000); i++) {
    const caller = { principal, requestId: 'r', correlationId: 'c' };
    const started = performance.now();
    const { data, errors } = await execute({
      schema: subgraph.schema,
      document,
      variableValues: variables(i),
      contextValue: subgraph.context(caller),
    });
    times.push(performance.now() - started);
    if (errors) throw errors[0].originalError ?? errors[0];
    const result = data.locations?.items ??
      data.nearestLocations ??
      data.locationDocuments ?? [data.location];
    found = result.length ?? result.items?.length ?? result.total;
  }
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.floor(times.length * share)].toFixed(2).padStart(8);
  console.log(`  ${what}`.padEnd(36), at(0.5), at(0.95), ` ${found}`);
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}
