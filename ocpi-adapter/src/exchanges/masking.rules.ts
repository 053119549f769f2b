/**
 * What a recorded leg may not show (HUB-034): token uids, contract ids and what else leads to a driver, credentials
 * tokens, and the secrets in callback URLs. Pure; runs in the flusher, before anything leaves the adapter.
 *
 * A value of eight characters or more keeps its first and last two, so that people can recognise what they know;
 * anything shorter is hidden whole. Credentials and callback secrets are hidden whole always. What was hidden in one
 * place is hidden wherever else the same leg says it, in sentences for example.
 */
import { isJsonObject } from '@chargesphere/schema';

const HIDDEN = '***';

export const masked = (value: string): string =>
  value.length < 8 ? HIDDEN : `${value.slice(0, 2)}${HIDDEN}${value.slice(-2)}`;

/** Field names in any spelling; those of the second kind keep nothing. An EVSE has a `uid` too, so locations say theirs. */
const personal = 'uid|auth_?id|contract_?id|visual_?number|group_?id|licen[cs]e_?plate';
const secret =
  'token(?:_[abc])?|(?:access|auth|credentials?|new|partner|refresh)_?token|password|secret|api_?key|plain_?data|signed_?data';
const address = 'response_?url|callback_?url';

const value = String.raw`"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|[[{]`;
const fieldsOf = (people: string): RegExp =>
  new RegExp(`("(?:(${people})|(${secret})|(${address}))"\\s*:\\s*)(${value})`, 'gi');
const everywhere = fieldsOf(personal);
const inLocations = fieldsOf(personal.replace('uid|', ''));

type Kind = 'personal' | 'secret' | 'address';
type Groups = [
  before: string,
  person: string | undefined,
  hush: string | undefined,
  where: unknown,
  value: string,
];
const kindOf = (name: string, module: string | undefined): Kind | undefined => {
  if (module === 'locations' && /^uid$/i.test(name)) return undefined;
  if (new RegExp(`^(?:${personal})$`, 'i').test(name)) return 'personal';
  if (new RegExp(`^(?:${secret})$`, 'i').test(name)) return 'secret';
  return new RegExp(`^(?:${address})$`, 'i').test(name) ? 'address' : undefined;
};

/** Hides what one leg must not show, and remembers it, so that it can be found in the leg's other texts. */
export class Mask {
  /** Folded values and how they are hidden. */
  private readonly hidden = new Map<string, Kind>();

  constructor(private readonly module: string | undefined) {}

  /**
   * The text with its secrets hidden; undefined for what is no JSON, because nobody can tell what is in it. What was
   * parsed before is searched as text, which costs a tenth of parsing and printing it.
   */
  body(text: string, isJson: boolean): string | undefined {
    if (!isJson || text.includes('\\u')) return this.parsed(text); // a name might be spelled with escapes
    let isOdd = false;
    const fields = this.module === 'locations' ? inLocations : everywhere;
    const shown = text.replace(fields, (all, ...[before, person, hush, , value]: Groups) => {
      if (value === '[' || value === '{') {
        isOdd ||= value === '[' || hush === undefined; // "cdr_token": { is no secret, "uid": [ is one
        return all;
      }
      const isText = value.startsWith('"');
      const plain = isText ? unescaped(value) : value;
      return `${before}${JSON.stringify(this.hide(plain, kindBy(person, hush)))}`;
    });
    return isOdd ? this.parsed(text) : shown;
  }

  /** A path or an absolute URL. */
  url(url: string, method: string): string {
    const [, origin = '', path = '', query] = /^((?:https?:\/\/)?[^/?]*)([^?]*)(?:\?(.*))?$/s.exec(url) ?? [];
    const host = origin.replace(/\/\/[^/]*@/, `//${HIDDEN}@`);
    const isResult = method === 'POST' && /^(?:commands|chargingprofiles)$/i.test(this.module ?? '');
    const segments = path.split('/');
    const at = this.secretSegment(segments, isResult);
    const shown = segments
      .map((segment, i) => (i === at ? this.segment(segment, isResult) : segment))
      .join('/');
    if (query === undefined) return `${host}${shown}`;
    return `${host}${shown}?${isResult ? HIDDEN : this.query(query)}`;
  }

  /** Anything else that might repeat what was hidden. */
  text(text: string): string {
    if (this.hidden.size === 0) return text;
    const folded = text.toLowerCase();
    const repeated = [...this.hidden.keys()].filter((known) => folded.includes(known));
    if (repeated.length === 0) return text;
    return text.replace(anyOf(repeated), (found) => {
      const kind = this.hidden.get(found.toLowerCase());
      return kind === 'personal' && !found.includes('\\') ? masked(found) : HIDDEN;
    });
  }

