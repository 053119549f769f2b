/**
 * The response_url in the query of a GET or DELETE of charging profiles (CHP-006). Its value is a URL of its own, often
 * with a query, and senders forget to escape it as the specification's own example does (CHP-042, AMB-049). Pure.
 */

/** What may stand after it, so that it ends there. */
const KNOWN = ['duration'];

const START = /(?:^|[?&])response_url=/;
const NEXT = new RegExp(`&(?:${KNOWN.join('|')})=`);

export interface SplitQuery {
  /** Undefined when the query names none. */
  responseUrl: string | undefined;
  /** Everything else (RTE-065). */
  rest: URLSearchParams;
}

/** Of a query as it came, with or without the question mark. */
export const splitQuery = (search: string): SplitQuery => {
  const start = START.exec(search);
  if (!start) return { responseUrl: undefined, rest: new URLSearchParams(search) };
  const before = search.slice(0, start.index);
  const after = search.slice(start.index + start[0].length);
  // An escaped one holds no bare `&`, so it ends like every parameter.
  const end = isEscaped(after) ? after.indexOf('&') : (NEXT.exec(after)?.index ?? -1);
  const text = end < 0 ? after : after.slice(0, end);
  return {
    responseUrl: isEscaped(text) ? unescaped(text) : text,
    rest: new URLSearchParams(`${before}${end < 0 ? '' : after.slice(end)}`),
  };
};

const isEscaped = (text: string): boolean => /^[a-z]+%3a/i.test(text);

/** A stray percent sign makes no text unreadable: it stays as it came, to be judged as a URL. */
const unescaped = (text: string): string => {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
};
