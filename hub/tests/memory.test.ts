/** A hub that has ended is forgotten: nothing that lives as long as the process holds on to it. */
import { setImmediate as turn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { world } from './world.js';

const collect = (): void => {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
};

/** In a function of its own, whose variables are gone when it returns. */
const openedAndEnded = async (): Promise<WeakRef<object>> => {
  const w = await world();
  await w.graph('{ sessions { items { ref location { name } } } parties { items { ref } } }');
  await w.close();
  return new WeakRef(w.hub.gateway as object);
};

it('leaves nothing behind in memory', async () => {
  const gateway = await openedAndEnded();
  for (let tries = 0; tries < 50 && gateway.deref() !== undefined; tries += 1) {
    await turn();
    collect();
  }
  expect(gateway.deref()).toBeUndefined();
}, 60_000);
