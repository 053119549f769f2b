/**
 * Sessions as a busy CPO pushes them: each is created and then updated a few times, one push after the answer to the
 * one before. Printed from a template, because a generator that prints JSON would compete with the hub for the cores.
 */
import type { Session } from '@chargesphere/schema';
import { sessionOf } from './documents.js';

export interface SessionPush {
  id: string;
  last_updated: string;
  /** The document as JSON. */
  text: string;
  /** The same before id and last_updated were filled in. */
  document: Session;
}

interface Template {
  document: Session;
  parts: readonly [before: string, between: string, after: string];
}

/** How often a Session is pushed: once new, then with a newer `last_updated`. */
const PUSHES = 4;
/** At how many locations they charge. */
const TEMPLATES = 200;
const ID = '(id)';
const WHEN = 7_777_777; // seconds: a time that is found nowhere else in the document

/** The pushes of one lane, each Session's own in order; `next` is called after the answer to the former. */
export const sessionStream = (lane: string): (() => SessionPush) => {
  let number = 0;
  let push = 0;
  return () => {
    if (push === PUSHES) {
      push = 0;
      number += 1;
    }
    push += 1;
    const { document, parts } = templateOf(number % TEMPLATES);
    const id = `${lane}-${number}`;
    const last_updated = `2026-11-02T10:00:0${push}Z`;
    return { id, last_updated, text: parts[0] + id + parts[1] + last_updated + parts[2], document };
  };
};

const templates = new Map<number, Template>();

const templateOf = (n: number): Template => {
  const known = templates.get(n);
  if (known) return known;
  const document = sessionOf(ID, n, WHEN);
  const [before = '', rest = ''] = JSON.stringify(document).split(ID);
  const [between = '', after = ''] = rest.split(document.last_updated);
  const template: Template = { document, parts: [before, between, after] };
  templates.set(n, template);
  return template;
};
