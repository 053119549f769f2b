/**
 * Reads the `Link` header as partners write it (TRN-042, AMB-009): relative, without quotes, several in one header, or
 * not to be read at all. Pure.
 */

export type Link =
  /** There is no next page, or nobody says so. */
  | { kind: 'none' }
  /** There is a next page, but not where. */
  | { kind: 'unreadable' }
  | { kind: 'url'; url: URL };

const NONE: Link = { kind: 'none' };
const UNREADABLE: Link = { kind: 'unreadable' };

const REL = /(?:^|[;,\s])rel\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s;,"']+))/i;

const isNext = (parameters: string): boolean => {
  const [, double, single, bare] = REL.exec(parameters) ?? [];
  const relations = (double ?? single ?? bare ?? '').toLowerCase().split(/\s+/);
  return relations.includes('next');
};

/** The target of `rel="next"`, resolved against the URL of the page it came with. */
export function nextLinkIn(header: string | undefined, page: string): Link {
  if (header === undefined) return NONE;
  for (const [, target = '', parameters = ''] of header.matchAll(/<([^<>]*)>([^<]*)/g)) {
    if (!isNext(parameters)) continue;
    // An empty target means the page itself, which is never the next one.
    const isReadable = target.trim() !== '' && URL.canParse(target.trim(), page);
    return isReadable ? { kind: 'url', url: new URL(target.trim(), page) } : UNREADABLE;
  }
  return !header.includes('<') && isNext(header) ? UNREADABLE : NONE;
}
