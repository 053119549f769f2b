/** What a Session costs so far, by the Tariffs kept here, on real PostgreSQL. The gateway's part is played by hand. */
import type { Caller, JsonObject, Session } from '@chargesphere/schema';
import pg from 'pg';
import {
  anonymous,
  codeOf,
  cpo,
  emsp,
  GraphWorld,
  operator,
  otherCpo,
  otherEmsp,
} from '../../../tests/setup/graph.js';
import { createTariffsSubgraph } from '../src/index.js';

const START = '2026-03-02T08:00:00Z';
const BEFORE = '2026-03-01T12:00:00Z';
const AFTER = '2026-03-02T08:20:00Z';

/** A Tariff of NL/TNM: so much a kWh, and so much an hour. */
const tariff = (id: string, perKwh: number, difference: JsonObject = {}): JsonObject => ({
  ...{ country_code: 'NL', party_id: 'TNM', id, currency: 'EUR', tax_included: 'NO', last_updated: BEFORE },
  elements: [{ price_components: [{ type: 'ENERGY', price: perKwh, step_size: 1, vat: 0 }] }],
  ...difference,
});

/** An hour and 10 kWh with a token of DE/EMP. */
const session = (difference: Partial<Session> = {}): Session => ({
  ...{ country_code: 'NL', party_id: 'TNM', id: '101', currency: 'EUR', kwh: 10, status: 'ACTIVE' },
  ...{ location_id: 'LOC1', evse_uid: 'E1', connector_id: '1', auth_method: 'WHITELIST' },
  cdr_token: { country_code: 'DE', party_id: 'EMP', uid: 'u', type: 'RFID', contract_id: 'c' },
  start_date_time: START,
  charging_periods: [{ start_date_time: START, dimensions: [{ type: 'ENERGY', volume: 10 }] }],
  last_updated: '2026-03-02T09:00:00Z',
  ...difference,
});

interface Cost {
  total: { beforeTaxes: string | null };
  tariffs: string[];
  timeZone: string;
  notes: { code: string }[];
}

let world: GraphWorld;
beforeAll(async () => {
  world = await GraphWorld.open('tariffs', createTariffsSubgraph);
});
afterAll(() => world.close());
beforeEach(() => world.empty('tariffs.tariff'));

const put = (document: JsonObject, addressee?: string, as: Caller = cpo) =>
  world.change(as, 'putTariff', { document: 'TariffDocument' }, { document, addressee });
const withdraw = async (id: string, at: string, addressee?: string): Promise<void> => {
  await world.change(cpo, 'deleteTariff', { ref: 'ID' }, { ref: `NL/TNM/${id}`, addressee }, '');
  const client = new pg.Client({ connectionString: world.database.url });
  await client.connect();
  try {
    await client.query('update tariffs.tariff set removed_at = $1 where removed_at is not null', [at]);
  } finally {
    await client.end();
  }
};

/** What the gateway brings along: the Session, and what it found of its Location and Connector. */
const bring = (
  document: Session,
  tariffIds: string[] | null,
  timeZone: string | null = 'Europe/Berlin',
  ocpiVersion: string | null = '2.3.0',
) => ({
  __typename: 'Session',
  ref: `NL/TNM/${document.id}`,
  document,
  location: timeZone && { __typename: 'Location', ref: 'NL/TNM/LOC1', timeZone },
  cpo: { __typename: 'Party', ref: 'NL/TNM', ocpiVersion },
  connector: tariffIds && { __typename: 'Connector', ref: 'NL/TNM/LOC1/E1/1', tariffIds },
});

