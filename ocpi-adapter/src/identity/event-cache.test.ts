import { EventCache } from './event-cache.js';

it('TRN-008 loads a key once for everybody who asks at the same time', async () => {
  const cache = new EventCache<number>(10, 1_000);
  let loads = 0;
  const read = () => Promise.resolve((loads += 1));
  expect(await Promise.all([cache.load('a', read), cache.load('a', read)])).toEqual([1, 1]);
  expect(cache.get('a')).toBe(1);
});

it('CRED-026 an answer that was under way when an event came in is not kept', async () => {
  const cache = new EventCache<string>(10, 1_000);
  const { promise, resolve } = Promise.withResolvers<string>();
  const loading = cache.load('a', () => promise);
  cache.forget(() => true);
  const second = cache.load('a', () => Promise.resolve('new'));
  resolve('old');
  expect([await loading, await second]).toEqual(['old', 'new']);
  expect(cache.get('a')).toBe('new');
});

it('CRED-046 forgets what an event concerns and nothing else', async () => {
  const cache = new EventCache<string>(10, 1_000);
  await cache.load('a', () => Promise.resolve('one'));
  await cache.load('b', () => Promise.resolve('two'));
  cache.forget((value) => value === 'one');
  expect([cache.get('a'), cache.get('b')]).toEqual([undefined, 'two']);
});

it('is bounded: the oldest entry makes room', async () => {
  const cache = new EventCache<number>(2, 1_000);
  for (const [index, key] of ['a', 'b', 'c'].entries()) await cache.load(key, () => Promise.resolve(index));
  expect([cache.get('a'), cache.get('b'), cache.get('c'), cache.size]).toEqual([undefined, 1, 2, 2]);
});

it('lives for a short time only, should an event get lost', async () => {
  let now = 0;
  const cache = new EventCache<number>(2, 1_000, () => now);
  await cache.load('a', () => Promise.resolve(1));
  now = 999;
  expect(cache.get('a')).toBe(1);
  now = 1_000;
  expect(cache.get('a')).toBeUndefined();
});

it('does not remember a failed load', async () => {
  const cache = new EventCache<number>(2, 1_000);
  await expect(cache.load('a', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  expect(await cache.load('a', () => Promise.resolve(2))).toBe(2);
});
