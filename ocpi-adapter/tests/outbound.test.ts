/** How the hub connects to partners: which addresses, with which TLS, showing which certificate, in which style. */
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { samples } from '@chargesphere/simulator';
import { newRoot } from '../../tests/setup/certificates.js';
import { pinnedLookup, type AddressPolicy } from '../src/client/address.js';
import type { OutboundTls } from '../src/client/agents.js';
import { PartnerClient } from '../src/client/http.js';
import { plainStyle, type CallStyle } from '../src/protection/call-styles.js';
import { reachableAt } from './keeping-partner.js';
import { answer, scriptedPartner } from './scripted-partner.js';
import { to, world } from './world.js';

const limits = { connect_ms: 2_000, call_ms: 5_000, answerBytes: 10_000 };
const open = { allowPrivateAddresses: true, allowPlainHttp: true, ports: [] };
const key = { token: 'secret', base64Token: true };

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const clientFor = (
  policy: Partial<AddressPolicy> & { tls?: OutboundTls } = {},
  styleOf?: () => CallStyle,
): PartnerClient => {
  const styles = styleOf && { of: () => Promise.resolve(styleOf()) };
  const client = new PartnerClient({ ...open, ...policy }, limits, undefined, undefined, styles);
  ends.push(() => client.close());
  return client;
};

const get = (client: PartnerClient, url: string, platformId = 'p') =>
  client.call({ method: 'GET', url, key, about: { platformId } });

