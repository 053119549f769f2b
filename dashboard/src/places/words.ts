/** The words of places, for the pages that show them: their own beside those all of them have. */
import { addWords, type Language } from '../words/language.js';
import status from '../words/status.en.json';
import zustand from '../words/status.de.json';
import { lookOf } from '../words/status.js';
import en from './words.en.json';
import de from './words.de.json';

/** Of a choice that has no room for marks: the shape and the word in one text. */
const statusOptions = (words: Record<string, { word: string }>) =>
  Object.fromEntries(
    Object.entries(words).map(([value, { word }]) => [value, `${lookOf('evse', value).shape} ${word}`]),
  );

const shared = {
  en: { ...en, options: { ...en.options, status: statusOptions(status.evse) } },
  de: { ...de, options: { ...de.options, status: statusOptions(zustand.evse) } },
};

addWords('places', shared);

export const addPlaceWords = (page: string, words: Record<Language, object>): void => {
  addWords(page, shared);
  addWords(page, words);
};
