/**
 * Databases for tests, on the one PostgreSQL of the run. Every caller gets one of its own, so tests never see each
 * other's rows, and none is shared between jest's workers.
 */
import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';

export interface TestDatabase {
  url: string;
  /** Drops it, with whoever is still connected to it. */
  drop(): Promise<void>;
}

/** An empty database. */
export function freshDatabase(): Promise<TestDatabase> {
  return withAdmin((admin) => create(admin, 'template1'));
}

/**
 * A database like the one `prepare` makes (its migrations, say): prepared once a run under this name, cloned for each
 * caller. `prepare` must have closed its connections when it resolves.
 */
export function templateDatabase(
  name: string,
  prepare: (url: string) => Promise<void>,
): Promise<TestDatabase> {
  return withAdmin(async (admin) => {
    const template = `${prefix()}_template_${createHash('sha256').update(name).digest('hex').slice(0, 12)}`;
    // The first worker prepares, the others wait here for it.
    await admin.query('select pg_advisory_lock(hashtextextended($1, 0))', [template]);
    try {
      const { rowCount } = await admin.query('select from pg_database where datname = $1', [template]);
      if (rowCount === 0) await prepareTemplate(admin, template, prepare);
    } finally {
      await admin.query('select pg_advisory_unlock(hashtextextended($1, 0))', [template]);
    }
    return create(admin, template);
  });
}

/** Under another name until it is ready: a preparation that fails must not be cloned by the next caller. */
async function prepareTemplate(admin: pg.Client, template: string, prepare: (url: string) => Promise<void>) {
  const draft = await create(admin, 'template1');
  try {
    await prepare(draft.url);
    await admin.query(`alter database ${nameIn(draft.url)} rename to ${template}`);
  } catch (problem) {
    await draft.drop();
    throw problem;
  }
}

async function create(admin: pg.Client, template: string): Promise<TestDatabase> {
  const name = `${prefix()}_${randomBytes(6).toString('hex')}`;
  await admin.query(`create database ${name} template ${template}`);
  const url = new URL(adminUrl());
  url.pathname = `/${name}`;
  const drop = () =>
    withAdmin(async (again) => void (await again.query(`drop database if exists ${name} with (force)`)));
  return { url: url.toString(), drop };
}

async function withAdmin<T>(use: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: adminUrl() });
  await admin.connect();
  try {
    return await use(admin);
  } finally {
    await admin.end();
  }
}

function adminUrl(): string {
  const url = process.env['TEST_PG_ADMIN_URL'];
  if (!url)
    throw new Error('No test database is running: start the tests with `npm test` or `npm run jest`.');
  return url;
}

/** All databases of one run share a beginning, so that the end of the run finds them. */
function prefix(): string {
  return `test_${process.env['TEST_RUN'] ?? 'run'}`;
}

function nameIn(url: string): string {
  return new URL(url).pathname.slice(1);
}
