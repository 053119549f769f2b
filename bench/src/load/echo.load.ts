/** The same document, sent over a WebSocket and sent back. */
import { once } from 'node:events';
import { inTime } from '../stage/in-time.js';
import { pushStream } from '../pushes.stream.js';
import type { Opened } from '../worker/roles.js';
import type { Round } from '../report.rules.js';
import { runPaced, type Pace } from './paced.js';

export interface EchoLoadOptions {
  url: string;
}

const ECHO_MS = 60_000;

export const openEchoLoad = async ({ url }: EchoLoadOptions): Promise<Opened<null, Pace, Round>> => {
  const socket = new WebSocket(url);
  await inTime(ECHO_MS, 'Opening the WebSocket', once(socket, 'open'));
  // Echoes come back in the order they were sent.
  const waiting: (() => void)[] = [];
  socket.onmessage = () => waiting.shift()?.();
  const next = pushStream('session', 'echo');
  const one = async (): Promise<number> => {
    const { text } = next();
    const began = performance.now();
    const back = new Promise<void>((resolve) => waiting.push(resolve));
    socket.send(text);
    await inTime(ECHO_MS, 'An echo', back);
    return performance.now() - began;
  };
  return { told: null, run: (pace) => runPaced(pace, one) };
};