const COST = 'total { beforeTaxes } tariffs timeZone notes { code }';
const costs = async (as: Caller, ...all: object[]): Promise<Cost[]> => {
  const text = `query ($all: [_Any!]!) { _entities(representations: $all) { ... on Session { runningCost { ${COST} } } } }`;
  const { _entities } = await world.ask<{ _entities: { runningCost: Cost }[] }>(as, text, { all });
  return _entities.map(({ runningCost }) => runningCost);
};
/** Tariffs, total and notes but the one that the charge is running. */
const cost = async (
  document: Session,
  tariffIds: string[] | null,
  as: Caller = emsp,
  timeZone?: string | null,
): Promise<[string, string | null, ...string[]]> => {
  const [found] = await costs(as, bring(document, tariffIds, timeZone));
  if (!found) throw new Error('The subgraph gave no Session back.');
  const notes = found.notes.map(({ code }) => code).filter((code) => code !== 'SO_FAR');
  return [found.tariffs.join(), found.total.beforeTaxes, ...notes];
};
const naming = (...ids: (string | undefined)[]): Session =>
  session({
    charging_periods: ids.map((tariff_id, index) => ({
      start_date_time: `2026-03-02T08:${index}0:00Z`,
      dimensions: [{ type: 'ENERGY', volume: 10 / ids.length }],
      tariff_id,
    })),
  });

