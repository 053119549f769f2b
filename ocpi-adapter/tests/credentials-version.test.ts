/**
 * The endpoint decides the version (CRED-024, CRED-041). The hub has one version, so an endpoint of another one is put
 * up here by itself, with everything behind it as in the hub.
 */
import { PartnerClient } from '../src/client/http.js';
import { GraphClient } from '../src/graph.js';
import { PlatformDirectory } from '../src/identity/platforms.js';
import { credentialsEndpoint } from '../src/modules/credentials.js';
import { defaultLimits } from '../src/options.js';
import { MemoryGraph } from './memory-graph.js';
import { openPartner } from './scripted-partner.js';
import { base64 } from './world.js';

const ids = { requestId: 'r', correlationId: 'c' };

it('CRED-041, CRED-042 a PUT to the endpoint of another version switches to that version, with its endpoints', async () => {
  const graph = new MemoryGraph();
  const client = new PartnerClient(
    { allowPrivateAddresses: true, allowPlainHttp: true, ports: [] },
    defaultLimits,
  );
  const partner = await openPartner({ versions: ['2.3.0', '2.2.1'], modules: ['credentials', 'locations'] });
  const platform = graph.addPlatform('Laad', 'CPO BE/LAD');
  const authorization = `Token ${base64(graph.give(platform, 'TOKEN_C'))}`;
  const client230 = new GraphClient(graph, 1_000);
  const identity = await new PlatformDirectory(client230, defaultLimits).identify(
    authorization,
    ids,
    () => 'here',
  );
  const put = async (version: string) => {
    const endpoint = credentialsEndpoint({
      version,
      versionsUrl: 'http://hub.example/v',
      client,
      changed: () => undefined,
    });
    const answer = endpoint.answers.PUT;
    return answer?.({
      identity,
      authorization,
      ids,
      graph: client230,
      query: new URLSearchParams(),
      url: 'http://hub.example/credentials',
      caller: { principal: identity.principal, ...ids },
      pages: defaultLimits,
      hub: () => Promise.resolve({ country_code: 'NL', party_id: 'HUB', name: 'Hub' }),
      body: () =>
        Promise.resolve({
          token: 'token-b',
          url: `${partner.origin}/versions`,
          roles: [{ role: 'CPO', country_code: 'BE', party_id: 'LAD', business_details: { name: 'Laad' } }],
        }),
    });
  };

  for (const version of ['2.2.1', '2.3.0']) {
    partner.heard.length = 0;
    expect(await put(version)).toMatchObject({ http: 200, ocpi: 1000 });
    expect(partner.heard.map(({ path }) => path)).toEqual(['/versions', `/${version}`]);
    expect(platform.registered).toMatchObject({
      version,
      endpoints: [{ identifier: 'credentials' }, { identifier: 'locations' }],
    });
  }
  await expect(put('9.9')).rejects.toMatchObject({ row: 'E10' });
  expect(platform.registered).toMatchObject({ version: '2.3.0' });
  await Promise.all([partner.close(), client.close()]);
});
