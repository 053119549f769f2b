import { askedWords, wordQuery, wordVector } from './location.words.js';

it.each([
  ['Zürich HB', ['zurich', 'hb']],
  ['zurich-hb', ['zurich', 'hb']],
  ['LOC-12/b', ['loc', '12', 'b']],
  ['www.tnm.nl', ['www', 'tnm', 'nl']],
  ["L'Hôpital d'Orléans", ['l', 'hopital', 'd', 'orleans']],
  ['Łódź Fabryczna', ['lodz', 'fabryczna']],
  ['東京駅 1', ['東京駅', '1']],
  ['ﬁne ①', ['fine', '1']],
  [`'; drop table x; -- & | ! <-> :*`, ['drop', 'table', 'x']],
  [' \t\n', []],
  ['!?', []],
])('cuts "%s" into %j, stored and asked alike', (text, words) => {
  expect(askedWords(text)).toEqual(words);
  expect(wordVector(text)).toBe(words.map((word) => `'${word}'`).join(' '));
});

it('asks for all words, each complete or a beginning', () => {
  expect(wordQuery(askedWords('Zür 12'))).toBe(`'zur':* & '12':*`);
});

it('holds no more than PostgreSQL can', () => {
  const text = Array.from({ length: 5000 }, (_, i) => `${'x'.repeat(3000)}${i}`).join(' ');
  expect(wordVector(text).length).toBeLessThan(20_000);
  expect(askedWords(Array.from({ length: 50 }, (_, i) => `w${i}`).join(' '))).toHaveLength(12);
});