describe('the running cost of a Session', () => {
  it('PRC-001, PRC-003 is by what its periods name, or else by the Tariffs of its Connector', async () => {
    await Promise.all([put(tariff('A', 1)), put(tariff('B', 2))]);
    expect(await cost(naming('b'), ['A'])).toEqual(['B', '20']);
    expect(await cost(session(), ['A'])).toEqual(['A', '10', 'TARIFF_ASSUMED']);
    expect(await cost(naming('A', 'B'), [])).toEqual(['A,B', '15']);
  });

  it('V211-061 PRC-042 PRC-043 is by the rules of the version that its CPO speaks', async () => {
    const elements = [
      { price_components: [{ type: 'FLAT', price: 1, step_size: 1 }] },
      { price_components: [{ type: 'ENERGY', price: 0.5, step_size: 1 }] },
    ];
    await put(tariff('A', 0, { elements }));
    const versions = ['2.3.0', '2.2.1', '2.1.1', null];
    const text = `query ($all: [_Any!]!) { _entities(representations: $all) { ... on Session {
      runningCost { rules total { beforeTaxes afterTaxes } } } } }`;
    const all = versions.map((version) => bring(session(), ['A'], 'UTC', version));
    const { _entities } = await world.ask<{ _entities: { runningCost: object }[] }>(emsp, text, { all });
    expect(_entities.map(({ runningCost }) => runningCost)).toEqual([
      { rules: '2.3.0', total: { beforeTaxes: '6', afterTaxes: null } },
      { rules: '2.2.1', total: { beforeTaxes: '6', afterTaxes: '6' } },
      { rules: '2.1.1', total: { beforeTaxes: '1', afterTaxes: null } },
      { rules: '2.3.0', total: { beforeTaxes: '6', afterTaxes: null } },
    ]);
  });

  it('SES-061 is unknown, not nothing, where no Tariff is', async () => {
    await put(tariff('A', 1));
    expect(await cost(session(), [])).toEqual(['', null, 'NO_TARIFF']);
    expect(await cost(session(), null)).toEqual(['', null, 'NO_TARIFF']);
    expect(await cost(naming('Z'), ['A'])).toEqual(['', null, 'TARIFF_UNKNOWN']);
    expect(await cost(session({ currency: 'CHF' }), ['A'])).toEqual([
      '',
      null,
      'NO_TARIFF',
      'CURRENCY_DIFFERS',
    ]);
    expect(await cost(session({ status: 'INVALID' }), ['A'])).toEqual(['', '0', 'NOT_BILLED']);
  });

  it('PRC-002, AMB-052 is by the first of several Tariffs in force, and says so', async () => {
    const ended = tariff('OLD', 3, { end_date_time: '2026-03-01T00:00:00Z' });
    const typed = tariff('R', 4, { type: 'REGULAR' });
    await Promise.all([put(tariff('A', 1)), put(tariff('B', 2)), put(ended), put(typed)]);
    expect(await cost(session(), ['OLD', 'B', 'A'])).toEqual([
      'B',
      '20',
      'TARIFF_ASSUMED',
      'SEVERAL_TARIFFS',
    ]);
    expect(await cost(session(), ['OLD', 'B', 'R'])).toEqual(['R', '40', 'TARIFF_ASSUMED']);
  });

  it('TAR-002, TAR-006 goes on by a Tariff that was withdrawn meanwhile, and never begins with one that had been', async () => {
    await put(tariff('A', 1));
    await withdraw('A', AFTER);
    expect(await cost(session(), ['A'])).toEqual(['A', '10', 'TARIFF_ASSUMED']);
    await put(tariff('A', 1, { last_updated: '2026-03-01T13:00:00Z' }));
    await withdraw('A', BEFORE);
    expect(await cost(session(), ['A'])).toEqual(['', null, 'NO_TARIFF']);
    expect(await cost(naming('A'), ['A'])).toEqual(['A', '10', 'TARIFF_WITHDRAWN']);
  });

  it('TAR-001 says when its Tariff was sent anew after it began', async () => {
    await put(tariff('A', 1, { last_updated: AFTER }));
    expect(await cost(naming('A'), [])).toEqual(['A', '10', 'TARIFF_CHANGED']);
  });

  it('PRC-011 takes local times for UTC where no Location tells its time zone, and says so', async () => {
    const price = (perKwh: number) => [{ type: 'ENERGY', price: perKwh, step_size: 1, vat: 0 }];
    const elements = [
      { price_components: price(1), restrictions: { end_time: '08:30' } },
      { price_components: price(2) },
    ];
    await put(tariff('A', 0, { elements }));
    expect(await cost(naming('A'), [])).toEqual(['A', '20']); // nine o'clock in Berlin
    expect(await cost(naming('A'), [], emsp, null)).toEqual(['A', '15', 'TIME_ZONE_MISSING']);
    expect(await cost(naming('A'), [], emsp, 'Mars/Olympus')).toEqual([
      'A',
      '15',
      'TIME_ZONE_MISSING',
      'TIME_ZONE_UNKNOWN',
    ]);
  });

  it('RTE-039 is by the copy that was meant for its eMSP, whoever looks', async () => {
    await put(tariff('A', 3));
    await put(tariff('A', 1), 'DE/EMP');
    await put(tariff('A', 9), 'BE/OTH');
    for (const caller of [emsp, cpo, operator])
      expect(await cost(naming('A'), [], caller)).toEqual(['A', '10']);
    const others = session({ ...naming('A'), cdr_token: { ...session().cdr_token, party_id: 'XXX' } });
    expect(await cost(others, [], operator)).toEqual(['A', '30']);
    await withdraw('A', AFTER, 'DE/EMP');
    expect(await cost(naming('A'), [], operator)).toEqual(['A', '10']);
  });

  it('HUB-034 tells nobody of Tariffs he may not see', async () => {
    await put(tariff('A', 1), 'DE/EMP');
    for (const caller of [otherEmsp, otherCpo])
      expect(await cost(naming('A'), [], caller)).toEqual(['', null, 'TARIFF_UNKNOWN']);
    expect(await codeOf(costs(anonymous, bring(naming('A'), [])))).toBe('UNAUTHENTICATED');
  });

  it('asks for the Tariffs of all Sessions of an answer at once', async () => {
    await Promise.all([put(tariff('A', 1)), put(tariff('B', 2))]);
    const all = Array.from({ length: 40 }, (_, index) =>
      bring(session({ ...naming(index % 2 ? 'A' : 'B'), id: String(index) }), []),
    );
    expect(await world.statements(/tariffs"?\."?tariff\b/, () => costs(emsp, ...all))).toBe(1);
  });

  it('is nothing for a Session that the gateway did not bring', async () => {
    expect(await costs(operator, { __typename: 'Session', ref: 'NL/TNM/1' })).toEqual([null]);
  });
});
