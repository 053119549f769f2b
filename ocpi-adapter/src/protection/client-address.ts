/**
 * Where a request comes from. Behind a proxy every connection is the proxy's, so the proxies that an operator names are
 * believed, and only they, when they say in X-Forwarded-For who asked them.
 */
import type { IncomingHttpHeaders } from 'node:http';
import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Network = [Address, number];

/** What is read of a request. */
export interface Asker {
  socket: { remoteAddress?: string | undefined };
  headers: IncomingHttpHeaders;
}

/** Whoever holds an IPv6 address usually holds its whole /64. */
const IPV6_BITS = 64;

export class ClientAddresses {
  private readonly proxies: Network[];

  /** Addresses and networks such as 10.0.0.0/8; throws on anything else. */
  constructor(proxies: readonly string[]) {
    this.proxies = proxies.map(networkIn);
  }

  /** A name for the place a request comes from: an IPv4 address or the network of an IPv6 one. */
  of(req: Asker): string {
    let address = addressIn(req.socket.remoteAddress);
    if (this.proxies.length === 0 || !address) return nameOf(address);
    const forwarded = [req.headers['x-forwarded-for'] ?? []].flat().join(',').split(',');
    // The last entry is what the proxy saw itself; what stands before it is only as good as whoever wrote it.
    while (address && this.isProxy(address)) {
      const next = addressIn(forwarded.pop()?.trim());
      if (!next) break;
      address = next;
    }
    return nameOf(address);
  }

  private isProxy(address: Address): boolean {
    return this.proxies.some(
      ([network, bits]) => network.kind() === address.kind() && address.match(network, bits),
    );
  }
}

export function networkIn(text: string): Network {
  try {
    return text.includes('/') ? ipaddr.parseCIDR(text) : wholeAddress(ipaddr.process(text));
  } catch (cause) {
    throw new Error(`${text} is no address and no network such as 10.0.0.0/8.`, { cause });
  }
}

export const isNetwork = (text: string): boolean => {
  try {
    return networkIn(text).length > 0;
  } catch {
    return false; // a sentence about it is the caller's to say
  }
};

const wholeAddress = (address: Address): Network => [address, address.kind() === 'ipv4' ? 32 : 128];

/** IPv4 addresses in the dress of IPv6 are themselves. */
const addressIn = (text: string | undefined): Address | undefined =>
  text !== undefined && ipaddr.isValid(text) ? ipaddr.process(text) : undefined;

function nameOf(address: Address | undefined): string {
  if (!address) return 'unknown';
  if (address.kind() === 'ipv4') return address.toString();
  return `${(address as ipaddr.IPv6).parts
    .slice(0, IPV6_BITS / 16)
    .map((part) => part.toString(16))
    .join(':')}::/64`;
}
