/**
 * URLs of a receiver that the requester would get to see, as URLs of the hub (RTE-062): the next page of a list
 * (HUB-043) and the place of a CDR (CDR-010). Whoever follows one is led back to the receiver, and it is good for the
 * party only that it was made for.
 */
import { isJsonObject } from '@chargesphere/schema';
import type { Seal, SealedFor } from './seal.js';

/** Who may follow a link, and in which module's lists. */
export interface LinkFor {
  module: string;
  platformId: string;
}

/** What a sealed URL stands for. Refs are folded. */
export interface Sealed {
  /** The party it was made for, and the one that answers there. */
  from: string;
  to: string;
  /** Absolute URL at the receiver. */
  url: string;
}

/** The parameter of a link that holds what is sealed. */
export const SEALED = 'page';

/** Parameters of paging stay readable, and clients may change them as they do with any other list (TRN-047). */
const PAGING = ['offset', 'limit', 'date_from', 'date_to'];

/** How long a page may take until the next one is asked for. */
const LINK_MS = 24 * 60 * 60 * 1000;

export class OwnUrls {
  constructor(private readonly seal: Seal) {}

  /** The hub's URL of the next page. `list` is the hub's URL of the list, without query. */
  linkTo(list: string, { from, to, url }: Sealed, linkFor: LinkFor): string {
    const rest = new URL(url);
    const query = new URLSearchParams();
    for (const name of PAGING) {
      for (const value of rest.searchParams.getAll(name)) query.append(name, value);
      rest.searchParams.delete(name);
    }
    query.set(SEALED, this.seal.close({ from, to, url: rest.href }, linkSeal(linkFor), LINK_MS));
    return `${list}?${query.toString().replaceAll('%3A', ':')}`;
  }

  /** What a link that the platform follows stands for; undefined when it is none of its own. */
  linkIn(query: URLSearchParams, linkFor: LinkFor): Sealed | undefined {
    const found = this.open(query.get(SEALED) ?? '', linkSeal(linkFor));
    if (!found) return undefined;
    const url = new URL(found.url);
    for (const [name, value] of query) if (name !== SEALED) url.searchParams.append(name, value);
    return { ...found, url: url.href.replaceAll('%3A', ':') };
  }

  /** The hub's URL of a CDR that lies at the receiver. */
  locationOf(inbox: string, sealed: Sealed, platformId: string): string {
    return `${inbox}/${this.seal.close(sealed, { purpose: 'location', platformId })}`;
  }

  locationIn(segment: string, platformId: string): Sealed | undefined {
    return this.open(segment, { purpose: 'location', platformId });
  }

  private open(text: string, sealedFor: SealedFor): Sealed | undefined {
    const content = this.seal.open(text, sealedFor);
    if (!isJsonObject(content)) return undefined;
    const { from, to, url } = content;
    return typeof from === 'string' && typeof to === 'string' && typeof url === 'string'
      ? { from, to, url }
      : undefined;
  }
}

const linkSeal = ({ module, platformId }: LinkFor): SealedFor => ({ purpose: `link ${module}`, platformId });

/**
 * A URL in an answer, as far as the hub may follow it: on the origin of the receiver's own endpoint, because the hub's
 * token goes with it (CRED-036). Relative ones are resolved against the URL that was asked (AMB-009).
 */
export function followable(text: string | undefined, asked: string, endpoint: string): URL | undefined {
  if (!text || !URL.canParse(text, asked)) return undefined;
  const url = new URL(text, asked);
  const isOwn = url.origin === new URL(endpoint).origin && url.username === '' && url.password === '';
  url.hash = '';
  return isOwn ? url : undefined;
}
