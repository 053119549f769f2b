import { Places } from './places.js';

const tier = { requestsPerSecond: 1, burst: 1, requestsAtOnce: 2, forwardsAtOnce: 1, bodyBytes: 1024 };
const row = (act: () => unknown) => {
  try {
    act();
  } catch (error) {
    return (error as { row: string }).row;
  }
  return undefined;
};

describe('HUB-063 places of a platform', () => {
  it('are as many as its tier has, and free again when they are left', () => {
    const places = new Places();
    const first = places.enter('cpo', tier);
    places.enter('cpo', tier);
    expect(row(() => places.enter('cpo', tier))).toBe('HUB-063 requests');
    expect(row(() => places.enter('emsp', tier))).toBeUndefined();
    first.leave();
    expect(row(() => places.enter('cpo', tier))).toBeUndefined();
  });

  it('are remembered only as long as there are requests', () => {
    const places = new Places();
    const [one, two] = [places.enter('cpo', tier), places.enter('cpo', tier)];
    one.leave();
    expect(places.size).toBe(1);
    two.leave();
    expect(places.size).toBe(0);
  });

  it('let only so many requests wait for other parties, also when those fail', async () => {
    const places = new Places();
    const [one, two] = [places.enter('cpo', tier), places.enter('cpo', tier)];
    let end: (error?: Error) => void = () => undefined;
    const waiting = one.forwarding(
      () => new Promise<void>((resolve, reject) => (end = (error) => (error ? reject(error) : resolve()))),
    );
    await expect(two.forwarding(() => Promise.resolve())).rejects.toMatchObject({ row: 'HUB-063 forwards' });
    end(new Error('away'));
    await expect(waiting).rejects.toThrow('away');
    expect(await two.forwarding(() => Promise.resolve('answer'))).toBe('answer');
  });
});
