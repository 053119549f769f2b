import { EventBus, expanded, filtered } from './bus.js';

const next = async <E>(events: AsyncIterator<E>): Promise<E> => (await events.next()).value as E;

describe('the bus', () => {
  it('gives an event to each subscriber of one of its keys once', async () => {
    const bus = new EventBus<number>();
    const [both, one, none] = [bus.subscribe(['a', 'b']), bus.subscribe(['b']), bus.subscribe(['c'])];
    bus.publish(['a', 'b'], 1);
    bus.publish(['a'], 2);
    bus.publish(['b', 'c'], 3);
    expect([await next(both), await next(both), await next(both)]).toEqual([1, 2, 3]);
    expect([await next(one), await next(one)]).toEqual([1, 3]);
    expect(await next(none)).toBe(3);
  });

  it('drops the oldest of who lags, says how many, and lets nobody else feel it', async () => {
    const bus = new EventBus<number>();
    const lagging = bus.subscribe(['a'], 2);
    const roomy = bus.subscribe(['a'], 10);
    for (const n of [1, 2, 3, 4, 5]) bus.publish(['a'], n);
    expect([lagging.dropped, roomy.dropped]).toEqual([3, 0]);
    expect([await next(lagging), await next(lagging)]).toEqual([4, 5]);
    expect(await next(roomy)).toBe(1);
  });

  it('serves several who wait on one subscription in turn', async () => {
    const bus = new EventBus<number>();
    const events = bus.subscribe(['a']);
    const waiting = [next(events), next(events)];
    bus.publish(['a'], 1);
    bus.publish(['a'], 2);
    expect(await Promise.all(waiting)).toEqual([1, 2]);
  });

  it('ends a subscription that waits at once, and forgets it', async () => {
    const bus = new EventBus<number>();
    const events = bus.subscribe(['a', 'b']);
    const waiting = events.next();
    expect(bus.size).toBe(1);
    await events.return();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(bus.size).toBe(0);
    bus.publish(['a'], 1);
    expect(await events.next()).toEqual({ done: true, value: undefined });
  });

  it('ends by throw as well, and all subscriptions when it closes', async () => {
    const bus = new EventBus<number>();
    const [thrown, closed] = [bus.subscribe(['a']), bus.subscribe(['a'])];
    await expect(thrown.throw?.(new Error('enough'))).rejects.toThrow('enough');
    expect(bus.size).toBe(1);
    const waiting = closed.next();
    bus.close();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(bus.size).toBe(0);
  });

  it('can be read with for await', async () => {
    const bus = new EventBus<number>();
    const events = bus.subscribe(['a']);
    bus.publish(['a'], 1);
    bus.publish(['a'], 2);
    const seen = [];
    for await (const event of events) {
      seen.push(event);
      if (event === 2) break;
    }
    expect([seen, bus.size]).toEqual([[1, 2], 0]);
  });
});

describe('a filtered subscription', () => {
  it('gives what is wanted and passes over the rest', async () => {
    const bus = new EventBus<number>();
    const even = filtered(bus.subscribe(['a'], 3), (n) => n % 2 === 0);
    for (const n of [1, 2, 3, 4, 5]) bus.publish(['a'], n);
    expect([even.dropped, await next(even)]).toEqual([2, 4]);
  });

  it('ends at once while it waits for what never comes', async () => {
    const bus = new EventBus<number>();
    const none = filtered(bus.subscribe(['a']), () => false);
    const waiting = none.next();
    bus.publish(['a'], 1);
    await none.return();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(bus.size).toBe(0);
  });
});

describe('an expanded subscription', () => {
  it('gives what each event means, in order: nothing, something or several things', async () => {
    const bus = new EventBus<number>();
    const means = expanded(bus.subscribe(['a']), (n) => Array.from({ length: n }, (_, i) => `${n}.${i}`));
    for (const n of [0, 2, 0, 1]) bus.publish(['a'], n);
    expect([await next(means), await next(means), await next(means)]).toEqual(['2.0', '2.1', '1.0']);
    await means.return();
    expect(await means.next()).toEqual({ done: true, value: undefined });
    expect(bus.size).toBe(0);
  });
});
