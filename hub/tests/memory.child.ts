/** Opens a hub, asks it something, ends it, and says whether anything still holds on to it. For `memory.test.ts`. */
import { setImmediate as turn } from 'node:timers/promises';
import { world } from './world.js';

/** In a function of its own, whose variables are gone when it returns. */
const openedAndEnded = async (): Promise<WeakRef<object>> => {
  const w = await world();
  await w.graph('{ sessions { items { ref location { name } } } parties { items { ref } } }');
  await w.close();
  return new WeakRef(w.hub.gateway as object);
};

const gateway = await openedAndEnded();
for (let tries = 0; tries < 50 && gateway.deref() !== undefined; tries += 1) {
  await turn();
  globalThis.gc?.();
}
process.stdout.write(gateway.deref() === undefined ? 'forgotten' : 'held');
process.exit(0);
