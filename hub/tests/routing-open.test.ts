/**
 * Messages without a receiver, whose destination the hub finds in them (SCN-11, SCN-17), CDRs and where they are read
 * back from (SCN-19), and receivers that cannot be reached (SCN-12).
 */
import { createCpo, createEmsp, samples, type CallResult, type Emsp } from '@chargesphere/simulator';
import { world, type World } from './world.js';

const codes = ({ http, envelope }: CallResult) => [http, envelope?.status_code];
const fromIn = ({ headers }: CallResult) =>
  `${headers['ocpi-from-country-code']}/${headers['ocpi-from-party-id']}`;
const NOBODY = { to: null };
const party = (ref: string) => {
  const [country_code = '', party_id = ''] = ref.split('/');
  return { country_code, party_id };
};

let w: World;
let gamma: Emsp;
beforeAll(async () => {
  w = await world();
  gamma = await createEmsp({ parties: [{ ...party('DE/GAM'), name: 'Gamma Fahrt' }] });
  await gamma.register(await w.invite('Gamma Fahrt'));
}, 60_000);
afterAll(async () => {
  await gamma.close();
  await w.close();
});
afterEach(() => {
  for (const partner of [w.cpo, w.emsp, gamma]) partner.behaveWell();
  expect([w.cpo, w.emsp, gamma].flatMap(({ complaints }) => complaints)).toEqual([]);
});

const gammas = { ...samples.session().cdr_token, party_id: 'GAM' };
const heardBy = (emsp: Emsp, module: string) => emsp.received.filter((one) => one.module === module).length;

