/**
 * A leg as it is stored: measured, masked (HUB-034), and with the headers that say something. Made by the flusher, one
 * leg after the other, so that the request path never pays for it. Pure but for the id.
 */
import { randomUUID } from 'node:crypto';
import type { PartyId } from '../transport/headers.js';
import type { ExchangeLeg, HeaderBag, LegBody } from './exchange-leg.js';
import { Mask } from './masking.rules.js';

/**
 * What became of a body. UNREAD: it came but was not wanted. UNREADABLE: no JSON, so nobody can tell what to mask.
 * TOO_LONG: longer than bodies that are kept.
 */
export type BodyState = 'NONE' | 'KEPT' | 'MASKED' | 'TOO_LONG' | 'UNREAD' | 'UNREADABLE';

export interface RecordedBody {
  state: BodyState;
  bytes: number;
  text: string | null;
}

/** As the graph's `recordExchanges` takes it. */
export interface ExchangeRecord {
  id: string;
  startedAt: string;
  duration_ms: number;
  direction: ExchangeLeg['direction'];
  mode: ExchangeLeg['mode'];
  platformId: string | null;
  from: string | null;
  to: string | null;
  module: string | null;
  method: string;
  url: string;
  isUrlMasked: boolean;
  http: number | null;
  ocpi: number | null;
  failure: { kind: string; message: string } | null;
  note: string | null;
  requestId: string;
  correlationId: string;
  cause: string | null;
  replayOf: string | null;
  version: string | null;
  violations: { pointer: string; code: string; message: string }[];
  violationCount: number;
  requestHeaders: Record<string, string>;
  responseHeaders: Record<string, string>;
  request: RecordedBody;
  response: RecordedBody;
}

/** Violations kept of one leg; the rest is counted. */
const VIOLATIONS_MAX = 20;
/** A URL or header longer than this says nothing more to a reader. */
const LONGEST = 2000;

export function recordOf(leg: ExchangeLeg): ExchangeRecord {
  const mask = new Mask(leg.module);
  const address = mask.url(leg.url, leg.method);
  const request = bodyOf(leg.request, mask);
  const response = bodyOf(leg.response, mask);
  const url = mask.text(address);
  const { violations = [], failure } = leg;
  const says = (text: string) => shown(mask.text(unquoted(text, request)));
  return {
    id: leg.id ?? idAt(leg.started_ms),
    startedAt: new Date(leg.started_ms).toISOString(),
    duration_ms: Math.round(leg.duration_ms * 1000) / 1000,
    direction: leg.direction,
    mode: leg.mode,
    platformId: leg.platformId ?? null,
    from: refIn(leg.from),
    to: refIn(leg.to),
    module: leg.module ?? null,
    method: shown(leg.method),
    url: shown(url),
    isUrlMasked: url !== leg.url || url.length > LONGEST,
    http: leg.http ?? null,
    ocpi: leg.ocpi ?? null,
    failure: failure ? { kind: failure.kind, message: says(failure.sentence) } : null,
    note: leg.note === undefined ? null : shown(leg.note),
    requestId: shown(leg.ids.requestId),
    correlationId: shown(leg.ids.correlationId),
    cause: leg.cause === undefined ? null : shown(leg.cause),
    replayOf: leg.replayOf ?? null,
    version: leg.direction === 'IN' ? (/^\/ocpi\/(\d[\d.]*)/.exec(leg.url)?.[1] ?? null) : null,
    violations: violations.slice(0, VIOLATIONS_MAX).map(({ pointer, code, message }) => ({
      pointer: says(pointer),
      code,
      message: says(message),
    })),
    violationCount: violations.length,
    requestHeaders: headersIn([leg.requestHeaders], mask),
    responseHeaders: headersIn(leg.responseHeaders, mask),
    request: again(request, mask),
    response: again(withoutQuotes(response, request), mask),
  };
}

