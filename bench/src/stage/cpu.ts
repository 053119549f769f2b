/** CPU that processes have used, by Linux's own books; elsewhere nothing is told. */
import { readdirSync, readFileSync } from 'node:fs';

/** The unit of /proc/<pid>/stat on every Linux machine of today. */
const TICK_US = 10_000;

interface Stat {
  parent: number;
  own_us: number;
  /** Of children that have ended and were waited for. */
  ended_us: number;
}

const statOf = (pid: number | string): Stat | undefined => {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined; // gone, or no /proc here
  }
  // The name in brackets may hold spaces, so fields are counted from its end: state, parent, …, four times.
  const fields = text
    .slice(text.lastIndexOf(') ') + 2)
    .split(' ')
    .map(Number);
  const [own, ended] = [
    [11, 12],
    [13, 14],
  ].map((pair) => pair.reduce((sum, i) => sum + (fields[i] ?? 0), 0) * TICK_US);
  return { parent: fields[1] ?? 0, own_us: own ?? 0, ended_us: ended ?? 0 };
};

/** All threads of one process. */
export const cpuOf = (pid: number): number | undefined => statOf(pid)?.own_us;

/** A process and its children, those that have ended too: PostgreSQL has one per connection. */
export const cpuWithChildren = (pid: number): number | undefined => {
  const own = statOf(pid);
  if (!own) return undefined;
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .reduce((sum, name) => {
      const stat = statOf(name);
      return stat?.parent === pid ? sum + stat.own_us : sum;
    }, own.own_us + own.ended_us);
};
