/**
 * What was said about a session, step by step: each message of its CPO with what it changed, and under it whom the hub
 * told. Made of exchanges, in which personal data is hidden; a body that is not kept leaves the step without changes.
 */

export interface Message {
  readonly id: string;
  readonly startedAt: string;
  readonly direction: 'IN' | 'OUT';
  readonly method: string;
  readonly url: string;
  readonly from?: string | null | undefined;
  readonly to?: string | null | undefined;
  readonly status: string;
  readonly correlationId: string;
  readonly request: { readonly body?: string | null | undefined };
}

export interface Step<M extends Message> {
  readonly message: M;
  /** Fields whose value is another than before, in the order of the document. */
  readonly changes: readonly { readonly field: string; readonly before: unknown; readonly after: unknown }[];
  /** The session as it is said to be then; of a PATCH with what was said before. */
  readonly state: Readonly<Record<string, unknown>>;
  /** What the hub passed on of it. */
  readonly passedOn: readonly M[];
}

/** Whether the address names this session: its path ends with the ref, in any case. */
export const isAbout = (url: string, ref: string): boolean => {
  const path = decoded(url.split(/[?#]/)[0] ?? '').toLowerCase();
  return path.endsWith(`/sessions/${ref.toLowerCase()}`);
};

const decoded = (path: string): string => {
  try {
    return decodeURIComponent(path);
  } catch (error) {
    if (!(error instanceof URIError)) throw error; // a stray percent sign: taken as it stands
    return path;
  }
};

const bodyOf = (text: string | null | undefined): Record<string, unknown> | undefined => {
  if (text === null || text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error; // no JSON: nothing can be told of it
    return undefined;
  }
};

/** Says when, not what. */
const SILENT = ['last_updated'];
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** @param messages In any order; those of other sessions are left out. */
export const stepsOf = <M extends Message>(messages: readonly M[], ref: string): Step<M>[] => {
  const about = messages
    .filter(({ url }) => isAbout(url, ref))
    .toSorted((a, b) => Date.parse(a.startedAt) - Date.parse(b.startedAt));
  const heard = about.filter(({ direction }) => direction === 'IN');
  const conversations = new Set(heard.map(({ correlationId }) => correlationId));
  const told = about.filter(({ direction }) => direction === 'OUT');
  const first = [...heard, ...told.filter(({ correlationId }) => !conversations.has(correlationId))].toSorted(
    (a, b) => Date.parse(a.startedAt) - Date.parse(b.startedAt),
  );
  let state: Record<string, unknown> = {};
  const steps: Step<M>[] = [];
  const given = new Set<M>();
  for (const message of first) {
    const body = message.direction === 'IN' ? bodyOf(message.request.body) : undefined;
    const next = message.method === 'PUT' ? (body ?? {}) : { ...state, ...body };
    const changes = body
      ? Object.keys(body)
          .filter((field) => !SILENT.includes(field) && !isSame(state[field], next[field]))
          .map((field) => ({ field, before: state[field], after: next[field] }))
      : [];
    const passedOn = told.filter(
      (one) => one !== message && one.correlationId === message.correlationId && !given.has(one),
    );
    for (const one of passedOn) given.add(one);
    steps.push({ message, changes, state: body ? next : state, passedOn });
    if (body && message.status === 'OK') state = next; // what was refused changed nothing
  }
  return steps;
};
