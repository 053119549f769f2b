/**
 * What gives a leak away. Everything that others keep at the hub in the isolation matrix holds a mark: a word, a number
 * or a secret of its own. A stranger who reads one has read something that is not for him; what he asked for himself is
 * his own words.
 */

import { isDeepStrictEqual } from 'node:util';

/** In what is addressed to one party, and in what only the hub knows of others. */
export const HUSH = 'hush';
/** In what its owner tells everybody: strangers with an open door read it, behind a closed one nobody does. */
export const MURMUR = 'murmur';
/** In how the others present themselves: known to whom they are not hidden from. */
export const WHISPER = 'whisper';
/** The first two as digits of amounts, which hold no words. */
export const HUSHED_NUMBER = 9173.125;
export const MURMURED_NUMBER = 8642.75;

/** How the hub stands to strangers: everything passes, nothing does, or nothing does but parties are known by name. */
export type Door = 'OPEN' | 'HIDDEN' | 'PLANNED';

/** A text that holds one of the words. */
export const isMarked = (text: string): boolean =>
  [HUSH, MURMUR, WHISPER].some((word) => text.includes(word));

/** Any JSON value, as text, in lower case: marks are searched without regard to case, as ids are compared. */
const textOf = (value: unknown): string =>
  (typeof value === 'string' ? value : JSON.stringify(value)).toLowerCase();

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Longer than any id of ours or of OCPI: a text of random characters, in which a short word stands by chance. */
const SEALED_LENGTH = 80;

export class Marks {
  private readonly patterns: Record<Door, RegExp>;
  private readonly secrets: readonly string[];

  /** `secrets` are never shown to strangers; who the others are, they may know where they are not hidden. */
  constructor(secrets: readonly string[], parties: readonly string[]) {
    this.secrets = secrets.map((secret) => secret.toLowerCase());
    const pattern = (marks: readonly (string | number)[]) =>
      new RegExp(
        `[\\w/-]*(?:${marks.map((mark) => escaped(String(mark).toLowerCase())).join('|')})[\\w/-]*`,
        'g',
      );
    const hush = [HUSH, HUSHED_NUMBER, ...secrets];
    const planned = [...hush, MURMUR, MURMURED_NUMBER];
    this.patterns = {
      OPEN: pattern(hush),
      PLANNED: pattern(planned),
      HIDDEN: pattern([...planned, WHISPER, ...parties]),
    };
  }

  /** The marks in an answer, each once; what was asked for does not count. */
  in(answer: unknown, door: Door, asked: readonly string[] = []): string[] {
    const pattern = this.patterns[door];
    const found = new Set(without(textOf(answer), asked).match(pattern));
    return [...found].filter((run) => !this.#isByChance(run, pattern));
  }

  /** It holds no secret, and no mark but within what the hub has sealed. */
  #isByChance(run: string, pattern: RegExp): boolean {
    const segments = run.split('/');
    const open = segments.filter(({ length }) => length < SEALED_LENGTH);
    return (
      open.length < segments.length &&
      open.join('/').match(pattern) === null &&
      !this.secrets.some((secret) => secret !== '' && run.includes(secret))
    );
  }
}

/** Longest first, so that a ref goes before the ids in it. */
const without = (text: string, asked: readonly string[]): string => {
  const parties = new Set(asked.flatMap(wordsIn).filter((word) => /^[A-Z0-9]{3}$/.test(word)));
  const unnamed = [...parties].reduce((rest, id) => rest.replaceAll(partyIn(id), '·'), text);
  return [...new Set(asked.flatMap((one) => [one, ...wordsIn(one), encodeURIComponent(one)]))]
    .filter((one) => one.length > 3) // less names nothing by itself, and would take marks apart
    .map((one) => one.toLowerCase())
    .sort((a, b) => b.length - a.length)
    .reduce((rest, one) => rest.replaceAll(one, '·'), unnamed);
};

/** The party of this id, however it is written. */
const partyIn = (id: string): RegExp =>
  new RegExp(`"${id.toLowerCase()}"|\\b[a-z]{2}/${id.toLowerCase()}\\b`, 'g');

/** The ids in a ref, a path or a query. */
const wordsIn = (text: string): string[] => text.split(/[/?&=\s]/).map(decoded);

const decoded = (part: string): string =>
  /^(?:[^%]|%[0-9a-f]{2})*$/i.test(part) ? decodeURIComponent(part) : part;

/** Every text in a value, however deep. */
export const textsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [String(value)];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(textsIn) : [];
};

/**
 * The same question about something that does not exist, and the same answer: names of others become names of nobody of
 * the same length. An answer that reveals nothing is the same after its names were changed.
 */
export class Absence {
  /** Pairs of a name that exists and one that does not, beside all names that hold a mark. */
  constructor(
    private readonly objects: ReadonlyMap<string, string>,
    private readonly parties: ReadonlyMap<string, string>,
  ) {}

  /** Only the objects are nobody's, or their owners are nobody too. Each has words of its own. */
  of<T>(value: T, whose: 'objects' | 'parties'): T {
    const names = [...this.objects, ...(whose === 'parties' ? this.parties : [])];
    const text = names.reduce(
      (rest, [real, none]) =>
        rest.replaceAll(real, none).replaceAll(encodeURIComponent(real), encodeURIComponent(none)),
      JSON.stringify(value),
    );
    const word = whose === 'objects' ? 'none' : 'nobo';
    return JSON.parse(text.replaceAll(HUSH, word).replaceAll(HUSH.toUpperCase(), word.toUpperCase())) as T;
  }
}

export interface Judges {
  marks: Marks;
  absence: Absence;
}

/** What the answer to a question reveals, in sentences; none when the stranger is as wise as before. */
const revealed = async <Question, Answer>(
  { marks, absence }: Judges,
  door: Door,
  question: Question,
  ask: (question: Question) => Promise<Answer>,
): Promise<string[]> => {
  const answer = await ask(question);
  const found = marks.in(answer, door, textsIn(question));
  const sentences = found.length > 0 ? [`it holds ${found.join(', ')}`] : [];
  for (const whose of door === 'HIDDEN' ? (['objects', 'parties'] as const) : (['objects'] as const)) {
    const other = absence.of(question, whose);
    if (isDeepStrictEqual(other, question)) continue;
    const expected = absence.of(answer, whose);
    const told = await ask(other);
    if (!isDeepStrictEqual(told, expected))
      sentences.push(`it says ${JSON.stringify(expected)}, and of what is not there ${JSON.stringify(told)}`);
  }
  return sentences;
};

/** The same of many questions, each leak with the name of the question. */
export const leaksOf = async <Question extends { name: string }>(
  judges: Judges,
  door: Door,
  questions: readonly Question[],
  ask: (question: Question) => Promise<unknown>,
): Promise<string[]> => {
  const leaks: string[] = [];
  for (const question of questions)
    for (const leak of await revealed(judges, door, question, ask)) leaks.push(`${question.name}: ${leak}`);
  return leaks;
};
