import { recordLoader } from './loader.js';

it('loads a key once for all who ask at a time, and again for who asks later', async () => {
  const asked: string[][] = [];
  const loader = recordLoader((keys) => {
    asked.push([...keys]);
    return Promise.resolve(keys.map((key) => key.toUpperCase()));
  });
  expect(await Promise.all(['a', 'b', 'a', 'c', 'b'].map((key) => loader.load(key)))).toEqual([
    'A',
    'B',
    'A',
    'C',
    'B',
  ]);
  expect(await loader.load('a')).toBe('A');
  expect(asked).toEqual([['a', 'b', 'c'], ['a']]);
});