  /** A body once more, for what the other texts of the leg have brought up; whole lists of people say each once. */
  again(body: string): string {
    if (this.hidden.size > SOUGHT_MAX || this.text(body) === body) return body;
    return JSON.stringify(this.reread(JSON.parse(body)));
  }

  /** Module tokens: the uid is the last segment, or the one before `authorize`. Results: the secret is the last. */
  private secretSegment(segments: readonly string[], isResult: boolean): number | undefined {
    const last = segments.findLastIndex((segment) => segment !== '');
    const name = segments[last]?.toLowerCase() ?? '';
    if (isResult) return /^[a-z]+(?:_[a-z]+)*$/.test(name) ? undefined : last; // START_SESSION, or the endpoint
    if (this.module !== 'tokens') return undefined;
    if (name === 'authorize') return segments.findLastIndex((segment, i) => i < last && segment !== '');
    return name === 'tokens' ? undefined : last;
  }

  private segment(segment: string, isSecret: boolean): string {
    return this.hide(decoded(segment), isSecret ? 'secret' : 'personal');
  }

  private query(query: string): string {
    return query
      .split('&')
      .map((pair) => {
        const [name = '', value] = pair.split(/=(.*)/s);
        if (value === undefined) return pair;
        const kind = kindOf(decoded(name), undefined);
        if (kind) return `${name}=${this.hide(decoded(value), kind)}`;
        return value.length >= SEALED_LEAST ? `${name}=${HIDDEN}` : pair;
      })
      .join('&');
  }

  private parsed(text: string): string | undefined {
    let root: unknown;
    try {
      root = JSON.parse(text);
    } catch {
      return undefined;
    }
    return JSON.stringify(this.walk(root, undefined));
  }

  private walk(value: unknown, kind: Kind | undefined): unknown {
    if (Array.isArray(value)) return value.map((item: unknown) => this.walk(item, kind));
    if (isJsonObject(value))
      return Object.fromEntries(
        Object.entries(value).map(([name, inner]) => {
          const own = kindOf(name, this.module);
          const isContainer = own === 'secret' && isJsonObject(inner);
          return [name, this.walk(inner, (isContainer ? undefined : own) ?? kind)];
        }),
      );
    if (kind === undefined || (typeof value !== 'string' && typeof value !== 'number')) return value;
    return this.hide(String(value), kind);
  }

  private reread(value: unknown): unknown {
    if (typeof value === 'string') return this.text(value);
    if (typeof value === 'number') return this.hidden.has(String(value)) ? HIDDEN : value;
    if (Array.isArray(value)) return value.map((item: unknown) => this.reread(item));
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [this.text(name), this.reread(inner)]),
    );
  }

  private hide(value: string, kind: Kind): string {
    if (value.length >= SOUGHT_LEAST) this.remember(value, kind);
    if (value === '') return value;
    if (kind === 'address') return this.callback(value);
    return kind === 'secret' ? HIDDEN : masked(value);
  }

  /** As it may be written in a sentence, inside JSON and in a URL. */
  private remember(value: string, kind: Kind): void {
    const spellings = [value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value.toWellFormed())];
    for (const spelling of spellings) this.hidden.set(spelling.toLowerCase(), kind);
  }

  /** Whose it is stays visible, what makes it unguessable does not. */
  private callback(url: string): string {
    if (!URL.canParse(url)) return HIDDEN;
    const { protocol, host } = new URL(url);
    return `${protocol}//${host}/${HIDDEN}`;
  }
}

/** Links sealed by the hub, and whatever else is that long, open something. */
const SEALED_LEAST = 64;
const SOUGHT_MAX = 50;
/** A uid of "12" is no reason to hide every 12, and leads nobody to a driver. */
const SOUGHT_LEAST = 4;

const kindBy = (person: string | undefined, hush: string | undefined): Kind =>
  person !== undefined ? 'personal' : hush !== undefined ? 'secret' : 'address';

/** The longest first, and all in one pass, so that none is found in what stands for another. */
const anyOf = (known: readonly string[]): RegExp =>
  new RegExp(
    known
      .toSorted((a, b) => b.length - a.length)
      .map(patternOf)
      .join('|'),
    'giu',
  );

/** Short values are looked for as words only. */
const patternOf = (known: string): string => {
  const literal = known.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return known.length < 6 ? `(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])` : literal;
};

const unescaped = (literal: string): string =>
  literal.includes('\\') ? (JSON.parse(literal) as string) : literal.slice(1, -1);

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text; // a broken escape is shown and hidden as it stands
  }
};
