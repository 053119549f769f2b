/** A process of ours, seen from its parent. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { inTime } from '../stage/in-time.js';
import type { Answer, OpenedOf, OptionsOf, Order, ResultOf, RoleName, RunOf } from './roles.js';

export interface Worker<Name extends RoleName> {
  pid: number;
  told: OpenedOf<Name>['told'];
  run(input: RunOf<Name>, limit_ms: number): Promise<ResultOf<Name>>;
}

const OPEN_MS = 60_000;
const STOP_MS = 5_000;

type NewOrder = Order extends infer One ? (One extends Order ? Omit<One, 'id'> : never) : never;

export const startWorker = async <Name extends RoleName>(
  scope: AsyncDisposableStack,
  role: Name,
  options: OptionsOf<Name>,
  open_ms = OPEN_MS,
): Promise<Worker<Name>> => {
  // A group of its own, so that Ctrl-C reaches the parent alone; the channel's end is the child's.
  const child = fork(new URL('./worker.js', import.meta.url), { serialization: 'advanced', detached: true });
  const waiting = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>();
  child.on('message', (answer: Answer) => {
    const caller = waiting.get(answer.id);
    waiting.delete(answer.id);
    if ('failure' in answer) caller?.reject(new Error(`${role}: ${answer.failure}`));
    else caller?.resolve(answer.result);
  });
  const fail = (why: string) => {
    for (const { reject } of waiting.values()) reject(new Error(`The process ${role} ${why}.`));
    waiting.clear();
  };
  child.once('exit', (code, signal) => fail(`ended (${String(signal ?? code)})`));
  child.once('error', ({ message }) => fail(`failed: ${message}`));
  scope.defer(async () => {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
    const ended = once(child, 'exit');
    if (child.connected) child.disconnect();
    await inTime(STOP_MS, `The end of ${role}`, ended).catch(() => child.kill('SIGKILL'));
  });

  let id = 0;
  const ask = (order: NewOrder, limit_ms: number): Promise<unknown> =>
    inTime(
      limit_ms,
      `The process ${role}`,
      new Promise<unknown>((resolve, reject) => {
        id += 1;
        waiting.set(id, { resolve, reject });
        child.send({ ...order, id } satisfies Order, (error) => error && reject(error));
      }),
    );
  return {
    pid: child.pid ?? 0,
    told: (await ask({ role, options }, open_ms)) as OpenedOf<Name>['told'],
    run: async (input, limit_ms) => (await ask({ run: input }, limit_ms)) as ResultOf<Name>,
  };
};
