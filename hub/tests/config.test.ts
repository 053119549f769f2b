/** The configuration: what is read, what is refused, and that all places where people look it up say the same. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { ConfigError, parts, readConfig, subgraphNames, variables } from '../src/config.js';
import { runHub } from './child.js';

const errorsOf = (env: Record<string, string>): readonly string[] => {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.errors;
    throw error;
  }
};

describe('a configuration', () => {
  it('needs nothing: every variable has a default', () => {
    expect(readConfig({})).toEqual({
      host: '127.0.0.1',
      port: 4000,
      publicUrl: undefined,
      dataDir: resolve('.data'),
      databaseUrl: undefined,
      redisUrl: undefined,
      country: 'NL',
      party: 'HUB',
      planExecutor: 'compiled',
      isDemo: false,
      secretKey: undefined,
      adminKey: undefined,
      adminEmail: 'admin@localhost',
      smtpUrl: undefined,
      mailFrom: 'ChargeSphere <hub@localhost>',
      oidc: undefined,
      allowPrivateAddresses: true,
      trustedProxies: [],
      tls: {
        certFile: undefined,
        keyFile: undefined,
        clientCaFile: undefined,
        minVersion: 'TLSv1.2',
        caFile: undefined,
        clientCertFile: undefined,
        clientKeyFile: undefined,
      },
      logLevel: 'info',
      parts: new Set(parts),
      subgraphUrls: new Map(),
      isDevelopment: true,
      exchangeDays: 14,
      exchangeBodyDays: 3,
      exchangeBodyBytes: 65_536,
      silenceSeconds: 300,
      probeFailures: 2,
      graphql: {
        origins: [],
        csrfPrevention: true,
        limits: {},
        budgets: {},
        minuteBudgets: {},
        operationsFile: undefined,
        listedOnly: false,
      },
    });
  });

  it('is read from the environment, trimmed; an empty variable counts as unset', () => {
    const config = readConfig({
      HUB_PORT: ' 80 ',
      HUB_HOST: '0.0.0.0',
      HUB_PUBLIC_URL: 'https://hub.example.com/',
      DATABASE_URL: 'postgres://hub@db/hub',
      REDIS_URL: '',
      HUB_COUNTRY_CODE: 'de',
      HUB_PARTY_ID: 'x1y',
      HUB_DEMO: 'ON',
      HUB_LOG_LEVEL: '   ',
    });
    expect(config).toMatchObject({
      port: 80,
      publicUrl: 'https://hub.example.com',
      redisUrl: undefined,
      country: 'DE',
      party: 'X1Y',
      isDemo: true,
      logLevel: 'info',
    });
  });

  it('reads whose tiles are under the map', () => {
    const tiles = {
      HUB_MAP_TILES: 'https://tiles.example.com/{z}/{x}/{y}.png',
      HUB_MAP_ATTRIBUTION: '© <Us>',
    };
    expect(readConfig(tiles).mapTiles).toEqual({ url: tiles.HUB_MAP_TILES, attribution: '© <Us>' });
    expect(readConfig({}).mapTiles).toBeUndefined();
    expect(errorsOf({ HUB_MAP_ATTRIBUTION: 'us' })).toEqual([
      'HUB_MAP_ATTRIBUTION is of use with tiles only: give HUB_MAP_TILES too.',
    ]);
    expect(errorsOf({ HUB_MAP_TILES: 'https://{z}.example.com/{x}/{y}' })).toHaveLength(1);
  });

  it('HUB-064 keeps bodies no longer than their exchanges', () => {
    expect(readConfig({ HUB_EXCHANGE_DAYS: '2' })).toMatchObject({ exchangeDays: 2, exchangeBodyDays: 2 });
  });

  it('CRED-036 closes private addresses in production, unless told otherwise', () => {
    expect(readConfig({ NODE_ENV: 'production' })).toMatchObject({
      isDevelopment: false,
      allowPrivateAddresses: false,
    });
    const told = { NODE_ENV: 'production', HUB_ALLOW_PRIVATE_ADDRESSES: 'on' };
    expect(readConfig(told).allowPrivateAddresses).toBe(true);
  });

  it('is refused with all its errors at once, each with the cure', () => {
    const errors = errorsOf({
      HUB_PORT: '99999',
      HUB_PUBLIC_URL: 'hub.example.com',
      DATABASE_URL: 'mysql://db',
      REDIS_URL: 'http://redis',
      HUB_COUNTRY_CODE: 'NLD',
      HUB_PARTY_ID: 'HUBBUB',
      HUB_DEMO: 'yes',
      HUB_SECRET_KEY: 'short',
      HUB_ADMIN_KEY: 'short',
      HUB_ALLOW_PRIVATE_ADDRESSES: '1',
      HUB_LOG_LEVEL: 'loud',
      HUB_EXCHANGE_DAYS: '0',
      HUB_TRUSTED_PROXIES: '10.0.0.0/8, everybody',
      HUB_TLS_MIN_VERSION: '1.0',
      HUB_MAP_TILES: 'https://tiles.example.com/{z}/{x}.png',
      HUB_PARTS: 'gateway,kitchen',
      HUB_SUBGRAPH_URLS: 'parties=nowhere,kitchen=http://127.0.0.1:1/graphql',
    });
    expect(errors).toEqual(
      expect.arrayContaining([
        'HUB_PORT is "99999": give a port from 0 to 65535.',
        'HUB_PUBLIC_URL is "hub.example.com": give an absolute http or https URL, such as https://hub.example.com.',
        'DATABASE_URL is "mysql://db": give a URL such as postgres://user:password@host:5432/database.',
        'REDIS_URL is "http://redis": give a URL such as redis://host:6379.',
        'HUB_COUNTRY_CODE is "NLD": give two letters.',
        'HUB_PARTY_ID is "HUBBUB": give three letters or digits.',
        'HUB_DEMO is "yes": write on or off.',
        'HUB_MAP_TILES is "https://tiles.example.com/{z}/{x}.png": give an absolute http or https URL with {z}, {x} and {y} in its path, such as https://tiles.example.com/{z}/{x}/{y}.png.',
        'HUB_SECRET_KEY is too short: give at least 32 characters.',
        'HUB_ADMIN_KEY is too short: give at least 20 characters.',
        'HUB_ALLOW_PRIVATE_ADDRESSES is "1": write on or off.',
        expect.stringMatching(/^HUB_LOG_LEVEL is "loud": give one of fatal, error, warn, info/),
        'HUB_EXCHANGE_DAYS is "0": give a number from 1 to 400.',
        expect.stringMatching(/^HUB_TRUSTED_PROXIES is "10.0.0.0\/8, everybody": give addresses/),
        'HUB_TLS_MIN_VERSION is "1.0": write 1.2 or 1.3.',
        `HUB_PARTS names kitchen: the parts are ${parts.join(', ')}.`,
        expect.stringContaining(
          'HUB_SUBGRAPH_URLS has "parties=nowhere": write name=http://host:port/graphql',
        ),
        expect.stringContaining('HUB_SUBGRAPH_URLS has "kitchen=http://127.0.0.1:1/graphql"'),
        'The gateway needs the subgraph sessions: add it to HUB_PARTS or say in HUB_SUBGRAPH_URLS where it answers.',
      ]),
    );
  });

  it('never shows a secret it refuses', () => {
    expect(errorsOf({ HUB_SECRET_KEY: 'hunter2', HUB_ADMIN_KEY: 'hunter2' }).join()).not.toContain('hunter2');
  });

  it.each([
    [{ HUB_PARTS: 'sessions' }, /share a database, so give DATABASE_URL/],
    [{ HUB_PARTS: 'sessions', DATABASE_URL: 'postgres://db/hub' }, /the same HUB_SECRET_KEY/],
    [{ HUB_PARTS: 'parties' }, /write invitations.*give HUB_PUBLIC_URL/],
    [{ HUB_EXCHANGE_DAYS: '2', HUB_EXCHANGE_BODY_DAYS: '3' }, /BODY_DAYS is more than HUB_EXCHANGE_DAYS/],
    [{ HUB_TLS_CERT_FILE: 'a' }, /give both HUB_TLS_CERT_FILE and HUB_TLS_KEY_FILE/],
    [{ HUB_TLS_CLIENT_KEY_FILE: 'a' }, /give both HUB_TLS_CLIENT_CERT_FILE and HUB_TLS_CLIENT_KEY_FILE/],
    [{ HUB_TLS_CLIENT_CA_FILE: 'a' }, /HUB_TLS_CLIENT_CA_FILE needs HUB_TLS_CERT_FILE/],
    [
      { HUB_TLS_CERT_FILE: 'a', HUB_TLS_KEY_FILE: 'b', HUB_PUBLIC_URL: 'http://hub.example' },
      /let HUB_PUBLIC_URL begin with https/,
    ],
    [{ HUB_PARTS: 'sessions', HUB_DEMO: 'on' }, /HUB_DEMO is on where no gateway runs/],
    [{ HUB_SUBGRAPH_URLS: 'sessions=http://127.0.0.1:1/graphql' }, /sessions is in HUB_PARTS and in/],
    [{ NODE_ENV: 'production', HUB_DEMO: 'on' }, /HUB_DEMO needs partners on this machine/],
  ])('is refused for what cannot be together: %j', (env, sentence) => {
    expect(errorsOf(env)).toContainEqual(expect.stringMatching(sentence));
  });

  it('lets parts run apart', () => {
    const shared = { DATABASE_URL: 'postgres://db/hub', HUB_SECRET_KEY: 'x'.repeat(32) };
    const others = subgraphNames.filter((name) => name !== 'parties');
    const HUB_SUBGRAPH_URLS = others.map((name) => `${name}=https://${name}:1/graphql?x=1`).join(' , ');
    expect(readConfig({ ...shared, HUB_PARTS: 'Parties, Gateway', HUB_SUBGRAPH_URLS })).toMatchObject({
      parts: new Set(['parties', 'gateway']),
      subgraphUrls: new Map(others.map((name) => [name, `https://${name}:1/graphql?x=1`])),
    });
  });
});

describe('.env.example', () => {
  const text = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');
  /** Paragraphs of comment lines with the variable at their end. */
  const described = text
    .split(/\n{2,}/)
    .slice(1)
    .map((paragraph) => {
      const lines = paragraph.trim().split('\n');
      const [, name, value] = /^#? ?(\w+)=(.*)$/.exec(lines.at(-1) ?? '') ?? [];
      const comment = lines.slice(0, -1).map((line) => line.replace(/^# ?/, ''));
      return { name, value, comment: comment.join(' ') };
    });

  it('lists exactly the variables the hub reads, in their order', () => {
    expect(described.map(({ name }) => name)).toEqual(variables.map(({ name }) => name));
  });

  it('says of each what it means and its default', () => {
    const spoken = ({ default: fallback, meaning }: (typeof variables)[number]) =>
      `${meaning} Default: ${fallback || 'empty'}.`;
    expect(described.map(({ comment }) => comment)).toEqual(variables.map(spoken));
  });

  it('changes nothing when it is used as it is', () => {
    const set = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    expect(set).toEqual([]);
  });

  it('shows values that can be used', () => {
    const values = Object.fromEntries(described.map(({ name, value }) => [name, value ?? '']));
    expect(errorsOf({ ...values, HUB_PARTS: 'all', HUB_SUBGRAPH_URLS: '', HUB_DEMO: 'off' })).toEqual([]);
    const apart = { HUB_PARTS: values.HUB_PARTS ?? '', HUB_SUBGRAPH_URLS: values.HUB_SUBGRAPH_URLS ?? '' };
    expect(errorsOf({ ...values, ...apart, HUB_DEMO: 'off' })).toEqual([]);
  });
});