describe('SCN-11 without TO', () => {
  const session = samples.session({ id: 'open', cdr_token: gammas });

  it('RTE-045, RTE-048, RTE-049, RTE-010, AMB-061 a Session goes to the eMSP of its token, which is named in TO from here on', async () => {
    const answer = await w.cpo.pushSession(session, NOBODY);
    expect([codes(answer), fromIn(answer)]).toEqual([[201, 1000], 'DE/GAM']);
    const arrived = await gamma.next({ module: 'sessions', method: 'PUT' });
    expect([arrived.to, arrived.from]).toEqual([party('DE/GAM'), party('NL/ALF')]);
    expect(arrived.body).toEqual(session);
    expect(heardBy(w.emsp, 'sessions')).toBe(0);
  });

  it('RTE-047, RTE-049, AMB-069 its changes go where it went, and so do questions about it', async () => {
    expect(codes(await w.cpo.patchSession('open', { kwh: 5 }, NOBODY))).toEqual([200, 1000]);
    expect(gamma.sessions.get('NL/ALF/open')?.kwh).toBe(5);
    const path = ['NL', 'ALF', 'open'];
    const read = await w.cpo.call('sessions', 'RECEIVER', 'GET', path, undefined, NOBODY);
    expect([fromIn(read), read.envelope?.data]).toEqual(['DE/GAM', gamma.sessions.get('NL/ALF/open')]);
  });

  it('HUB-040, HUB-041 the destination is stored with the Session: the next node knows it too', async () => {
    await w.cpo.patchSession('open', { kwh: 6 }, NOBODY);
    const query = '{ session(ref: "NL/ALF/open") { emsp { ref } } }';
    expect(await w.graph(query)).toEqual({ session: { emsp: { ref: 'DE/GAM' } } });
  });

  it('E31, AMB-069 what tells no destination is 4001, and is not kept', async () => {
    const stranger = { ...gammas, party_id: 'XXX' };
    const push = await w.cpo.pushSession(samples.session({ id: 'lost', cdr_token: stranger }), NOBODY);
    expect(codes(push)).toEqual([200, 4001]);
    expect(await w.graph('{ session(ref: "NL/ALF/lost") { ref } }')).toEqual({ session: null });
    expect(codes(await w.cpo.pushCdr(samples.cdr({ id: 'lost', cdr_token: stranger }), NOBODY))).toEqual([
      200, 4001,
    ]);
    const path = ['NL', 'ALF', 'never'];
    for (const module of ['sessions', 'tariffs'])
      expect(codes(await w.cpo.call(module, 'RECEIVER', 'GET', path, undefined, NOBODY))).toEqual([
        200, 4001,
      ]);
    expect(codes(await w.emsp.call('locations', 'SENDER', 'GET', ['never'], undefined, NOBODY))).toEqual([
      200, 4001,
    ]);
  });

  it('E17 a change of a Session that was never sent finds no object', async () => {
    const patch = { kwh: 1, last_updated: '2026-11-03T00:00:00Z' };
    const path = ['NL', 'ALF', 'never'];
    expect(codes(await w.cpo.call('sessions', 'RECEIVER', 'PATCH', path, patch, NOBODY))).toEqual([
      404, 2001,
    ]);
  });

  it('RTE-049, RTE-050 one Location by its id: what the hub may show, else what its owner shows', async () => {
    const get = (id: string, ...below: string[]) =>
      gamma.call('locations', 'SENDER', 'GET', [id, ...below], undefined, NOBODY);
    await w.cpo.pushLocation(samples.location({ id: 'SHOWN' }), { to: 'NL/HUB' });
    expect([fromIn(await get('SHOWN')), codes(await get('SHOWN'))]).toEqual(['NL/HUB', [200, 1000]]);
    await w.cpo.pushLocation(samples.location({ id: 'ASKED' }), { to: 'DE/BET' });
    const asked = await get('ASKED', '3256');
    expect([fromIn(asked), asked.envelope?.data]).toEqual(['NL/ALF', samples.evse()]);
    const arrived = await w.cpo.next({ module: 'locations', method: 'GET' });
    expect([arrived.to, arrived.from, arrived.segments]).toEqual([
      party('NL/ALF'),
      party('DE/GAM'),
      ['ASKED', '3256'],
    ]);
  });

  it('RTE-046, AMB-062, RTE-034 what is meant for all is broadcast, and answered by the hub', async () => {
    const tariff = await w.cpo.pushTariff(samples.tariff(), NOBODY);
    expect([codes(tariff), fromIn(tariff)]).toEqual([[201, 1000], 'NL/HUB']);
    const token = await gamma.pushToken(samples.token({ ...party('DE/GAM'), uid: 'G1' }), NOBODY);
    expect([codes(token), fromIn(token)]).toEqual([[201, 1000], 'NL/HUB']);
  });

  it('RTE-049, INV-001, INV-011 an invoice goes to whom its CDRs are for, in either direction', async () => {
    await w.cpo.pushCdr(samples.cdr({ id: 'I1', cdr_token: gammas }), NOBODY);
    const record = (owner: string, id: string) => ({
      ...party(owner),
      id,
      invoice_id: `INV-${id}`,
      cdrs: ['I1'],
      last_updated: '2026-12-01T00:00:00Z',
    });
    const post = (body: object, by: Emsp | World['cpo']) =>
      by.call('invoicereconciliation', 'RECEIVER', 'POST', [], body, NOBODY);
    const direct = await post(record('NL/ALF', 'D1'), w.cpo);
    expect([codes(direct), fromIn(direct)]).toEqual([[201, 1000], 'DE/GAM']);
    expect(gamma.invoices.get('NL/ALF/D1')).toEqual(record('NL/ALF', 'D1'));
    const reverse = await post(record('DE/GAM', 'R1'), gamma);
    expect([codes(reverse), fromIn(reverse)]).toEqual([[201, 1000], 'NL/ALF']);
    expect(w.cpo.invoices.get('DE/GAM/R1')).toEqual(record('DE/GAM', 'R1'));
    const path = ['NL', 'ALF', 'D1'];
    for (const method of ['GET', 'DELETE'])
      expect(
        codes(await w.cpo.call('invoicereconciliation', 'RECEIVER', method, path, undefined, NOBODY)),
      ).toEqual([200, 1000]);
    expect(gamma.invoices.size).toBe(0);
    const unknown = { ...record('NL/ALF', 'D2'), cdrs: ['never'] };
    expect(codes(await post(unknown, w.cpo))).toEqual([200, 4001]);
  });
});

