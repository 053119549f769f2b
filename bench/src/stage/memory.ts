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

/** The most it occupies from now until `stop`, looked at five times a second. */
export const watchMemory = (pid: number): { before: number | undefined; stop(): number | undefined } => {
  const before = residentOf(pid);
  let most = before;
  const look = () => {
    const now = residentOf(pid);
    if (now !== undefined) most = Math.max(most ?? 0, now);
  };
  const timer = setInterval(look, 200);
  return {
    before,
    stop() {
      clearInterval(timer);
      look();
      return most;
    },
  };
};
