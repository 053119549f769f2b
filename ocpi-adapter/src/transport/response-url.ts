/**
 * The response_url in the query of a GET or DELETE of charging profiles (CHP-006). Its value is a URL of its own, often
 * with a query, and senders forget to escape it as the specification's own example does (CHP-042, AMB-049). Pure.
 */

/** What may stand after it, so that it ends there. */
const KNOWN = ['duration'];

const START = /(?:^|[?&])response_url=/;
const NEXT = new RegExp(`&(?:${KNOWN.join('|')})=`);

/** Of a query as it came, with or without the question mark; undefined when it names no response_url. */
export const responseUrlIn = (search: string): string | undefined => {
  const start = START.exec(search);
  if (!start) return undefined;
  const rest = search.slice(start.index + start[0].length);
  // An escaped one holds no bare `&`, so it ends like every parameter.
  if (isEscaped(rest)) return unescaped(rest.split('&', 1)[0] ?? '');
  return rest.slice(0, NEXT.exec(rest)?.index);
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
