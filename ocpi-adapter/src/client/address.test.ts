import type { LookupAddress } from 'node:dns';
import { allowedUrl, isPublicAddress, pinnedLookup, publicLookup } from './address.js';
import { CallFailure } from './call-failure.js';

const strict = { allowPrivateAddresses: false, allowPlainHttp: false, ports: [443, 8443] };

describe('CRED-036 addresses inside a network are not called', () => {
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fc00::1',
    'fd12:3456::1',
    'ff02::1',
    '::ffff:127.0.0.1',
    '::ffff:a00:1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '64:ff9b:1::7f00:1',
    '::127.0.0.1',
    '::7f00:1',
    '2001::1',
    '2001:db8::1',
    '100::1',
    'fec0::1',
    'fe80::1%eth0',
    '::ffff:0:127.0.0.1',
    '4000::1',
    '192.0.0.1',
    '198.18.0.1',
    '203.0.113.1',
    '240.0.0.1',
    'not an address',
  ])('%s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each(['93.184.216.34', '2606:2800:220:1:248:1893:25c8:1946'])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
});

describe('CRED-036 URLs are checked before anything is called', () => {
  it.each([
    ['http://partner.example/versions', /https/],
    ['ftp://partner.example/versions', /https/],
    ['https://127.0.0.1/versions', /private network/],
    ['https://0x7f.1/versions', /private network/],
    ['https://2130706433/versions', /private network/],
    ['https://017700000001/versions', /private network/],
    ['https://0300.0250.1/versions', /private network/],
    ['https://127.1/versions', /private network/],
    ['https://%31%32%37.0.0.1/versions', /private network/],
    ['https://１２７.0.0.1/versions', /private network/],
    ['https://[64:ff9b::a00:1]/versions', /private network/],
    ['https://[2002:a00:1::]/versions', /private network/],
    ['https://[fd00::1]/versions', /private network/],
    ['https://[fe80::1%25eth0]/versions', /absolute/],
    ['https://partner.example:0/versions', /Port 0/],
    ['https://[::1]/versions', /private network/],
    ['https://[::ffff:10.0.0.1]/versions', /private network/],
    ['https://partner.example:22/versions', /Port 22/],
    ['https://user:secret@partner.example/versions', /user name/],
    ['/versions', /absolute/],
  ])('%s', (url, message) => {
    expect(() => allowedUrl(url, strict)).toThrow(CallFailure);
    expect(() => allowedUrl(url, strict)).toThrow(message);
  });

  it('and a public one passes', () => {
    expect(allowedUrl('https://partner.example:8443/versions', strict).host).toBe('partner.example:8443');
  });

  it('TRN-001 plain HTTP and private addresses only where the hub is told so', () => {
    const open = { ...strict, allowPrivateAddresses: true, allowPlainHttp: true };
    expect(allowedUrl('http://127.0.0.1:4100/versions', open).port).toBe('4100');
  });
});

describe('CRED-036 the address that was checked is the one that is connected to', () => {
  const lookUp = (name: string, all: boolean) =>
    new Promise<{ error: Error | null; address: string | LookupAddress[] }>((resolve) => {
      publicLookup(name, { all }, (error, address) => resolve({ error, address }));
    });

  it.each([true, false])('a name that resolves to loopback is refused (all: %s)', async (all) => {
    const { error, address } = await lookUp('localhost', all);
    expect(error).toBeInstanceOf(CallFailure);
    expect(address).toEqual([]);
  });

  it('a name that does not resolve is an error as ever', async () => {
    const { error } = await lookUp('does-not-exist.invalid', true);
    expect(error).not.toBeNull();
  });

  it('passes on only what is public of a name that has both, in one look-up', async () => {
    let looked = 0;
    const mixed = pinnedLookup(isPublicAddress, (_name, _options, found) => {
      looked += 1;
      found(null, [
        { address: '10.0.0.1', family: 4 },
        { address: '93.184.216.34', family: 4 },
        { address: '::1', family: 6 },
      ]);
    });
    const found = await new Promise<unknown[]>((resolve) =>
      mixed('partner.example', {}, (...answer) => resolve(answer)),
    );
    expect(found).toEqual([null, '93.184.216.34', 4]);
    expect(looked).toBe(1);
  });

  it('judges every IPv4 address in the dress of IPv6 as it judges the address itself', () => {
    // Deterministic, and all over the space: each network of /12, and the first and last address of each.
    for (let high = 0; high < 4096; high += 1)
      for (const low of [0x00001, 0xffffe]) {
        const bits = high * 2 ** 20 + low;
        const bytes = [24, 16, 8, 0].map((shift) => Math.floor(bits / 2 ** shift) % 256);
        const plain = bytes.join('.');
        expect(`${plain} ${isPublicAddress(`::ffff:${plain}`)}`).toBe(`${plain} ${isPublicAddress(plain)}`);
        expect(isPublicAddress(`64:ff9b::${plain}`)).toBe(false);
        expect(isPublicAddress(`::${plain}`)).toBe(false);
        const [a = 0, b = 0, c = 0, d = 0] = bytes;
        const sixToFour = `2002:${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}::1`;
        expect(isPublicAddress(sixToFour)).toBe(false);
      }
  });
});
