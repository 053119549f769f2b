/** Sends at a steady rate, whether answers are back or not, and collects how long each took. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Round } from '../report.rules.js';

export interface Pace {
  seconds: number;
  perSecond: number;
}

export const runPaced = async ({ seconds, perSecond }: Pace, one: () => Promise<number>): Promise<Round> => {
  const began = performance.now();
  const times = Math.max(1, Math.round(seconds * perSecond));
  const waiting: Promise<number>[] = [];
  for (let i = 0; i < times; i++) {
    const wait_ms = began + (i * 1000) / perSecond - performance.now();
    if (wait_ms > 0) await pause(wait_ms);
    waiting.push(one());
  }
  const latencies_ms = await Promise.all(waiting);
  return { done: times, elapsed_ms: performance.now() - began, latencies_ms };
};
