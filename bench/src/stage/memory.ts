/** Memory of a process, by Linux's own books; elsewhere nothing is told. */
import { readFileSync } from 'node:fs';

/** What it occupies now, bytes. */
export const residentOf = (pid: number): number | undefined => {
  try {
    const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
  } catch {
    return undefined; // gone, or no /proc here
  }
};

const most = (sizes: readonly number[]): number | undefined =>
  sizes.length === 0 ? undefined : sizes.reduce((one, other) => Math.max(one, other));

export interface MemoryWatch {
  before: number | undefined;
  /** The most it occupied until now; nothing is looked at any more. */
  stop(): number | undefined;
  /** The most in the first half of the time, and in the second: what is kept from chunk to chunk makes these differ. */
  halves(): [first: number | undefined, second: number | undefined];
}

/** What it occupies from now until `stop`, looked at five times a second. */
export const watchMemory = (pid: number): MemoryWatch => {
  const before = residentOf(pid);
  const sizes = before === undefined ? [] : [before];
  const look = () => {
    const now = residentOf(pid);
    if (now !== undefined) sizes.push(now);
  };
  const timer = setInterval(look, 200);
  return {
    before,
    stop() {
      clearInterval(timer);
      look();
      return most(sizes);
    },
    halves() {
      const half = Math.ceil(sizes.length / 2);
      return [most(sizes.slice(0, half)), most(sizes.slice(half))];
    },
  };
};
