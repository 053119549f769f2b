// After all tests: ends the PostgreSQL of the run and removes its data. A server named by TEST_DATABASE_URL stays,
// without the databases this run prepared.
import { existsSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';

export default async function stop() {
  if (globalThis.testDatabase) {
    const { server, dataDir } = globalThis.testDatabase;
    await server.stop();
    const folder = join(dataDir, 'postgres');
    if (existsSync(folder)) rmSync(realpathSync(folder), { recursive: true, force: true }); // it may be a link
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 20 });
    return;
  }
  const admin = new pg.Client({ connectionString: process.env.TEST_PG_ADMIN_URL });
  await admin.connect();
  const { rows } = await admin.query('select datname from pg_database where starts_with(datname, $1)', [
    `test_${process.env.TEST_RUN}_`,
  ]);
  for (const { datname } of rows) await admin.query(`drop database if exists "${datname}" with (force)`);
  await admin.end();
}