/** UUID version 7: it begins with the instant, so that ids are in the order of time and tell their partition. */
export function idAt(instant_ms: number): string {
  const time = Math.floor(instant_ms).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}

function bodyOf({ text, bytes, isJson = false }: LegBody, mask: Mask): RecordedBody {
  if (text === undefined || text === '') {
    if (!bytes) return { state: 'NONE', bytes: 0, text: null };
    return { state: isJson ? 'TOO_LONG' : 'UNREAD', bytes, text: null };
  }
  const size = bytes ?? Buffer.byteLength(text);
  const kept = mask.body(text, isJson);
  if (kept === undefined) return { state: 'UNREADABLE', bytes: size, text: null };
  return { state: kept === text ? 'KEPT' : 'MASKED', bytes: size, text: kept };
}

/** What is known of the leg by now is looked for in its bodies as well. */
function again(body: RecordedBody, mask: Mask): RecordedBody {
  if (body.text === null) return body;
  const text = mask.again(body.text);
  return text === body.text ? body : { ...body, state: 'MASKED', text };
}

/** A JSON parser quotes what it stumbled over, and nobody can tell what that is. */
const unquoted = (sentence: string, request: RecordedBody): string =>
  request.state === 'UNREADABLE' ? sentence.replace(/not JSON:.*/s, 'not JSON.') : sentence;

const withoutQuotes = (response: RecordedBody, request: RecordedBody): RecordedBody => {
  if (request.state !== 'UNREADABLE' || response.text === null) return response;
  const text = response.text.replace(/not JSON:(?:[^"\\]|\\.)*/, 'not JSON.');
  return { ...response, text };
};

/** Those that steer an exchange; never Authorization. Names in lower case. */
const TOLD = new Set(
  `accept allow connection content-encoding content-length content-type link location ocpi-from-country-code
   ocpi-from-party-id ocpi-to-country-code ocpi-to-party-id retry-after transfer-encoding user-agent www-authenticate
   x-correlation-id x-limit x-request-id x-total-count`.split(/\s+/),
);
const ADDRESSES = new Set(['link', 'location']);

function headersIn(bags: readonly (HeaderBag | undefined)[], mask: Mask): Record<string, string> {
  const told: Record<string, string> = {};
  for (const bag of bags)
    for (const name in bag) {
      const folded = toldName(name);
      const value = bag[name];
      if (value === undefined || folded === undefined) continue;
      const text = typeof value === 'string' ? value : value.join(', ');
      told[folded] = shown(ADDRESSES.has(folded) ? linkIn(text, mask) : text);
    }
  // Almost never does a header repeat what was hidden, so all of them are looked through at once.
  const all = Object.values(told).join('\n');
  if (mask.text(all) !== all) for (const name in told) told[name] = mask.text(told[name] ?? '');
  return told;
}

/** In lower case; undefined for what is not told. Only names of our own come in upper case. */
function toldName(name: string): string | undefined {
  if (TOLD.has(name)) return name;
  const folded = name.toLowerCase();
  return TOLD.has(folded) ? folded : undefined;
}

/** `<https://…>; rel="next"`, or a URL alone. */
const linkIn = (text: string, mask: Mask): string =>
  text.includes('<')
    ? text.replace(/<([^>]*)>/g, (_, url: string) => `<${mask.url(url, 'GET')}>`)
    : mask.url(text, 'GET');

const refIn = (party: PartyId | undefined): string | null =>
  party ? `${party.country_code}/${party.party_id}`.toUpperCase() : null;

/** PostgreSQL keeps no U+0000 and no half characters; other controls are nothing to look at. */
const shown = (text: string): string =>
  text.length <= LONGEST && text.isWellFormed() && !CONTROL.test(text)
    ? text
    : text.slice(0, LONGEST).replace(CONTROLS, '\u{FFFD}').toWellFormed();
const CONTROL = /\p{Cc}/u;
const CONTROLS = /\p{Cc}/gu;
