import { LiveStream } from './live.stream.js';

describe('a live stream', () => {
  it('gives items in order, waiting ones first, and ends after the last', async () => {
    const stream = new LiveStream<number>(10);
    stream.push(1);
    stream.push(2);
    stream.end();
    stream.push(3);
    const read: number[] = [];
    for await (const item of stream) read.push(item);
    expect(read).toEqual([1, 2]);
  });

  it('answers readers that came before the item', async () => {
    const stream = new LiveStream<number>(10);
    const readers = [stream.next(), stream.next(), stream.next()];
    stream.push(1);
    stream.push(2);
    stream.end();
    expect(await Promise.all(readers)).toEqual([
      { done: false, value: 1 },
      { done: false, value: 2 },
      { done: true, value: undefined },
    ]);
  });

  it('drops the oldest over the bound, and says how many once', async () => {
    let drops = 0;
    const stream = new LiveStream<number>(2, { onDrop: () => (drops += 1) });
    for (const item of [1, 2, 3, 4, 5]) stream.push(item);
    stream.lose(1);
    expect(drops).toBe(4);
    expect(stream.takeDropped()).toBe(4);
    expect(stream.takeDropped()).toBe(0);
    expect(await stream.next()).toEqual({ done: false, value: 4 });
  });

  it('settles a pending next() when it is left, and tells so once', async () => {
    let ends = 0;
    const stream = new LiveStream<number>(2, { onEnd: () => (ends += 1) });
    const pending = stream.next();
    await stream.return();
    await stream.return();
    expect(await pending).toEqual({ done: true, value: undefined });
    expect(ends).toBe(1);
    await expect(stream.throw(new Error('left'))).rejects.toThrow('left');
  });
});
