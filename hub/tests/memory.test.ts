/** A hub that has ended is forgotten: nothing that lives as long as the process holds on to it. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '../..');

// In a process of its own, in which nothing else was opened before.
it('leaves nothing behind in memory', async () => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      '--expose-gc',
      '--conditions=source',
      ...['--import', './tests/setup/typescript.mjs', join(import.meta.dirname, 'memory.child.ts')],
    ],
    { cwd: root },
  );
  expect(stdout).toBe('forgotten');
}, 60_000);
