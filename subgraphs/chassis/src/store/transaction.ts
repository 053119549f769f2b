/** Work on one connection between begin and commit. */
import type { Pool, PoolClient } from 'pg';

/** Resolves after the commit. A connection that cannot even roll back is thrown away. */
export const inTransaction = async <T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> => {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((again: Error) => {
      broken = again;
    });
    throw error;
  } finally {
    client.release(broken);
  }
};
