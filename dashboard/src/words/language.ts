/** The languages: English and German so far. A page brings its words along; a third language is a third file beside. */
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import common from './common.en.json';
import gemeinsam from './common.de.json';
import status from './status.en.json';
import zustand from './status.de.json';

export const languages = { en: 'English', de: 'Deutsch' } as const;
export type Language = keyof typeof languages;

const CHOICE = 'language';

const first = (): Language => {
  const wanted = [localStorage.getItem(CHOICE), ...navigator.languages].map((one) => one?.slice(0, 2));
  return wanted.find((one): one is Language => one !== undefined && one in languages) ?? 'en';
};

export const startLanguages = async (): Promise<void> => {
  await i18next.use(initReactI18next).init({
    lng: first(),
    fallbackLng: 'en',
    defaultNS: 'common',
    resources: { en: { common, status }, de: { common: gemeinsam, status: zustand } },
    interpolation: { escapeValue: false }, // React does
  });
  document.documentElement.lang = i18next.language;
};

export const speak = async (language: Language): Promise<void> => {
  localStorage.setItem(CHOICE, language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
};

/** The words of a page, `words.en.json` and `words.de.json` beside it, under its name. */
export const addWords = (page: string, words: Record<Language, object>): void => {
  for (const [language, texts] of Object.entries(words))
    i18next.addResourceBundle(language, page, texts, true, true);
};
