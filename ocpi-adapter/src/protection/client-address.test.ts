import { type Asker, ClientAddresses } from './client-address.js';

const request = (remoteAddress: string | undefined, forwarded?: string): Asker => ({
  socket: { remoteAddress },
  headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
});

describe('HUB-063 where a request comes from', () => {
  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['2a00:1450:4001:81b::200e', '2a00:1450:4001:81b::/64'],
    [undefined, 'unknown'],
  ])('%s is %s', (address, name) => {
    expect(new ClientAddresses([]).of(request(address))).toBe(name);
  });

  it('believes proxies that are named, and nobody else', () => {
    const addresses = new ClientAddresses(['10.0.0.0/8', '::1']);
    expect(addresses.of(request('10.1.2.3', '203.0.113.9'))).toBe('203.0.113.9');
    expect(addresses.of(request('::1', '203.0.113.9'))).toBe('203.0.113.9');
    expect(addresses.of(request('192.0.2.1', '203.0.113.9'))).toBe('192.0.2.1');
    expect(new ClientAddresses([]).of(request('10.1.2.3', '203.0.113.9'))).toBe('10.1.2.3');
  });

  it('takes the nearest address that is no proxy: what stands before it anybody may have written', () => {
    const addresses = new ClientAddresses(['10.0.0.0/8']);
    expect(addresses.of(request('10.1.2.3', '1.1.1.1, 203.0.113.9, 10.9.9.9'))).toBe('203.0.113.9');
    expect(addresses.of(request('10.1.2.3', 'rubbish'))).toBe('10.1.2.3');
    expect(addresses.of(request('10.1.2.3'))).toBe('10.1.2.3');
  });

  it('refuses what is no network', () => {
    expect(() => new ClientAddresses(['everybody'])).toThrow('everybody is no address');
  });
});