describe('CRED-036 the address that was checked', () => {
  it('is the one that is connected to, though the name means another one a moment later', async () => {
    const partner = await scriptedPartner((_heard, res) => answer(res, 'reached'));
    ends.push(() => partner.close());
    const { port } = new URL(partner.origin);
    let looked = 0;
    // The first answer is allowed and is where the partner listens, every later one is not: who looked twice would
    // either be refused or get to the other place.
    const lookup = pinnedLookup(
      (address) => address === '127.0.0.1',
      (_name, _options, found) => {
        looked += 1;
        found(null, [{ address: looked === 1 ? '127.0.0.1' : '127.0.0.2', family: 4 }]);
      },
    );
    const client = clientFor({ lookup });
    expect(await get(client, `http://rebinding.test:${port}/`)).toMatchObject({ data: 'reached' });
    expect(looked).toBe(1);
    // A new connection looks anew and is refused, without anybody having been called.
    const later = clientFor({ lookup });
    await expect(get(later, `http://rebinding.test:${port}/`)).rejects.toMatchObject({ kind: 'address' });
    expect(looked).toBe(2);
    expect(partner.heard).toHaveLength(1);
  });

  it('is looked at in one place: nothing else in the hub opens connections to where partners say', () => {
    /** Who may, and why. */
    const known: Record<string, string> = {
      'ocpi-adapter/src/client/round-trip.ts': 'the client that calls partners',
      'ocpi-adapter/src/client/agents.ts': 'its connections',
      'gateway/src/sources/http.source.ts': 'subgraphs at URLs of the configuration',
      'gateway/src/sources/http.upstream.ts': 'their subscriptions',
      'hub/src/remote-invite.ts': 'this very hub, from its command line',
      'hub/src/account-page.ts': 'this very hub, from the browser that shows the page',
    };
    const root = join(import.meta.dirname, '../..');
    const opening =
      /from 'undici'|from 'node:(?:https|net|tls|http2|dgram)'|(?:await|return|void|=>|[=(,:?]) *(?:globalThis\.)?fetch\(|\bhttps?\.(?:request|get)\(|from 'ws'|import \{[^}]*\b(?:request|get)\b[^}]*\} from 'node:http'/;
    const listening: Record<string, string> = {
      'hub/src/http.ts': 'listens',
      'hub/src/config.ts': 'reads',
      'ocpi-adapter/src/protection/gate.ts': 'a type',
      'gateway/src/standalone.ts': 'listens',
      'gateway/src/websocket/endpoint.ts': 'listens',
      'subgraphs/chassis/src/graph/serve.ts': 'listens',
      'subgraphs/chassis/src/database/embedded/claim.ts': 'finds out who listens on this machine',
      'subgraphs/chassis/src/database/embedded/server.ts': 'finds a free port',
    };
    const folders = [
      'ocpi-adapter',
      'gateway',
      'hub',
      ...readdirSync(join(root, 'subgraphs')).map((one) => `subgraphs/${one}`),
    ];
    const found = folders.flatMap((folder) =>
      readdirSync(join(root, folder, 'src'), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
        .map((file) => `${folder}/src/${file}`)
        .filter((file) => opening.test(readFileSync(join(root, file), 'utf8'))),
    );
    expect(found.filter((file) => !(file in known) && !(file in listening)).sort()).toEqual([]);
    // A name in the table that opens nothing any more would hide the next one.
    for (const file of Object.keys(known)) expect(found).toContain(file);
  });
});

interface Met {
  url: string;
  subject: string | undefined;
  protocol: string | null;
}

describe('TRN-001 TLS towards partners', () => {
  const root = newRoot();

  const partnerOver = async (options: ServerOptions): Promise<{ url: string; met: Met[] }> => {
    const met: Met[] = [];
    const server: Server = createServer(options, (req, res) => {
      const socket = req.socket as TLSSocket;
      const name: unknown = (socket.getPeerCertificate() as { subject?: { CN?: unknown } }).subject?.CN;
      met.push({
        url: req.url ?? '',
        subject: typeof name === 'string' ? name : undefined,
        protocol: socket.getProtocol(),
      });
      answer(res, 'reached');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    ends.push(() => {
      server.closeAllConnections();
      server.close();
    });
    return { url: `https://localhost:${(server.address() as AddressInfo).port}/`, met };
  };
  const shown = (name: string) => {
    const { certificate: cert, key: keyOf } = root.issue(name);
    return { cert, key: keyOf };
  };

  it('trusts partners whose certificate is signed by a root Node knows or one the operator names', async () => {
    const { url, met } = await partnerOver(shown('partner'));
    await expect(get(clientFor(), url)).rejects.toMatchObject({ kind: 'unreachable' });
    expect(met).toEqual([]);
    expect(await get(clientFor({ tls: { ca: root.certificate } }), url)).toMatchObject({ data: 'reached' });
  });

  it('speaks no TLS below the version the operator sets', async () => {
    const { url } = await partnerOver({ ...shown('partner'), maxVersion: 'TLSv1.2' });
    const tls = { ca: root.certificate };
    expect(await get(clientFor({ tls }), url)).toMatchObject({ data: 'reached' });
    await expect(get(clientFor({ tls: { ...tls, minVersion: 'TLSv1.3' } }), url)).rejects.toMatchObject({
      kind: 'unreachable',
    });
  });

  it('shows a client certificate: the hub’s own, or that of the platform, from its next call on', async () => {
    const { url, met } = await partnerOver({ ...shown('partner'), ca: root.certificate, requestCert: true });
    const own = root.issue('hub.example');
    const special = root.issue('hub-for-p.example');
    const style: CallStyle = { ...plainStyle };
    const tls = { ca: root.certificate, certificate: { chain: own.certificate, key: own.key } };
    const client = clientFor({ tls }, () => style);
    await get(client, url);
    style.certificate = { chain: special.certificate, key: special.key };
    await get(client, url);
    style.certificate = undefined;
    await get(client, url);
    expect(met.map(({ subject }) => subject)).toEqual(['hub.example', 'hub-for-p.example', 'hub.example']);
    expect(met[0]?.protocol).toBe('TLSv1.3');
  });

  it('shows none when nobody has given it one', async () => {
    const { url, met } = await partnerOver({
      ...shown('partner'),
      ca: root.certificate,
      requestCert: true,
      rejectUnauthorized: false,
    });
    await get(clientFor({ tls: { ca: root.certificate } }), url);
    expect(met).toMatchObject([{ subject: undefined }]);
  });
});

it('TRN-103 TYPE-011 AMB-010 writes to a partner as it wants it, and notes on the exchange what was changed', async () => {
  const w = await world();
  ends.push(() => w.close());
  const { platform } = w.emsp;
  reachableAt(platform, w.far);
  const location = samples.location({ country_code: 'NL', party_id: 'ALF', name: 'n'.repeat(300) });
  const put = () => w.cpo.put(`/receiver/locations/NL/ALF/${location.id}`, location, to('DE/BET'));
  await put();
  platform.style = { trailingSlash: 'ALWAYS', overlongTexts: 'TRUNCATE' };
  await w.changed({ platformId: platform.id, kind: 'CONFIGURED' });
  await put();
  const [before, after] = w.far.heard;
  expect(before?.path).toBe(`/RECEIVER/locations/NL/ALF/${location.id}`);
  expect(JSON.parse(before?.body ?? '')).toEqual(location);
  expect(after?.path).toBe(`/RECEIVER/locations/NL/ALF/${location.id}/`);
  expect(JSON.parse(after?.body ?? '')).toEqual({ ...location, name: 'n'.repeat(255) });
  await w.adapter.close();
  const out = w.graph.exchanges.recorded.filter(({ direction }) => direction === 'OUT');
  expect(out.map(({ note }) => note)).toEqual([
    null,
    'As this partner wants it, the URL ends with a slash; texts are cut to the length OCPI allows: /name.',
  ]);
  expect(out[1]?.url).toMatch(/\/$/);
});
