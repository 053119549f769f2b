/**
 * What a client accepts, as it says in Accept and Accept-Encoding, and the media type of the answer (GraphQL over
 * HTTP, "Media Types"). The type decides the status too: under `application/json` anything that was a GraphQL
 * request is 200, because old clients and proxies take other statuses for a broken server; under
 * `application/graphql-response+json` a request that could not be executed is 400.
 */
export const GRAPHQL_MEDIA_TYPE = 'application/graphql-response+json';
export const JSON_MEDIA_TYPE = 'application/json';
export type AnswerType = typeof GRAPHQL_MEDIA_TYPE | typeof JSON_MEDIA_TYPE;

interface Weighed {
  value: string;
  weight: number;
}

/** `gzip;q=0.5, br` → what is wanted with its weight; most clients send the same few headers over and over. */
const weighed = (header: string): Weighed[] =>
  header
    .toLowerCase()
    .split(',')
    .map((part) => {
      const [value = '', ...parameters] = part.split(';').map((text) => text.trim());
      const given = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
      const weight = given === undefined ? 1 : Number(given);
      return { value, weight: Number.isFinite(weight) ? weight : 0 };
    })
    .filter(({ value }) => value !== '');

/** The weight the header gives to one of these names, the most specific first; undefined when it names none. */
const weightOf = (wanted: readonly Weighed[], names: readonly string[]): number | undefined => {
  for (const name of names) {
    const found = wanted.find(({ value }) => value === name);
    if (found) return found.weight;
  }
  return undefined;
};

/** Undefined when the client accepts neither. Without the header, and for whoever takes anything, plain JSON. */
export const answerTypeFor = (accept: string | undefined): AnswerType | undefined => {
  if (accept === undefined || accept === '' || accept === '*/*') return JSON_MEDIA_TYPE;
  if (accept === JSON_MEDIA_TYPE || accept === GRAPHQL_MEDIA_TYPE) return accept;
  const wanted = weighed(accept);
  const anything = ['application/*', '*/*'];
  const json = weightOf(wanted, [JSON_MEDIA_TYPE, ...anything]) ?? 0;
  const graphql = weightOf(wanted, [GRAPHQL_MEDIA_TYPE, ...anything]) ?? 0;
  if (json === 0 && graphql === 0) return undefined;
  if (json !== graphql) return json > graphql ? JSON_MEDIA_TYPE : GRAPHQL_MEDIA_TYPE;
  // Both alike: by the order of the header, as the specification advises clients to write it.
  const first = wanted.find(({ value }) => value === JSON_MEDIA_TYPE || value === GRAPHQL_MEDIA_TYPE)?.value;
  return first === GRAPHQL_MEDIA_TYPE ? GRAPHQL_MEDIA_TYPE : JSON_MEDIA_TYPE;
};

export type Encoding = 'br' | 'gzip';

/** Undefined sends the answer as it is. */
export const encodingFor = (acceptEncoding: string | undefined): Encoding | undefined => {
  if (!acceptEncoding) return undefined;
  const wanted = weighed(acceptEncoding);
  const brotli = weightOf(wanted, ['br', '*']) ?? 0;
  const gzip = weightOf(wanted, ['gzip', '*']) ?? 0;
  if (brotli === 0 && gzip === 0) return undefined;
  return brotli >= gzip ? 'br' : 'gzip';
};

/** Does a browser ask for a page, rather than a client for an answer? */
export const wantsPage = (accept: string | undefined): boolean => {
  if (!accept?.includes('text/html')) return false;
  const wanted = weighed(accept);
  const html = weightOf(wanted, ['text/html']) ?? 0;
  return html > (weightOf(wanted, [JSON_MEDIA_TYPE, GRAPHQL_MEDIA_TYPE]) ?? 0);
};
