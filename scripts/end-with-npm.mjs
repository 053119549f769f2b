// Ends this process when the npm that started it is gone. `npm start` is npm → sh → node; a signal sent to npm alone
// kills npm and perhaps the shell, but is not passed on, and a hub without its npm would hold the port and the
// database until somebody looks for it. There is no event for the end of a parent, so it is looked at.
import { readFileSync } from 'node:fs';
import { clearInterval, setInterval } from 'node:timers';

const look_ms = 500;

/** Sends SIGTERM to this process once one of the processes between npm and it has ended. */
export function endWithNpm() {
  const chain = upToNpm(process.ppid, 3);
  if (chain.length === 0) return;
  const isWhole = () =>
    [process.ppid, ...chain.slice(0, -1).map(parentOf)].every((pid, i) => pid === chain[i]);
  const timer = setInterval(() => {
    if (isWhole()) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, look_ms);
  timer.unref();
}

/** The process ids from this one's parent up to npm; none when npm is not so near, or where there is no /proc. */
function upToNpm(pid, steps) {
  if (steps === 0 || !process.env.npm_lifecycle_event) return [];
  const name = read(pid, 'comm').trim();
  if (name.startsWith('npm')) return [pid];
  const above = upToNpm(parentOf(pid), steps - 1);
  return above.length > 0 ? [pid, ...above] : [];
}

function parentOf(pid) {
  // The name in brackets may hold spaces, so the fields are counted from its end: state, then the parent.
  return Number(read(pid, 'stat').split(') ').at(-1).split(' ')[1]);
}

function read(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return ''; // gone, or no /proc here
  }
}
