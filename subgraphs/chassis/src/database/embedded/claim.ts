/**
 * One start per database folder. The claim is a listening socket in Linux's abstract namespace, named after the
 * folder: taking it is atomic and the kernel gives it back however the holder dies, so no stale lock can be left.
 * Whoever is refused connects to it and is told the holder's process id.
 */
import { statSync } from 'node:fs';
import { connect, createServer } from 'node:net';

/** Takes the folder for this process; resolves to what gives it back. */
export async function claim(folder: string): Promise<() => Promise<void>> {
  // The inode is the folder's identity, whatever path or link it was reached by.
  const { dev, ino } = statSync(folder);
  const path = `\0chargesphere-postgres-${dev}-${ino}`;
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.end(String(process.pid));
  });
  const isOurs = await new Promise<boolean>((resolve, reject) => {
    server.once('error', (problem: NodeJS.ErrnoException) =>
      problem.code === 'EADDRINUSE' ? resolve(false) : reject(problem),
    );
    server.listen({ path }, () => resolve(true));
  });
  if (!isOurs)
    throw new Error(
      `The embedded database in ${folder} is in use by another start${await holder(path)}. ` +
        'Stop that one first, or give this one its own folder with HUB_DATA_DIR.',
    );
  server.unref();
  return () => new Promise((resolve) => server.close(() => resolve()));
}

/** ` (process 123)`, or nothing when it does not say within a second. */
function holder(path: string): Promise<string> {
  return new Promise((resolve) => {
    let said = '';
    const socket = connect({ path, timeout: 1_000 });
    socket.setEncoding('utf8');
    socket.on('data', (chunk) => (said += String(chunk)));
    socket.on('timeout', () => socket.destroy());
    socket.on('error', () => socket.destroy());
    socket.on('close', () => resolve(/^\d+$/.test(said) ? ` (process ${said})` : ''));
  });
}
