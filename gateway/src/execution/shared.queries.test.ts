import { SharedQueries } from './shared.queries.js';

/** Executions that end when told. */
const recorder = () => {
  const begun: PromiseWithResolvers<string>[] = [];
  const execute = () => {
    const one = Promise.withResolvers<string>();
    begun.push(one);
    return one.promise;
  };
  return { begun, execute };
};

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('equal queries', () => {
  it('that come while one is under way are carried out together after it, never with it', async () => {
    const { begun, execute } = recorder();
    const queries = new SharedQueries<string>();
    const first = queries.run('q', execute);
    const [second, third] = [queries.run('q', execute), queries.run('q', execute)];
    expect(begun).toHaveLength(1);
    begun[0]?.resolve('before');
    expect(await first).toBe('before');
    await turn();
    expect(begun).toHaveLength(2);
    const fourth = queries.run('q', execute);
    begun[1]?.resolve('after');
    expect([await second, await third]).toEqual(['after', 'after']);
    await turn();
    begun[2]?.resolve('last');
    expect(await fourth).toBe('last');
    await turn();
    expect([begun.length, queries.size]).toEqual([3, 0]);
  });

  it('do not wait long for a slow one', async () => {
    const { begun, execute } = recorder();
    const queries = new SharedQueries<string>();
    const slow = queries.run('q', execute);
    const quick = queries.run('q', execute);
    while (begun.length < 2) await turn();
    begun[1]?.resolve('quick');
    expect(await quick).toBe('quick');
    begun[0]?.resolve('slow');
    expect(await slow).toBe('slow');
    await turn();
    expect(queries.size).toBe(0);
  });

  it('go on after one that failed, and others have nothing to do with them', async () => {
    const { begun, execute } = recorder();
    const queries = new SharedQueries<string>();
    const failing = queries.run('q', execute);
    const next = queries.run('q', execute);
    const other = queries.run('other', execute);
    expect(begun).toHaveLength(2);
    begun[0]?.reject(new Error('gone'));
    begun[1]?.resolve('other');
    await expect(failing).rejects.toThrow('gone');
    expect(await other).toBe('other');
    await turn();
    begun[2]?.resolve('next');
    expect(await next).toBe('next');
  });
});
