/** The functional modules: every path and method, what reaches the graph, and what the partner is told. */
import { samples } from '@chargesphere/simulator';
import type { Partner, World } from './world.js';
import { world } from './world.js';

let w: World;
let cpo: Partner;
let emsp: Partner;

beforeEach(async () => {
  w = await world();
  ({ cpo, emsp } = w);
});
afterEach(() => w.close());

/** What was asked in a partner's name; the hub asks for itself too. */
const asked = () => w.graph.asked.filter(({ caller }) => caller.principal.kind === 'platform');
const last = () => asked().at(-1);
const newer = { last_updated: '2026-11-03T08:00:00Z' };

describe.each([
  ['sessions', '/receiver/sessions/NL/ALF/101', () => samples.session(), 'Session', 2001],
  ['locations', '/receiver/locations/NL/ALF/LOC1', () => samples.location(), 'Location', 2003],
  ['tariffs', '/receiver/tariffs/NL/ALF/T1', () => samples.tariff(), 'Tariff', 2001],
  ['tokens', '/receiver/tokens/DE/BET/012345678', () => samples.token(), 'Token', 2004],
] as const)('%s, pushed and read back', (module, path, document, noun, unknown) => {
  const owner = () => (module === 'tokens' ? emsp : cpo);

  it('STA-004 PUT creates with 201 and replaces with 200', async () => {
    expect((await owner().put(path, document())).http).toBe(201);
    expect((await owner().put(path, document())).http).toBe(200);
    expect(last()).toMatchObject({ name: `Put${noun}`, variables: { document: document() } });
  });

  it('TRN-072 carries unknown fields whole', async () => {
    const odd = { ...document(), invented_here: { deep: [1, 'two', null] } };
    await owner().put(path, odd);
    expect((await owner().get(path)).body.data).toEqual(odd);
  });

  it('E06 GET of what is not there', async () => {
    expect(await owner().get(path)).toMatchObject({ http: 404, body: { status_code: unknown } });
  });

  it('E14, TRN-084 another id in the body than in the URL', async () => {
    const field = module === 'tokens' ? 'uid' : 'id';
    const answer = await owner().put(path, { ...document(), [field]: 'OTHER' });
    expect(answer).toMatchObject({ http: 200, body: { status_code: 2001 } });
    expect(answer.body.status_message).toContain(`/${field}`);
    expect(asked().filter(({ name }) => name.startsWith('Put'))).toEqual([]);
  });

  it('E14, TRN-087 but the same id in another case is the same', async () => {
    expect((await owner().put(path.toLowerCase(), document())).http).toBe(201);
  });

  it('E15, TRN-083, HUB-031 the owner in the URL is not the caller', async () => {
    const foreign = path.replace(/NL\/ALF|DE\/BET/, 'FR/XXX');
    for (const answer of [await owner().put(foreign, document()), await owner().get(foreign)])
      expect(answer).toMatchObject({ http: 404, body: { status_code: 2001 } });
    expect(asked()).toEqual([]);
  });

  it('E16, TRN-082 another owner in the body than in the URL', async () => {
    const answer = await owner().put(path, { ...document(), party_id: 'XXX' });
    expect(answer).toMatchObject({ http: 200, body: { status_code: 2001 } });
    expect(answer.body.status_message).toContain('/party_id');
  });

  it('E24, HUB-030 the module belongs to the other role', async () => {
    const other = module === 'tokens' ? cpo : emsp;
    expect(await other.put(path, document())).toMatchObject({ http: 200, body: { status_code: 2001 } });
  });
});

describe.each([
  ['sessions', '/receiver/sessions/NL/ALF/101', () => samples.session(), 'Session', 2001],
  ['locations', '/receiver/locations/NL/ALF/LOC1', () => samples.location(), 'Location', 2003],
  ['tokens', '/receiver/tokens/DE/BET/012345678', () => samples.token(), 'Token', 2004],
] as const)('%s, changed with PATCH', (module, path, document, noun, unknown) => {
  const owner = () => (module === 'tokens' ? emsp : cpo);

  it('TRN-023 passes the patch with the ref', async () => {
    await owner().put(path, document());
    expect(await owner().patch(path, newer)).toMatchObject({ http: 200, body: { status_code: 1000 } });
    const ref = path.replace(`/receiver/${module}/`, '') + (module === 'tokens' ? '/RFID' : '');
    expect(last()).toMatchObject({ name: `Patch${noun}`, variables: { ref, patch: newer } });
  });

  it('E13, TRN-024 without last_updated nothing is changed', async () => {
    await owner().put(path, document());
    for (const patch of [{ x: 1 }, { last_updated: null }]) {
      const answer = await owner().patch(path, patch);
      expect(answer).toMatchObject({ http: 200, body: { status_code: 2001 } });
      expect(answer.body.status_message).toContain('/last_updated');
    }
    expect(last()?.name).toBe(`Put${noun}`);
  });

  it('E17 of what is not there', async () => {
    expect(await owner().patch(path, newer)).toMatchObject({ http: 404, body: { status_code: unknown } });
  });

  it('E14, E16 with other ids than in the URL', async () => {
    for (const patch of [
      { ...newer, country_code: 'XX' },
      { ...newer, [module === 'tokens' ? 'uid' : 'id']: 'X' },
    ])
      expect(await owner().patch(path, patch)).toMatchObject({ http: 200, body: { status_code: 2001 } });
  });
});

