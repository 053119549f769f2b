/**
 * The name of an OCPI object across the whole system: its path below the module URL (`NL/TNM/101`).
 *
 * A ref is shown as its owner sent it and compared folded, because OCPI ids are CiStrings (TRN-087). Ids may
 * hold any printable ASCII, `/` included (AMB-011), so the few characters that would break a path or a URL are
 * percent-encoded inside a segment and nothing else is touched: ordinary ids stay greppable.
 */

const UNSAFE = /[%/?#\s\p{Cc}]/gu;

/** Letters, digits and what else ids are made of; refs are made for every object of every answer. */
const isPlain = (segment: string): boolean => {
  for (let i = 0; i < segment.length; i += 1) {
    const code = segment.charCodeAt(i);
    const isWord = (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
    if (!isWord && code !== 42 && code !== 45 && code !== 46 && code !== 95) return false; // * - . _
  }
  return true;
};

const encode = (segment: string): string =>
  isPlain(segment) ? segment : segment.replace(UNSAFE, encodeURIComponent);

/** A malformed escape is taken literally. */
const decode = (escapes: string): string => {
  try {
    return decodeURIComponent(escapes);
  } catch {
    return escapes;
  }
};

/** Joins ids to a ref: `refOf('NL', 'TNM', 'A/1')` is `NL/TNM/A%2F1`. */
export const refOf = (...segments: string[]): string => {
  let ref = '';
  for (const [i, segment] of segments.entries()) ref += i === 0 ? encode(segment) : `/${encode(segment)}`;
  return ref;
};

/** The ids of a ref, decoded. Throws nothing: a malformed escape is taken literally. */
export const segmentsOf = (ref: string): string[] =>
  ref.split('/').map((segment) => segment.replace(/(?:%[0-9a-fA-F]{2})+/g, decode));

/** The form for comparing and storing keys: upper case, as RTE-007 writes party ids. */
export const foldRef = (ref: string): string => ref.toUpperCase();

/** The owner's party ref of any object's ref: the first two segments. */
export const ownerOf = (ref: string): string => ref.split('/', 2).join('/');