describe('SCN-17 authorize', () => {
  const authorize = (uid: string) =>
    w.cpo.call('tokens', 'SENDER', 'POST', [uid, 'authorize'], undefined, NOBODY);
  beforeAll(() => gamma.pushToken(samples.token({ ...party('DE/GAM'), uid: 'card' }), { to: 'NL/HUB' }));

  it('TOK-030, TOK-033, TOK-039 allowed, blocked, in need of a place, and unknown come from the eMSP', async () => {
    const answer = await authorize('card');
    expect([codes(answer), fromIn(answer)]).toEqual([[200, 1000], 'DE/GAM']);
    expect(answer.envelope?.data).toMatchObject({ allowed: 'ALLOWED' });
    gamma.authorizer = (token) => ({ allowed: 'BLOCKED', token });
    expect((await authorize('card')).envelope?.data).toMatchObject({ allowed: 'BLOCKED' });
    gamma.authorizer = () => 'LOCATION_NEEDED';
    expect(codes(await authorize('card'))).toEqual([200, 2002]);
    gamma.tokens.clear();
    expect(codes(await authorize('card'))).toEqual([404, 2004]);
    expect(heardBy(w.emsp, 'tokens')).toBe(0);
  });

  it('E18, TOK-032 a token of nobody is unknown, and E27 an eMSP that is gone is 4003', async () => {
    expect(codes(await authorize('nobodys'))).toEqual([404, 2004]);
    gamma.behave({ on: { module: 'tokens' }, closeSocket: true });
    expect(codes(await authorize('card'))).toEqual([200, 4003]);
  });
});

