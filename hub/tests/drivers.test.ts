/**
 * Chapters 12 and 13 on the wire, from a driver's side: who is asked about a token and what may stand in the way, and
 * what a command of the hub's own clients needs and causes.
 */
import type { Token } from '@chargesphere/schema';
import { createPlatform, samples, type CallResult, type Platform } from '@chargesphere/simulator';
import { world, type World } from './world.js';

const codes = ({ http, envelope }: CallResult) => [http, envelope?.status_code];
const closed = samples.location({
  id: 'CLOSED',
  opening_times: {
    twentyfourseven: true,
    exceptional_closings: [{ period_begin: '2020-01-01T00:00:00Z', period_end: '2100-01-01T00:00:00Z' }],
  },
  evses: [samples.evse({ status: 'OUTOFORDER' })],
});
const picky = samples.evse({
  uid: 'PICKY',
  capabilities: ['START_SESSION_CONNECTOR_REQUIRED'],
  connectors: [samples.connector(), samples.connector({ id: '2' })],
});

let w: World;
beforeAll(async () => {
  w = await world();
  await w.cpo.pushLocation(samples.location({ evses: [samples.evse(), picky] }));
  await w.cpo.pushLocation(closed);
  await w.emsp.pushToken(samples.token());
}, 60_000);
afterAll(() => w.close());
// Whatever the hub sent to partners on the way was conformant.
afterEach(() => expect([...w.cpo.complaints, ...w.emsp.complaints]).toEqual([]));

const authorize = (uid: string, body?: object) =>
  w.cpo.call('tokens', 'SENDER', 'POST', [uid, 'authorize'], body, { to: null });
const askedOf = (platform: Platform) =>
  platform.received.filter(({ module, method }) => module === 'tokens' && method === 'POST');

describe('authorization', () => {
  it('TOK-034 is not refused for opening hours or for the status of an EVSE', async () => {
    const where = { location_id: 'CLOSED', evse_uids: ['3256'] };
    const answer = await authorize('012345678', where);
    expect(codes(answer)).toEqual([200, 1000]);
    expect(answer.envelope?.data).toMatchObject({ allowed: 'ALLOWED', location: where });
    expect(askedOf(w.emsp).at(-1)?.body).toEqual(where);
  });

  it('AMB-039, TOK-033 of a token that is always allowed and not valid is decided by its eMSP', async () => {
    const always = samples.token({ uid: 'always', whitelist: 'ALWAYS', valid: false });
    expect(codes(await w.emsp.pushToken(always))).toEqual([201, 1000]);
    const query = '{ token(ref: "DE/BET/always/RFID") { valid whitelist violations { message } } }';
    expect(await w.graph(query)).toEqual({ token: { valid: false, whitelist: 'ALWAYS', violations: [] } });
    // The hub keeps it in the list for CPOs as it is, and asks when it is asked.
    expect(await w.cpo.pull('tokens')).toContainEqual(always);
    expect((await authorize('always')).envelope?.data).toMatchObject({ allowed: 'BLOCKED', token: always });
  });

  describe('by an eMSP without an authorize of its own', () => {
    let silent: Platform;
    const share = (difference: Partial<Token>) => {
      const token = samples.token({ party_id: 'SIL', uid: 'silent', ...difference });
      const path = ['DE', 'SIL', token.uid];
      return silent.call('tokens', 'RECEIVER', 'PUT', path, token, { from: 'DE/SIL' });
    };
    beforeAll(async () => {
      const parties = [{ role: 'EMSP', country_code: 'DE', party_id: 'SIL', name: 'Silent' }];
      silent = await createPlatform({ name: 'Silent', parties });
      await silent.register(await w.invite('Silent'));
    });
    afterAll(() => silent.close());

    it('TOK-021, AMB-055 is needed for NEVER tokens, and the hub invents none where there is no endpoint', async () => {
      expect(codes(await share({ whitelist: 'NEVER' }))).toEqual([201, 1000]);
      const answer = await authorize('silent');
      expect(codes(answer)).toEqual([200, 4000]);
      expect(answer.envelope).not.toHaveProperty('data');
    });

    it('TOK-021 is not needed for ALWAYS tokens, which CPOs decide from their list', async () => {
      await share({ uid: 'listed', whitelist: 'ALWAYS' });
      expect(await w.cpo.pull('tokens')).toContainEqual(
        samples.token({ party_id: 'SIL', uid: 'listed', whitelist: 'ALWAYS' }),
      );
    });
  });
});

describe('commands', () => {
  interface Ordered {
    status: string;
    failure: { status: number; message: string } | null;
  }
  const order = async (mutation: string, type: string, input: object): Promise<Ordered> => {
    const text = `mutation ($input: ${type}!) { ordered: ${mutation}(input: $input) { status failure { status message } } }`;
    return (await w.graph<{ ordered: Ordered }>(text, { input })).ordered;
  };
  const start = (input: object) =>
    order('startSession', 'StartSessionInput', {
      cpo: 'NL/ALF',
      token: 'DE/BET/012345678/RFID',
      locationId: 'LOC1',
      ...input,
    });
  const commandsAt = () => w.cpo.received.filter(({ module }) => module === 'commands');

  it('CMD-006 ask no eMSP about the token, whatever its type', async () => {
    const before = askedOf(w.emsp).length;
    for (const type of ['APP_USER', 'AD_HOC_USER', 'RFID']) {
      const tokenDocument = samples.token({ uid: `new-${type}`, type, whitelist: 'NEVER' });
      expect(await start({ token: null, tokenDocument, evseUid: '3256' })).toMatchObject({ failure: null });
    }
    expect(
      await order('reserveNow', 'ReserveNowInput', {
        cpo: 'NL/ALF',
        token: 'DE/BET/012345678/RFID',
        locationId: 'LOC1',
        expiryDate: new Date(Date.now() + 3_600_000).toISOString(),
      }),
    ).toMatchObject({ failure: null });
    expect(askedOf(w.emsp)).toHaveLength(before);
  });

  it('SES-060 carry the token and the reference that come back in Session and CDR', async () => {
    await start({ evseUid: '3256', authorizationReference: 'ref-77' });
    expect(commandsAt().at(-1)?.body).toMatchObject({
      token: samples.token(),
      authorization_reference: 'ref-77',
    });
  });

  it('LOC-047, CMD-014 name the connector where an EVSE asks for it, or are not sent', async () => {
    const before = commandsAt().length;
    expect(await start({ evseUid: 'PICKY' })).toEqual({
      status: 'FAILED',
      failure: { status: 2001, message: expect.stringContaining('connectorId') },
    });
    expect(commandsAt()).toHaveLength(before);
    expect(await start({ evseUid: 'PICKY', connectorId: '2' })).toMatchObject({ failure: null });
    expect(commandsAt().at(-1)?.body).toMatchObject({ evse_uid: 'PICKY', connector_id: '2' });
  });

  it('CMD-014 leave the connector out where no EVSE asks for it', async () => {
    expect(await start({ evseUid: '3256' })).toMatchObject({ failure: null });
    expect(await start({})).toMatchObject({ failure: null });
    // The hub never heard of this EVSE, so its CPO decides.
    expect(await start({ evseUid: 'UNHEARD' })).toMatchObject({ failure: null });
  });
});