describe('the command line', () => {
  it('explains itself and every variable', () => {
    const { stdout, status } = runHub(['help']);
    expect(status).toBe(0);
    for (const { name, meaning, default: fallback } of variables) {
      expect(stdout).toContain(`  ${name} `);
      expect(stdout).toContain(meaning);
      if (fallback) expect(stdout).toContain(`Default: ${fallback}`);
    }
    for (const command of ['serve', 'invite "<name>"', 'supergraph'])
      expect(stdout).toContain(`  ${command} `);
  });

  it('says all that is wrong with the configuration, and starts nothing', () => {
    const { stderr, stdout, status } = runHub(['serve'], { HUB_PORT: 'four', HUB_PARTY_ID: '!' });
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toBe(
      'The configuration cannot be used:\n' +
        '- HUB_PORT is "four": give a port from 0 to 65535.\n' +
        '- HUB_PARTY_ID is "!": give three letters or digits.\n',
    );
  });

  it('says where the trouble is when the port is taken or the database is not there', async () => {
    const busy = createServer().listen(0, '127.0.0.1');
    await once(busy, 'listening');
    const HUB_PORT = String((busy.address() as AddressInfo).port);
    const taken = runHub(['serve'], { HUB_PORT });
    busy.close();
    expect([taken.status, taken.stderr]).toEqual([
      1,
      expect.stringMatching(/^The port is in use: .*HUB_PORT\.$/m),
    ]);
    const DATABASE_URL = `postgres://hub:hunter2@127.0.0.1:${HUB_PORT}/hub`;
    const away = runHub(['serve'], { HUB_PORT: '0', DATABASE_URL, HUB_SECRET_KEY: 'x'.repeat(32) });
    expect([away.status, away.stderr.trim()]).toEqual([
      1,
      `The subgraphs cannot be opened on the PostgreSQL at 127.0.0.1:${HUB_PORT}; check DATABASE_URL: ` +
        `connect ECONNREFUSED 127.0.0.1:${HUB_PORT}`,
    ]);
  });

  it('says what it does not know, and what it knows', () => {
    const { stderr, status } = runHub(['fly']);
    expect(status).toBe(1);
    expect(stderr).toContain('There is no command "fly".');
    expect(stderr).toContain('Usage: npm run hub -- <command>');
  });
});
