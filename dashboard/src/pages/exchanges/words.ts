/** The words about exchanges, for whatever shows a part of one. */
import { addWords } from '../../words/language.js';
import de from './words.de.json';
import en from './words.en.json';

addWords('exchanges', { en, de });
