/** The hub as a TLS server of its own, without a proxy in front (TRN-001). */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request, type RequestOptions } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newRoot } from '../../tests/setup/certificates.js';
import { readConfig } from '../src/config.js';
import { startHub, type Hub } from '../src/hub.js';
import { readTls } from '../src/tls.js';
import { ADMIN_KEY, log, migratedDatabase } from './world.js';

const root = newRoot();
const own = root.issue('localhost');
const partner = root.issue('partner');
let folder: string;
let hub: Hub;
let drop: () => Promise<void>;

const file = async (name: string, text: string): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hub-tls-'));
  const database = await migratedDatabase();
  drop = () => database.drop();
  hub = await startHub(
    readConfig({
      DATABASE_URL: database.url,
      HUB_SECRET_KEY: 'x'.repeat(32),
      HUB_ADMIN_KEY: ADMIN_KEY,
      HUB_PORT: '0',
      HUB_TLS_CERT_FILE: await file('hub.crt', own.certificate),
      HUB_TLS_KEY_FILE: await file('hub.key', own.key),
      HUB_TLS_CLIENT_CA_FILE: await file('partners.crt', root.certificate),
      HUB_TLS_MIN_VERSION: '1.3',
    }),
    log,
  );
});
afterAll(async () => {
  await hub.stop();
  await drop();
  await rm(folder, { recursive: true });
});

interface Told {
  http: number | undefined;
  text: string;
}
const get = (path: string, options: RequestOptions = {}): Promise<Told> =>
  new Promise((resolve, reject) => {
    const sent = request(
      `${hub.publicUrl}${path}`,
      { ca: root.certificate, agent: false, ...options },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (text += chunk));
        response.on('end', () => resolve({ http: response.statusCode, text }));
      },
    );
    sent.on('error', reject);
    sent.end();
  });
const withCertificate = { cert: partner.certificate, key: partner.key };
const envelopeOf = ({ text }: Told) => JSON.parse(text) as { status_code: number; status_message: string };

it('TRN-001 speaks https, tells partners so, and is open to people without a certificate', async () => {
  expect(hub.publicUrl).toMatch(/^https:\/\/localhost:\d+$/);
  expect((await get('/health/ready')).http).toBe(200);
  const headers = { authorization: `Bearer ${ADMIN_KEY}`, 'apollo-require-preflight': 'yes' };
  expect((await get('/graphql?query={hub{ref}}', { headers })).text).toContain('NL/HUB');
});

it('TRN-001 takes OCPI from who shows a certificate only, and the token beside it is needed all the same', async () => {
  const without = await get('/ocpi/versions');
  expect([without.http, envelopeOf(without).status_code]).toEqual([401, 2000]);
  expect(envelopeOf(without).status_message).toContain('client certificate');
  const foreign = newRoot('Nobody').issue('stranger');
  const strange = await get('/ocpi/versions', { cert: foreign.certificate, key: foreign.key });
  expect(envelopeOf(strange).status_message).toContain('client certificate');
  const shown = await get('/ocpi/versions', withCertificate);
  expect([shown.http, envelopeOf(shown).status_code]).toEqual([401, 2000]);
  expect(envelopeOf(shown).status_message).toContain('Authorization');
});

it('TRN-001 speaks no TLS below the version that is set', async () => {
  await expect(get('/health/live', { maxVersion: 'TLSv1.2' })).rejects.toThrow(/protocol version|alert/i);
});

it('TRN-001 refuses files that are none, and a key of another certificate, before it starts', async () => {
  const tls = (more: object) => readTls({ ...readConfig({}).tls, ...more });
  await expect(tls({ caFile: join(folder, 'nowhere') })).rejects.toThrow('HUB_TLS_CA_FILE names');
  await expect(tls({ caFile: await file('a', 'no certificate') })).rejects.toThrow('holds no certificate');
  const certFile = await file('b', own.certificate);
  await expect(tls({ certFile, keyFile: await file('c', 'no key') })).rejects.toThrow('holds no key');
  await expect(tls({ certFile, keyFile: await file('d', partner.key) })).rejects.toThrow(
    'HUB_TLS_KEY_FILE is not the key of the certificate in HUB_TLS_CERT_FILE',
  );
});
