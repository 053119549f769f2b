/** EVSEs and connectors reached through their Location know their own refs and what holds them. */
import { createLog, type Subgraph } from '@chargesphere/chassis';
import type { Caller } from '@chargesphere/schema';
import { graphql } from 'graphql';
import { freshDatabase, type TestDatabase } from '../../../tests/setup/database.js';
import { createLocationsSubgraph } from '../src/index.js';

const caller: Caller = { principal: { kind: 'operator', name: 'Olga' }, requestId: 'r', correlationId: 'c' };
const last_updated = '2026-03-01T09:30:00Z';
const location = {
  country_code: 'NL',
  party_id: 'TNM',
  id: 'LOC1',
  publish: true,
  address: 'Kade 1',
  city: 'Gent',
  country: 'BEL',
  coordinates: { latitude: '51.04759', longitude: '3.72994' },
  time_zone: 'Europe/Brussels',
  last_updated,
  evses: [
    {
      uid: 'E/1',
      status: 'AVAILABLE',
      last_updated,
      connectors: [
        {
          id: '1',
          standard: 'IEC_62196_T2',
          format: 'SOCKET',
          power_type: 'AC_3_PHASE',
          max_voltage: 230,
          max_amperage: 16,
          tariff_ids: ['T1'],
          last_updated,
        },
      ],
    },
  ],
};

describe('the parts of a Location', () => {
  let database: TestDatabase;
  let subgraph: Subgraph;
  beforeAll(async () => {
    database = await freshDatabase();
    subgraph = await createLocationsSubgraph({ url: database.url, log: createLog({ level: 'error' }) });
  });
  afterAll(async () => {
    await subgraph.close();
    await database.drop();
  });

  const run = (source: string, variableValues: Record<string, unknown> = {}) =>
    graphql({ schema: subgraph.schema, source, variableValues, contextValue: subgraph.context(caller) });

  it('LOC-001, AMB-011 leads from Location to EVSE to connector and back, with refs that can be asked for', async () => {
    await run('mutation ($document: LocationDocument!) { putLocation(document: $document) { ref } }', {
      document: location,
    });
    const { data, errors } = await run(`{
      locations { items { evses { ref location { ref } connectors { ref evse { ref } tariffs { ref } } } } }
      evse(ref: "nl/tnm/loc1/e%2F1") { status connectors { ref } }
      connector(ref: "nl/tnm/loc1/e%2F1/1") { standard evse { location { city } } }
    }`);
    expect(errors).toBeUndefined();
    const connector = { ref: 'NL/TNM/LOC1/E%2F1/1' };
    expect(data).toEqual({
      locations: {
        items: [
          {
            evses: [
              {
                ref: 'NL/TNM/LOC1/E%2F1',
                location: { ref: 'NL/TNM/LOC1' },
                connectors: [
                  { ...connector, evse: { ref: 'NL/TNM/LOC1/E%2F1' }, tariffs: [{ ref: 'NL/TNM/T1' }] },
                ],
              },
            ],
          },
        ],
      },
      evse: { status: 'AVAILABLE', connectors: [connector] },
      connector: { standard: 'IEC_62196_T2', evse: { location: { city: 'Gent' } } },
    });
  });
});
