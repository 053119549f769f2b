/**
 * The request target, taken apart. Path segments are split first and decoded once afterwards, because ids are
 * printable ASCII and may hold an encoded slash (AMB-011).
 */

export interface Target {
  /** Decoded segments without the trailing empty ones: both slash forms are the same place (AMB-010). */
  segments: string[];
  /** The path as sent, without trailing slashes: what a Link points back to. */
  path: string;
  /** What follows the question mark, '' when there is none. */
  query: string;
}

/** Undefined when the target is no path or an escape in it is broken: such a path names nothing (E04). */
export function targetOf(url: string): Target | undefined {
  const relative = url.startsWith('/') ? url : pathOfAbsolute(url);
  if (relative === undefined) return undefined;
  const mark = relative.indexOf('?');
  const path = (mark < 0 ? relative : relative.slice(0, mark)).replace(/\/+$/, '');
  const query = mark < 0 ? '' : relative.slice(mark + 1);
  const segments = path.split('/').slice(1);
  if (!path.includes('%')) return { segments, path, query };
  try {
    return { segments: segments.map(decodeURIComponent), path, query };
  } catch {
    return undefined; // URIError: the escape is malformed
  }
}

/** Proxies may send the absolute form of RFC 9112; only its path concerns us. */
function pathOfAbsolute(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { pathname, search } = new URL(url);
  return pathname.startsWith('/') ? pathname + search : undefined;
}
