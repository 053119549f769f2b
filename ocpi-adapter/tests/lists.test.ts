/** The Sender interfaces: pages, filters, single locations by id, and the list of parties. */
import { samples } from '@chargesphere/simulator';
import { reachableAt } from './keeping-partner.js';
import { answer, scriptedPartner } from './scripted-partner.js';
import type { Partner, World } from './world.js';
import { to, world } from './world.js';

let w: World;
let cpo: Partner;
let emsp: Partner;

beforeEach(async () => {
  w = await world();
  ({ cpo, emsp } = w);
});
afterEach(() => w.close());

describe('lists of the Sender interface', () => {
  beforeEach(async () => {
    for (let n = 1; n <= 5; n += 1)
      await cpo.put(
        `/receiver/sessions/NL/ALF/S${n}`,
        samples.session({ id: `S${n}`, last_updated: `2026-11-0${n}T00:00:00Z` }),
      );
  });
  const ids = (data: unknown) => (data as { id: string }[]).map(({ id }) => id);

  it('TRN-042 to TRN-046 pages with links that lead through the whole list', async () => {
    const seen: string[] = [];
    let next: string | undefined = '/sender/sessions?limit=2';
    while (next !== undefined) {
      const { headers, body, http } = await emsp.get(next);
      expect(http).toBe(200);
      expect(headers).toMatchObject({ 'x-total-count': '5', 'x-limit': '2' });
      seen.push(...ids(body.data));
      next = /^<(.*)>; rel="next"$/.exec(headers['link'] ?? '')?.[1];
      if (next !== undefined) expect(next).toContain(`${w.origin}/ocpi/2.3.0/sender/sessions?`);
    }
    expect(seen).toEqual(['S1', 'S2', 'S3', 'S4', 'S5']);
  });

  it('TRN-043, TRN-049 the link carries a cursor, and a page can be asked without it; a wrong one is 2001', async () => {
    const { headers } = await emsp.get('/sender/sessions?limit=2');
    expect(headers['link']).toMatch(/\?offset=2&limit=2&cursor=[^&>]+>/);
    expect(ids((await emsp.get('/sender/sessions?offset=2&limit=2')).body.data)).toEqual(['S3', 'S4']);
    expect(await emsp.get('/sender/sessions?offset=2&limit=2&cursor=wrong')).toMatchObject({
      http: 200,
      body: { status_code: 2001 },
    });
  });

  it('TRN-036, TRN-043 the date window goes to the graph and into the link', async () => {
    const { headers, body } = await emsp.get(
      '/sender/sessions?date_from=2026-11-02T00:00:00Z&date_to=2026-11-05T00:00:00Z&limit=1',
    );
    expect(ids(body.data)).toEqual(['S2']);
    expect(headers['x-total-count']).toBe('3');
    expect(headers['link']).toContain('date_from=2026-11-02T00:00:00Z&date_to=2026-11-05T00:00:00Z');
  });

  it('AMB-022 sessions are listed without date_from too', async () => {
    expect(ids((await emsp.get('/sender/sessions')).body.data)).toHaveLength(5);
  });

  it('AMB-008 nothing found is 200 with an empty list and both headers', async () => {
    const { http, headers, body } = await emsp.get('/sender/tariffs');
    expect({ http, data: body.data }).toEqual({ http: 200, data: [] });
    expect(headers).toMatchObject({ 'x-total-count': '0', 'x-limit': '100' });
  });

  it.each(['limit=0', 'offset=-1', 'limit=x', 'date_from=now'])(
    'TRN-049 %s is 200 with 2001',
    async (query) => {
      const answer = await emsp.get(`/sender/sessions?${query}`);
      expect(answer).toMatchObject({ http: 200, body: { status_code: 2001 } });
      expect(answer.body.status_message).toContain(query.split('=')[0]);
    },
  );

  it('VER-021, RTE-016 each list is open to the roles of table 4.3', async () => {
    for (const path of ['/sender/locations', '/sender/tariffs', '/sender/sessions'])
      expect([(await emsp.get(path)).body.status_code, (await cpo.get(path)).body.status_code]).toEqual([
        1000, 2001,
      ]);
    expect((await cpo.get('/sender/tokens')).body.status_code).toBe(1000);
    expect((await emsp.get('/sender/tokens')).body.status_code).toBe(2001);
  });
});

describe('locations by id on the Sender interface', () => {
  beforeEach(() => cpo.put('/receiver/locations/NL/ALF/LOC1', samples.location()));

  it('RTE-035 one visible object with the id is the answer, on every level', async () => {
    await cpo.put('/receiver/locations/NL/ALF/LOC1/3256', samples.evse());
    await cpo.put('/receiver/locations/NL/ALF/LOC1/3256/1', samples.connector());
    expect((await emsp.get('/sender/locations/LOC1')).body.data).toMatchObject({ id: 'LOC1' });
    expect((await emsp.get('/sender/locations/LOC1/3256')).body.data).toMatchObject({ uid: '3256' });
    expect((await emsp.get('/sender/locations/LOC1/3256/1')).body.data).toMatchObject({ id: '1' });
  });

  it('RTE-035, E06 none is 404 with 2003', async () => {
    expect(await emsp.get('/sender/locations/NONE')).toMatchObject({
      http: 404,
      body: { status_code: 2003 },
    });
  });

  it('RTE-035 several are 2001, and naming the owner in TO settles it', async () => {
    const platform = w.graph.addPlatform('Andere', 'CPO BE/ALF');
    const far = await scriptedPartner((_, res) => answer(res, samples.location({ country_code: 'BE' })));
    reachableAt(platform, far);
    const other = w.partner(platform);
    await other.put('/receiver/locations/BE/ALF/LOC1', samples.location({ country_code: 'BE' }));
    expect(await emsp.get('/sender/locations/LOC1')).toMatchObject({
      http: 200,
      body: { status_code: 2001 },
    });
    const named = await emsp.get('/sender/locations/LOC1', to('BE/ALF'));
    expect(named.body.data).toMatchObject({ country_code: 'BE', id: 'LOC1' });
    expect(far.heard.map(({ path }) => path)).toEqual(['/SENDER/locations/LOC1']);
    await far.close();
  });
});

it('HCI-003, HCI-006, HCI-012 hubclientinfo is listed page by page, without the platform’s own parties', async () => {
  const { http, headers, body } = await cpo.get('/hubclientinfo');
  expect(http).toBe(200);
  expect(headers).toMatchObject({ 'x-total-count': '1', 'x-limit': '100' });
  expect(body.data).toMatchObject([{ role: 'EMSP' }]);
});
