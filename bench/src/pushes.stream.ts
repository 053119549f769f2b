/**
 * Sessions and Locations as a busy CPO pushes them: each is created and then updated a few times, one push after the
 * answer to the one before. Printed from a template, because a generator that prints JSON would compete with the hub
 * for the cores.
 */
import { locationOf, sessionOf } from './documents.js';

export type Pushed = 'session' | 'location';

export interface Push {
  id: string;
  last_updated: string;
  /** The document as JSON. */
  text: string;
  /** Of which template it was made; for Locations also the number of the one that was pushed at the beginning. */
  n: number;
}

type Template = readonly [before: string, between: string, after: string];

/** How often a document is pushed: once new, then with a newer `last_updated`. */
const PUSHES = 4;
export const TEMPLATES = 200;
const ID = '(id)';
const WHEN = '2026-11-02T23:59:59.777Z'; // found nowhere else in the document

/** The pushes of one lane, each document's own in order; `next` is called after the answer to the former. */
export const pushStream = (pushed: Pushed, lane: string): (() => Push) => {
  let number = 0;
  let push = 0;
  return () => {
    if (push === PUSHES) {
      push = 0;
      number += 1;
    }
    push += 1;
    const n = number % TEMPLATES;
    const [before, between, after] = templateOf(pushed, n);
    const id = `${lane}-${number}`;
    const last_updated = `2026-11-02T10:00:0${push}Z`;
    return { id, last_updated, text: before + id + between + last_updated + after, n };
  };
};

const templates: Readonly<Record<Pushed, Map<number, Template>>> = {
  session: new Map(),
  location: new Map(),
};

const templateOf = (pushed: Pushed, n: number): Template => {
  const known = templates[pushed].get(n);
  if (known) return known;
  const document = pushed === 'session' ? sessionOf(ID, n, 0) : { ...locationOf(n), id: ID };
  const [before = '', rest = ''] = JSON.stringify({ ...document, last_updated: WHEN }).split(ID);
  const [between = '', after = ''] = rest.split(WHEN);
  const template: Template = [before, between, after];
  templates[pushed].set(n, template);
  return template;
};