describe('SCN-19 a CDR', () => {
  const signed_data = {
    encoding_method: 'OCMF',
    signed_values: [{ nature: 'End', plain_data: 'OCMF|{"RV":1.50}', signed_data: 'T0NNRg==' }],
  };
  const cdr = samples.cdr({ id: 'S1', signed_data });
  const placeIn = (answer: CallResult) =>
    (answer.headers['location'] ?? '').split('/receiver/cdrs/')[1] ?? '';
  const read = (by: Emsp | World['cpo'], place: string, options: object = NOBODY) =>
    by.call('cdrs', 'RECEIVER', 'GET', place, undefined, options);

  it('CDR-004, CDR-005, CDR-010, AMB-068 is read back through the hub from where the receiver has it', async () => {
    const text = JSON.stringify(cdr).replace('"total_time":1', '"total_time":1.00');
    const posted = await w.cpo.call('cdrs', 'RECEIVER', 'POST', [], text, NOBODY);
    expect(codes(posted)).toEqual([201, 1000]);
    const arrived = await w.emsp.next({ module: 'cdrs', method: 'POST' });
    expect([arrived.text, arrived.segments]).toEqual([text, []]); // CDR-055: byte for byte

    const location = posted.headers['location'] ?? '';
    expect(location.startsWith(`${w.hub.publicUrl}/ocpi/2.3.0/receiver/cdrs/`)).toBe(true);
    expect(location).not.toContain('filed');
    for (const options of [NOBODY, { to: 'DE/BET' }, { to: 'NL/HUB' }]) {
      const back = await read(w.cpo, placeIn(posted), options);
      expect([codes(back), back.envelope?.data, fromIn(back)]).toEqual([[200, 1000], cdr, 'DE/BET']);
    }
    const asked = await w.emsp.next({ module: 'cdrs', method: 'GET' });
    expect([asked.segments, asked.from]).toEqual([['filed-1'], party('NL/ALF')]);
  });

  it('CDR-011 the same again is answered with the first Location, another one under its id goes to nobody', async () => {
    const first = await w.cpo.pushCdr(cdr);
    const before = heardBy(w.emsp, 'cdrs');
    for (const options of [NOBODY, { to: 'DE/BET' }]) {
      const again = await w.cpo.pushCdr(cdr, options);
      expect([codes(again), placeIn(again)]).toEqual([[200, 1000], placeIn(first)]);
    }
    expect(codes(await w.cpo.pushCdr({ ...cdr, total_energy: 99 }))).toEqual([200, 2001]);
    expect(heardBy(w.emsp, 'cdrs')).toBe(before);
  });

  it('TRN-104 what the receiver has not taken is sent to it again', async () => {
    const late = samples.cdr({ id: 'LATE' });
    w.emsp.behave({ on: { module: 'cdrs' }, statusCode: 3000, times: 1 });
    expect(codes(await w.cpo.pushCdr(late))).toEqual([200, 3000]);
    const before = heardBy(w.emsp, 'cdrs');
    const [taken, again] = [await w.cpo.pushCdr(late), await w.cpo.pushCdr(late)];
    expect([codes(taken), codes(again), placeIn(again)]).toEqual([[201, 1000], [200, 1000], placeIn(taken)]);
    expect(heardBy(w.emsp, 'cdrs')).toBe(before + 1);
  });

  it('CDR-012 is for the party of its token, whoever is named', async () => {
    const before = heardBy(gamma, 'cdrs');
    expect(codes(await w.cpo.pushCdr(samples.cdr({ id: 'S2' }), { to: 'DE/GAM' }))).toEqual([200, 2001]);
    expect(heardBy(gamma, 'cdrs')).toBe(before);
  });

  it('HUB-043 the Location serves the CPO only, and tells others nothing', async () => {
    const place = placeIn(await w.cpo.pushCdr(cdr));
    const before = heardBy(w.emsp, 'cdrs');
    expect(codes(await read(w.cpo, `${place}x`))).toEqual([404, 2001]);
    const other = await createCpo({
      parties: [{ ...party('NL/OTH'), name: 'Other' }],
    });
    await other.register(await w.invite('Other'));
    const refused = await read(other, place);
    expect([codes(refused), refused.envelope]).toEqual([
      [404, 2001],
      expect.not.objectContaining({ data: expect.anything() }),
    ]);
    await other.close();
    expect(heardBy(w.emsp, 'cdrs')).toBe(before);
  });

  it('CDR-010 the hub’s own copy is named where the receiver names none', async () => {
    w.emsp.behave({ on: { module: 'cdrs' }, times: 1, headers: { Location: null } });
    const posted = await w.cpo.pushCdr(samples.cdr({ id: 'S3' }));
    expect(placeIn(posted)).toBe('NL/ALF/S3');
    expect((await read(w.cpo, 'NL/ALF/S3')).envelope?.data).toEqual(samples.cdr({ id: 'S3' }));
  });

  it('CDR-010, CRED-036 and where it names another host, to which the hub’s token must not go', async () => {
    w.emsp.behave({ on: { module: 'cdrs' }, times: 1, headers: { Location: 'https://elsewhere.example/1' } });
    expect(placeIn(await w.cpo.pushCdr(samples.cdr({ id: 'S4' })))).toBe('NL/ALF/S4');
  });
});

describe('SCN-12', () => {
  const push = (to: string) => w.cpo.pushSession(samples.session({ id: 'far' }), { to });
  const roleOf = async (status: string, party_id: string) => {
    const emsp = await createEmsp({ parties: [{ ...party(`AT/${party_id}`), name: party_id }] });
    await emsp.register(await w.invite(party_id));
    if (status === 'SUSPENDED') await emsp.unregister();
    await emsp.close();
    return `AT/${party_id}`;
  };

  it('E25, E27, E26, E29 unknown, unreachable, suspended, and without the module', async () => {
    expect(codes(await push('AT/XXX'))).toEqual([200, 4001]);
    expect(codes(await push(await roleOf('GONE', 'GON')))).toEqual([200, 4003]);
    expect(codes(await push(await roleOf('SUSPENDED', 'SUS')))).toEqual([200, 4003]);
    expect(codes(await w.emsp.pushToken(samples.token(), { to: 'DE/GAM' }))).toEqual([200, 4000]);
  });

  it('E30, HUB-091, HUB-092 rubbish and a refused token', async () => {
    for (const fault of [{ badJson: true }, { noEnvelope: true }, { httpStatus: 401 }, { httpStatus: 302 }]) {
      w.emsp.behave({ on: { module: 'sessions' }, times: 1, ...fault });
      expect(codes(await push('DE/BET'))).toEqual([200, 4000]);
    }
  });
});
