// What the light runner leaves out: every test and hook has the timeout jest would give it, and fails when a promise was
// rejected meanwhile that nobody waited for; one that is waited for later on is in order.
import { setImmediate as turn } from 'node:timers/promises';

const TIMEOUT_MS = 30_000;
const { setTimeout, clearTimeout } = globalThis; // as they are: a test may mock them

const unhandled = new Map();
process.on('unhandledRejection', (reason, promise) => unhandled.set(promise, reason));
process.on('rejectionHandled', (promise) => unhandled.delete(promise));

const failUnhandled = async () => {
  await turn(); // Node tells of rejections after the microtasks
  const [reason] = unhandled.values();
  if (unhandled.size === 0) return;
  unhandled.clear();
  throw new Error('A promise was rejected, and nobody waited for it.', { cause: reason });
};

/** `body`, which fails once `timeout_ms` have passed. */
const limited = (body, timeout_ms = TIMEOUT_MS) => {
  if (typeof body !== 'function') return body;
  return async (...args) => {
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`It took longer than ${timeout_ms} ms.`)), timeout_ms);
    });
    try {
      await Promise.race([body(...args), late]);
      await failUnhandled();
    } finally {
      clearTimeout(timer);
    }
  };
};

const limitedTest = (register) => {
  const limitedOne = (name, body, timeout_ms) => register(name, limited(body, timeout_ms), timeout_ms);
  const each =
    (...table) =>
    (name, body, timeout_ms) =>
      register.each(...table)(name, limited(body, timeout_ms), timeout_ms);
  return Object.assign(limitedOne, { each });
};

for (const name of ['it', 'test']) {
  const original = globalThis[name];
  globalThis[name] = Object.assign(limitedTest(original), {
    skip: original.skip,
    only: limitedTest(original.only),
    todo: original.todo,
  });
}
for (const name of ['beforeAll', 'beforeEach', 'afterAll', 'afterEach']) {
  const original = globalThis[name];
  globalThis[name] = (body, timeout_ms) => original(limited(body, timeout_ms), timeout_ms);
}
