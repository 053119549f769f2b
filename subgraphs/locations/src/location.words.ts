/**
 * Words to search by, cut the same way from what is stored and from what is asked: letters and digits, without case
 * and accents, so that `zurich` finds Zürich and `12` finds LOC-12. PostgreSQL's own parser takes -12 for a number and
 * tnm.nl for a host, and finds neither part.
 */

/** Beyond these a text is no address any more. */
const WORDS_STORED = 200;
const WORDS_ASKED = 12;
const WORD_LENGTH = 64;

const wordsOf = (text: string): string[] => {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
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
