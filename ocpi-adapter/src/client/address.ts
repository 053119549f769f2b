/**
 * Which addresses the hub calls (CRED-036). A partner tells us URLs, so without a policy it could point the hub
 * at the inside of its own network. The address that was checked is the one that is connected to: the check sits
 * in the look-up of the connection itself, so a second DNS answer cannot change it afterwards.
 */
import { lookup } from 'node:dns';
import type { LookupAddress, LookupOptions } from 'node:dns';
import ipaddr from 'ipaddr.js';
import type { OutboundTls } from './agents.js';
import { CallFailure } from './call-failure.js';

export interface AddressPolicy {
  allowPrivateAddresses: boolean;
  allowPlainHttp: boolean;
  ports: readonly number[];
  tls?: OutboundTls | undefined;
  /** Resolves names in place of the usual look-up; for tests, which have no names to resolve. */
  lookup?: Lookup;
}

/** Loopback, private, link-local, ULA, multicast, mapped and tunnelled ranges are all "not unicast" to ipaddr.js. */
export function isPublicAddress(address: string): boolean {
  // ipaddr.js takes ::1.2.3.4 for the IPv4 address; the kernel does not.
  if (!ipaddr.isValid(address) || /^::\d+\./.test(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast') return false;
  // Of IPv6 only 2000::/3 is given out to the public; what ipaddr.js has no name for is not ours to try.
  return parsed.kind() === 'ipv4' || (parsed as ipaddr.IPv6).match(GLOBAL, 3);
}

const GLOBAL = ipaddr.IPv6.parse('2000::');

/** The URL, once scheme, port and a literal address in it are allowed. Names are checked when they are resolved. */
export function allowedUrl(text: string, policy: AddressPolicy): URL {
  const url = URL.parse(text);
  if (!url) throw new CallFailure('address', `${text} is not an absolute URL.`);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && policy.allowPlainHttp))
    throw new CallFailure('address', `${url.origin} must be called over https.`);
  if (url.username !== '' || url.password !== '')
    throw new CallFailure(
      'address',
      `The URL for ${url.host} holds a user name or password; OCPI uses tokens.`,
    );
  if (policy.allowPrivateAddresses) return url;
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  if (!policy.ports.includes(port) && !(url.protocol === 'http:' && port === 80))
    throw new CallFailure(
      'address',
      `Port ${port} is not one this hub calls; use ${policy.ports.join(' or ')}.`,
    );
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  if (ipaddr.isValid(literal) && !isPublicAddress(literal)) throw notPublic(url.hostname);
  return url;
}

const notPublic = (host: string) =>
  new CallFailure('address', `${host} is an address inside a private network, which this hub does not call.`);

type Found = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

/** As `net.connect` takes it. */
export type Lookup = (hostname: string, options: LookupOptions, found: Found) => void;

/** Asks for all addresses of a name; `dns.lookup`, but for tests. */
type Resolve = (
  hostname: string,
  options: LookupOptions & { all: true },
  found: (error: Error | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * For `net.connect`: resolves a name once and passes on only the addresses that are allowed, so what is connected to is
 * what was checked, whatever the name means a moment later.
 */
export const pinnedLookup =
  (allows: (address: string) => boolean, resolve: Resolve = lookup): Lookup =>
  (hostname, options, found) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return found(error, []);
      const allowed = addresses.filter(({ address }) => allows(address));
      const [first] = allowed;
      if (first === undefined) return found(notPublic(hostname), []);
      if (options.all) found(null, allowed);
      else found(null, first.address, first.family);
    });
  };

export const publicLookup = pinnedLookup(isPublicAddress);
