import { Problem } from '@chargesphere/schema';
import { Batcher } from './batcher.js';

interface Item {
  key: string;
  value: number;
}

/** A batcher whose batches are written when the test says so. */
const open = (limits: { batchSize?: number; queueSize?: number } = {}) => {
  const batches: { items: Item[]; write(results?: (string | Error)[]): void; fail(error: Error): void }[] =
    [];
  let arrived: (() => void) | undefined;
  const batcher = new Batcher<Item, string>({
    key: ({ key }) => key,
    flush: (items) =>
      new Promise((resolve, reject) => {
        const write = (results = items.map(({ key, value }) => `${key}${value}`)) => resolve(results);
        batches.push({ items, write, fail: reject });
        arrived?.();
      }),
    ...limits,
  });
  const batch = async (n: number) => {
    while (batches.length <= n) await new Promise<void>((resolve) => (arrived = resolve));
    return batches[n] as (typeof batches)[number];
  };
  const submit = (key: string, value = 1) => batcher.submit({ key, value });
  const keysOf = async (n: number) => (await batch(n)).items.map(({ key, value }) => `${key}${value}`);
  return { submit, batch, keysOf, batches };
};

describe('a batcher', () => {
  it('writes together what comes in one turn, and answers each with its own result', async () => {
    const { submit, batch, keysOf } = open();
    const answers = Promise.all(['a', 'b', 'c'].map((key) => submit(key)));
    expect(await keysOf(0)).toEqual(['a1', 'b1', 'c1']);
    (await batch(0)).write();
    expect(await answers).toEqual(['a1', 'b1', 'c1']);
  });

  it('gathers the next batch while one is being written', async () => {
    const { submit, batch, keysOf, batches } = open();
    void submit('a');
    await batch(0);
    const answers = Promise.all(['b', 'c'].map((key) => submit(key)));
    expect(batches).toHaveLength(1);
    (await batch(0)).write();
    expect(await keysOf(1)).toEqual(['b1', 'c1']);
    (await batch(1)).write();
    expect(await answers).toEqual(['b1', 'c1']);
  });

  it('has a key once in a batch, and keeps the order of a key', async () => {
    const { submit, batch, keysOf } = open();
    const answers = Promise.all([submit('a', 1), submit('a', 2), submit('b', 1), submit('a', 3)]);
    expect(await keysOf(0)).toEqual(['a1', 'b1']);
    (await batch(0)).write();
    expect(await keysOf(1)).toEqual(['a2']);
    (await batch(1)).write();
    expect(await keysOf(2)).toEqual(['a3']);
    (await batch(2)).write();
    expect(await answers).toEqual(['a1', 'a2', 'b1', 'a3']);
  });

  it('splits what is too much for one batch, and lets nothing overtake its own key', async () => {
    const { submit, batch, keysOf } = open({ batchSize: 2 });
    void Promise.all([submit('a', 1), submit('b', 1), submit('c', 1), submit('a', 2), submit('c', 2)]);
    expect(await keysOf(0)).toEqual(['a1', 'b1']);
    (await batch(0)).write();
    expect(await keysOf(1)).toEqual(['c1', 'a2']);
    (await batch(1)).write();
    expect(await keysOf(2)).toEqual(['c2']);
    (await batch(2)).write();
  });

  it('gives an error to its own caller only', async () => {
    const { submit, batch } = open();
    const answers = Promise.allSettled([submit('a'), submit('b')]);
    (await batch(0)).write([new Error('not b'), 'b1']);
    expect(await answers).toMatchObject([{ reason: { message: 'not b' } }, { value: 'b1' }]);
  });

  it('writes a failed batch again in halves, so that an error reaches its own caller only, and goes on', async () => {
    const { submit, batch, keysOf } = open();
    const answers = Promise.allSettled(['a', 'b', 'c'].map((key) => submit(key)));
    (await batch(0)).fail(new Error('c cannot be stored'));
    expect(await keysOf(1)).toEqual(['a1', 'b1']);
    (await batch(1)).write();
    expect(await keysOf(2)).toEqual(['c1']);
    (await batch(2)).fail(new Error('c cannot be stored'));
    expect(await answers).toMatchObject([
      { value: 'a1' },
      { value: 'b1' },
      { reason: { message: 'c cannot be stored' } },
    ]);
    const next = submit('a', 2);
    (await batch(3)).write();
    expect(await next).toBe('a2');
  });

  it('tells all callers at once that the database is away', async () => {
    const { submit, batch, batches } = open();
    const answers = Promise.allSettled([submit('a'), submit('b')]);
    (await batch(0)).fail(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }));
    const away = { reason: { code: 'UNAVAILABLE' } };
    expect(await answers).toMatchObject([away, away]);
    expect(batches).toHaveLength(1);
  });

  it('refuses at once what is more than may wait', async () => {
    const { submit, batch } = open({ queueSize: 2 });
    void submit('a');
    await batch(0);
    const waiting = [submit('b'), submit('c')];
    const refused = submit('d');
    await expect(refused).rejects.toBeInstanceOf(Problem);
    await expect(refused).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    (await batch(0)).write();
    (await batch(1)).write();
    expect(await Promise.all(waiting)).toEqual(['b1', 'c1']);
    const again = submit('e');
    (await batch(2)).write();
    expect(await again).toBe('e1');
  });
});
