// How flat the pages of a crawl are, by hand: no assertion. From the root of the repository:
//   node scripts/build.mjs && node subgraphs/chassis/tests/crawl.measure.mjs [rows] [limit]
// Fills an embedded database of its own, crawls it through the store in every way there is, and prints the latency of
// the last hundred pages as a multiple of the first hundred.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import {
  createLog,
  documentTableSql,
  DocumentStore,
  openFrame,
  outboxTableSql,
  sqlMigration,
  startEmbeddedPostgres,
  windowOf,
} from '@chargesphere/chassis';
import pg from 'pg';

const ROWS = Number(process.argv[2] ?? 300_000);
const LIMIT = Number(process.argv[3] ?? 500);
const SAMPLE = 100;

const kind = {
  name: 'thing',
  schema: 'things',
  table: 'thing',
  refOf: ({ country_code, party_id, id }) => `${country_code}/${party_id}/${id}`,
  lastUpdatedOf: ({ last_updated }) => last_updated,
  keepsCopyPerAddressee: true,
  promoted: {},
  visibility: { ownerRoles: ['CPO'], readsHubAddressed: () => true },
};

// About as large as a Location with two EVSEs.
const FILL = `
insert into things.thing (ref, owner, last_updated, payload)
select 'NL/C' || n % 20 || '/L' || n, 'NL/C' || n % 20, timestamptz '2026-01-01' + n * interval '1 second',
  jsonb_build_object('country_code', 'NL', 'party_id', 'C' || n % 20, 'id', 'L' || n, 'text', repeat(md5(n::text), 40),
    'last_updated', to_char(timestamptz '2026-01-01' + n * interval '1 second', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))
from generate_series(1, $1::int) n`;

const caller = {
  principal: {
    kind: 'platform',
    platformId: 'measured',
    roles: [{ role: 'EMSP', country_code: 'DE', party_id: 'EMP' }],
  },
  requestId: 'r',
  correlationId: 'c',
};

const mean = (times) => times.reduce((sum, time) => sum + time, 0) / times.length;

/** Every page of a list with its total; `next` makes the following window. */
async function crawl(name, store, filters, next) {
  const times = [];
  let seen = 0;
  let window = { ...filters, offset: 0, limit: LIMIT };
  while (window) {
    const begun = performance.now();
    const page = await windowOf(store, caller, window);
    await page.total();
    times.push(performance.now() - begun);
    seen += page.items.length;
    window = page.next ? next(window, page) : undefined;
  }
  const [first, last] = [mean(times.slice(0, SAMPLE)), mean(times.slice(-SAMPLE))];
  const [firstShown, lastShown, ratio] = [first, last, last / first].map((value) => value.toFixed(2));
  console.log(
    `${name}: ${seen} rows, ${times.length} pages, first ${firstShown} ms, last ${lastShown} ms, ratio ${ratio}`,
  );
}

const byCursor = (window, { next }) => ({ ...window, offset: window.offset + LIMIT, after: next });
const byOffset = (window) => ({ ...window, offset: window.offset + LIMIT });

async function fill(url) {
  // Past the pool, whose statements may not take that long.
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(FILL, [ROWS]);
  await client.query('vacuum analyze things.thing');
  await client.end();
}

const home = mkdtempSync(join(tmpdir(), 'chargesphere-measure-'));
chmodSync(home, 0o711);
const log = createLog({ level: 'warn' });
const postgres = await startEmbeddedPostgres({ dataDir: home, durable: false, log });
try {
  const migration = sqlMigration('things', [...outboxTableSql('things'), ...documentTableSql(kind)]);
  const frame = await openFrame({ url: postgres.url, log }, { schema: 'things', migrations: [migration] });
  const fresh = () => new DocumentStore(kind, frame.pool, frame.outbox);
  await fill(postgres.url);
  const since = { dateFrom: '2026-01-01T00:00:00Z' };
  await crawl('warming up', fresh(), {}, byCursor);
  await crawl('cursor', fresh(), {}, byCursor);
  await crawl('cursor, date_from', fresh(), since, byCursor);
  await crawl('offset, remembered', fresh(), {}, byOffset);
  const forgetful = fresh();
  forgetful.pageEnds.goOn = () => undefined;
  await crawl('offset, counted off', forgetful, {}, byOffset);
  await frame.close();
} finally {
  await postgres.stop();
  rmSync(home, { recursive: true, force: true });
}
