// A program that a test kills: starts the embedded database over the folder it is given, with the launcher it is
// given, and writes rows without end, eight at a time, printing the number of each once its commit is acknowledged.
import pg from 'pg';

const [, , launcher, dataDir] = process.argv;
const { startEmbeddedPostgres } = await import(launcher);
const log = { debug() {}, info() {}, warn() {}, error: console.error };
const { url } = await startEmbeddedPostgres({ dataDir, durable: true, log });
const pool = new pg.Pool({ connectionString: url, max: 8 });
await pool.query(
  'create table if not exists written (number bigint generated always as identity, filler text)',
);
console.log('started');
for (let writers = 0; writers < 8; writers++) write().catch(() => process.exit(1));

async function write() {
  for (;;) {
    const { rows } = await pool.query(
      `insert into written (filler) values (repeat('x', 500)) returning number`,
    );
    console.log(rows[0].number);
  }
}
