/**
 * Words to search by, cut the same way from what is stored and from what is asked: letters and digits, without case
 * and accents, so that `zurich` finds Zürich and `12` finds LOC-12. PostgreSQL's own parser takes -12 for a number and
 * tnm.nl for a host, and finds neither part.
 */

/** Beyond these a text is no address any more. */
const WORDS_STORED = 200;
const WORDS_ASKED = 12;
const WORD_LENGTH = 64;

/** Letters that Unicode does not take apart, as people without them type: `strasse`, `lodz`, `malmo`. */
const SPELLED: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ı: 'i',
  ł: 'l',
  ŧ: 't',
  þ: 'th',
  // Written so at the end of a word only; what is asked for may be a beginning.
  ς: 'σ',
};
const WHOLE_LETTERS = new RegExp(`[${Object.keys(SPELLED).join('')}]`, 'gu');

const wordsOf = (text: string): string[] => {
  const bare = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const plain = bare.replace(WHOLE_LETTERS, (letter) => SPELLED[letter] ?? letter);
  const words = plain.match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...new Set(words.map((word) => word.slice(0, WORD_LENGTH)))];
};

/** As PostgreSQL writes a tsvector. Words hold neither quotes nor blanks. */
export const wordVector = (text: string): string =>
  wordsOf(text)
    .slice(0, WORDS_STORED)
    .map((word) => `'${word}'`)
    .join(' ');

/** The words of a question. */
export const askedWords = (text: string): string[] => wordsOf(text).slice(0, WORDS_ASKED);

/** As PostgreSQL writes a tsquery: all words, each complete or a beginning, for people rarely type all of it. */
export const wordQuery = (words: readonly string[]): string => words.map((word) => `'${word}':*`).join(' & ');