describe('locations, all three levels', () => {
  const LOC = '/receiver/locations/NL/ALF/LOC1';
  const evse = () => samples.evse();
  const connector = () => samples.connector();

  it('LOC-001, LOC-002 EVSE and connector have PUT, PATCH and GET of their own', async () => {
    await cpo.put(LOC, samples.location());
    expect((await cpo.put(`${LOC}/3256`, evse())).http).toBe(201);
    expect(last()).toMatchObject({ name: 'PutEvse', variables: { parent: 'NL/ALF/LOC1', document: evse() } });
    expect((await cpo.put(`${LOC}/3256/1`, connector())).http).toBe(201);
    expect(last()).toMatchObject({ name: 'PutConnector', variables: { parent: 'NL/ALF/LOC1/3256' } });
    expect((await cpo.patch(`${LOC}/3256`, { status: 'REMOVED', ...newer })).http).toBe(200);
    expect(last()).toMatchObject({ name: 'PatchEvse', variables: { ref: 'NL/ALF/LOC1/3256' } });
    expect((await cpo.patch(`${LOC}/3256/1`, newer)).http).toBe(200);
    expect(last()).toMatchObject({ name: 'PatchConnector', variables: { ref: 'NL/ALF/LOC1/3256/1' } });
    expect((await cpo.get(`${LOC}/3256`)).body.data).toEqual(evse());
    expect((await cpo.get(`${LOC}/3256/1`)).body.data).toEqual(connector());
  });

  it('E14 the uid or id of the level itself is compared', async () => {
    await cpo.put(LOC, samples.location());
    expect((await cpo.put(`${LOC}/9999`, evse())).body.status_code).toBe(2001);
    expect((await cpo.put(`${LOC}/3256/9`, connector())).body.status_code).toBe(2001);
  });

  it('LOC-015, E17 below a location that is not there is 404 with 2003', async () => {
    for (const answer of [await cpo.put(`${LOC}/3256`, evse()), await cpo.patch(`${LOC}/3256`, newer)])
      expect(answer).toMatchObject({ http: 404, body: { status_code: 2003 } });
  });

  it('E13, LOC-008 a PATCH of an EVSE needs last_updated too', async () => {
    expect((await cpo.patch(`${LOC}/3256`, { status: 'BLOCKED' })).body.status_code).toBe(2001);
  });
});

describe('tariffs', () => {
  const PATH = '/receiver/tariffs/NL/ALF/T1';

  it('TAR-002 DELETE ends a tariff, and a second one finds nothing (E17)', async () => {
    await cpo.put(PATH, samples.tariff());
    expect(await cpo.delete(PATH)).toMatchObject({ http: 200, body: { status_code: 1000 } });
    expect(await cpo.delete(PATH)).toMatchObject({ http: 404, body: { status_code: 2001 } });
  });

  it('E15 DELETE of somebody else’s tariff reaches nobody', async () => {
    expect((await cpo.delete('/receiver/tariffs/FR/XXX/T1')).http).toBe(404);
    expect(asked()).toEqual([]);
  });
});

describe('tokens', () => {
  const PATH = '/receiver/tokens/DE/BET/012345678';
  const app = () => samples.token({ type: 'APP_USER' });

  it('TOK-003 the type is part of the key', async () => {
    expect((await emsp.put(PATH, samples.token())).http).toBe(201);
    expect((await emsp.put(`${PATH}?type=APP_USER`, app())).http).toBe(201);
    expect((await emsp.get(`${PATH}?type=APP_USER`)).body.data).toMatchObject({ type: 'APP_USER' });
    expect((await emsp.get(PATH)).body.data).toMatchObject({ type: 'RFID' });
  });

  it('TOK-004 without type RFID is meant, so another type in the body is E14', async () => {
    const answer = await emsp.put(PATH, app());
    expect(answer).toMatchObject({ http: 200, body: { status_code: 2001 } });
    expect(answer.body.status_message).toContain('?type=APP_USER');
  });

  it('TOK-004, E17 PATCH with a type nobody pushed', async () => {
    await emsp.put(PATH, samples.token());
    expect((await emsp.patch(`${PATH}?type=OTHER`, newer)).http).toBe(404);
    expect((await emsp.patch(`${PATH}?type=RFID`, newer)).http).toBe(200);
  });
});

it('VER-002, VER-010, VER-012, HUB-011 the version details list both sides of every module that is answered, and nothing else', async () => {
  const versions = (await cpo.get(`${w.origin}/ocpi/versions`)).body.data as {
    version: string;
    url: string;
  }[];
  expect(versions).toEqual([{ version: '2.3.0', url: `${w.origin}/ocpi/2.3.0` }]);
  const details = (await cpo.get(versions[0]?.url ?? '')).body.data as {
    version: string;
    endpoints: { identifier: string; role: string; url: string }[];
  };
  expect(details.version).toBe('2.3.0');
  expect(details.endpoints.map(({ identifier, role }) => `${identifier} ${role}`).sort()).toEqual(
    [
      'credentials SENDER',
      'hubclientinfo SENDER', // what it tells of others nobody tells it
      // AMB-067: as SENDER commands only have result URLs, and the list names them all the same.
      ...[
        'cdrs',
        'chargingprofiles',
        'commands',
        'invoicereconciliation',
        'locations',
        'sessions',
        'tariffs',
        'tokens',
      ].flatMap((module) => [`${module} RECEIVER`, `${module} SENDER`]),
    ].sort(),
  );
  for (const { url } of details.endpoints) {
    expect(url).toContain(`${w.origin}/ocpi/2.3.0/`);
    expect((await cpo.get(url)).http).not.toBe(404);
  }
});
