/** HubClientInfo on the wire (15.1): what each platform learns of the parties it can have business with. */
import type { ClientInfo } from '@chargesphere/schema';
import { createCpo, createEmsp } from '@chargesphere/simulator';
import { world, type World } from './world.js';

let w: World;
beforeAll(async () => {
  w = await world();
}, 60_000);
afterAll(() => w.close());
// Whatever the hub sent to partners on the way was conformant.
afterEach(() => expect([...w.cpo.complaints, ...w.emsp.complaints]).toEqual([]));

const infos = async (platform: World['cpo'] | World['emsp']) =>
  (await platform.pull('hubclientinfo')) as unknown as ClientInfo[];
const states = async (platform: World['cpo'] | World['emsp']): Promise<string[]> =>
  (await infos(platform)).map(({ role, party_id, status }) => `${role} ${party_id} ${status}`);

it('HCI-004 parties see the states of those they can communicate with, and see them change', async () => {
  expect(await states(w.cpo)).toEqual(['EMSP BET CONNECTED']);
  expect(await states(w.emsp)).toEqual(['CPO ALF CONNECTED']);

  const partner = await createEmsp({ parties: [{ country_code: 'AT', party_id: 'EPS', name: 'Epsilon' }] });
  await partner.register(await w.invite('Epsilon'));
  expect(await states(w.cpo)).toEqual(['EMSP BET CONNECTED', 'EMSP EPS CONNECTED']);
  expect(await states(w.emsp)).toEqual(['CPO ALF CONNECTED', 'EMSP EPS CONNECTED']);
  expect(await states(partner)).toEqual(['CPO ALF CONNECTED', 'EMSP BET CONNECTED']);

  await partner.unregister();
  expect(await states(w.cpo)).toEqual(['EMSP BET CONNECTED', 'EMSP EPS SUSPENDED']);
  await partner.close();
});

it('HCI-007 names parties by the ids of the credentials exchange, in both roles of one too', async () => {
  const ids = { country_code: 'be', party_id: 'Zet', name: 'Zeta' };
  const partner = await createCpo({
    parties: [
      { ...ids, role: 'CPO' },
      { ...ids, role: 'EMSP' },
    ],
  });
  await partner.register(await w.invite('Zeta'));
  const { envelope } = await w.cpo.call('credentials', 'SENDER', 'GET', []);
  const { roles } = envelope?.data as { roles: ClientInfo[] };
  const named = ({ role, country_code, party_id }: ClientInfo) => `${role} ${country_code}/${party_id}`;
  const connected = (await infos(w.cpo)).filter(({ status }) => status === 'CONNECTED');
  expect(connected.map(named)).toEqual(['EMSP DE/BET', 'CPO be/Zet', 'EMSP be/Zet']);
  expect(roles.map(named).sort()).toEqual(connected.map(named).sort());
  await partner.close();
});
