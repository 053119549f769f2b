/** The words of commands; the names of their kinds are options of a filter too. */
import { addWords } from '../../words/language.js';
import en from './words.en.json';
import de from './words.de.json';

addWords('commands', {
  en: { ...en, options: { kind: en.kinds } },
  de: { ...de, options: { kind: de.kinds } },
});
