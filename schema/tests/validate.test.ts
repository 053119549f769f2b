/**
 * What the validator says about documents that are not as they should be (E12, TYPE-001 to TYPE-014, TYPE-011).
 */
import type { JsonObject, ObjectTable } from '../src/index.js';
import {
  CDR,
  Connector,
  Credentials,
  Envelope,
  EVSE,
  Image,
  Location,
  Parking,
  patchViolationsOf,
  refusals,
  Session,
  Tariff,
  Token,
  violationsOf,
} from '../src/index.js';
import { MAX_VIOLATIONS } from '../src/derive/explain.js';
import { flawless } from './flawless.js';
import { cdr, connector, credentials, evse, location, session, tariff, token } from './samples.js';

/** `severity code pointer` of each violation. */
const found = (table: ObjectTable, document: unknown): string[] =>
  violationsOf(table, document).map(({ severity, code, pointer }) => `${severity} ${code} ${pointer}`);
const foundInPatch = (table: ObjectTable, patch: unknown): string[] =>
  patchViolationsOf(table, patch).map(({ severity, code, pointer }) => `${severity} ${code} ${pointer}`);

const without = (document: JsonObject, field: string): JsonObject =>
  Object.fromEntries(Object.entries(document).filter(([name]) => name !== field));
const restricted = (restrictions: JsonObject): JsonObject =>
  tariff({ elements: [{ price_components: [{ type: 'TIME', price: 1, step_size: 1 }], restrictions }] });
const stepped = (step_size: number): JsonObject =>
  tariff({ elements: [{ price_components: [{ type: 'TIME', price: 1, step_size }] }] });

describe('a clean document', () => {
  it.each(flawless.map(([table, sample]) => [table.name, table, sample] as const))(
    'TYPE-001 %s has no violations, and the empty list is always the same one',
    (_, table, sample) => {
      expect(violationsOf(table, sample)).toEqual([]);
      expect(violationsOf(table, sample)).toBe(violationsOf(Session, session()));
    },
  );

  it('GEN-008 may leave optional fields out or say null, and lists may be empty', () => {
    const bare = { name: null, evses: [], directions: null, opening_times: undefined };
    expect(found(Location, location(bare))).toEqual([]);
  });

  it('TRN-070 may have fields that no table knows, at every depth', () => {
    const document = session({
      x: 1,
      cdr_token: { ...(session()['cdr_token'] as object), y: { z: [null] } },
    });
    expect(found(Session, document)).toEqual([]);
  });

  it('TYPE-012 may have values that an open enum does not list', () => {
    expect(found(Connector, connector({ standard: 'FLYING_PLUG', capabilities: ['LEVITATION'] }))).toEqual(
      [],
    );
  });

  it('PAY-005 AMB-042 may have the role PTP', () => {
    const [role] = credentials()['roles'] as JsonObject[];
    expect(found(Credentials, credentials({ roles: [{ ...role, role: 'PTP' }] }))).toEqual([]);
  });

  it('CRED-007 may not have the role HUB', () => {
    const [role] = credentials()['roles'] as JsonObject[];
    expect(found(Credentials, credentials({ roles: [{ ...role, role: 'HUB' }] }))).toEqual([
      'refuse NOT_IN_ENUM /roles/0/role',
    ]);
  });

  it.each([['text'], [[1]], [{ a: 1 }], [null], [undefined]])(
    'TRN-061 an envelope may carry %j as data',
    (data) => {
      expect(found(Envelope, { data, status_code: 1000, timestamp: '2026-03-01T08:00:00Z' })).toEqual([]);
    },
  );
});

describe('every violation at once', () => {
  it('E12 names each with its pointer, in the order of the table', () => {
    const document = {
      ...without(session(), 'id'),
      kwh: '12',
      status: 'NOPE',
      currency: 'EURO',
      auth_method: 7,
    };
    expect(found(Session, document)).toEqual([
      'refuse MISSING /id',
      'refuse WRONG_TYPE /kwh',
      'refuse WRONG_TYPE /auth_method',
      'record TOO_LONG /currency',
      'refuse NOT_IN_ENUM /status',
    ]);
    expect(refusals(violationsOf(Session, document))).toHaveLength(4);
  });

  it('E12 points into lists and objects', () => {
    const document = location({
      evses: [evse(), evse({ connectors: [connector({ max_voltage: '230' }), null] })],
      coordinates: [],
    });
    expect(found(Location, document)).toEqual([
      'refuse WRONG_TYPE /coordinates',
      'refuse WRONG_TYPE /evses/1/connectors/0/max_voltage',
      'refuse WRONG_TYPE /evses/1/connectors/1',
    ]);
  });

  it('says in one sentence what is needed', () => {
    const messages = violationsOf(Session, session({ kwh: 'much', status: 'DONE', currency: 'EURO' })).map(
      (v) => v.message,
    );
    expect(messages).toEqual([
      'kwh must be a number, not a string.',
      'currency has 4 characters; at most 3 are allowed.',
      'status is "DONE", but SessionStatus knows only ACTIVE, COMPLETED, INVALID, PENDING, RESERVATION.',
    ]);
  });

  it.each([[null], [undefined], [[]], ['text'], [7], [true]])('TYPE-001 %j is no document', (value) => {
    expect(found(Session, value)).toEqual(['refuse WRONG_TYPE ']);
  });

  it('ends a list of rubbish, and refuses what it could not look at', () => {
    const violations = violationsOf(Location, location({ evses: Array.from({ length: 5000 }, () => 0) }));
    expect(violations).toHaveLength(MAX_VIOLATIONS);
    expect(violations.at(-1)).toMatchObject({ code: 'TOO_MANY', severity: 'refuse' });
  });
});

describe('required fields', () => {
  it.each([[undefined], [null]])('E12 a required field that is %j is refused', (value) => {
    expect(found(Token, token({ issuer: value }))).toEqual(['refuse MISSING /issuer']);
  });

  it('GEN-008 an empty list is none, so it is refused where one entry is needed', () => {
    expect(found(EVSE, evse({ connectors: [] }))).toEqual(['refuse EMPTY_LIST /connectors']);
  });
});

describe('texts', () => {
  it.each([
    ['country_code', 'NLD'],
    ['party_id', 'TNMX'],
    ['id', 'x'.repeat(37)],
  ])('TYPE-011 a too long %s is refused', (field, value) => {
    expect(found(Location, location({ [field]: value }))).toEqual([`refuse TOO_LONG /${field}`]);
  });

  it('TYPE-011 a too long uid is refused', () => {
    expect(found(EVSE, evse({ uid: 'x'.repeat(37) }))).toEqual(['refuse TOO_LONG /uid']);
  });

  it('TYPE-011 an empty key cannot identify anything and is refused', () => {
    expect(found(EVSE, evse({ uid: '' }))).toEqual(['refuse TOO_SHORT /uid']);
  });

  it('TYPE-011 AMB-029 any other too long text is kept and recorded', () => {
    expect(found(Location, location({ city: 'x'.repeat(46) }))).toEqual(['record TOO_LONG /city']);
    expect(found(Session, session({ location_id: 'x'.repeat(37) }))).toEqual([
      'record TOO_LONG /location_id',
    ]);
  });

  it('AMB-026 accepts the long form of an address in a CDR', () => {
    const cdr_location = { ...(cdr()['cdr_location'] as JsonObject), address: 'x'.repeat(255) };
    expect(refusals(violationsOf(CDR, cdr({ cdr_location })))).toEqual([]);
  });

  it('TYPE-011 counts characters, not bytes and not halves of surrogate pairs', () => {
    expect(found(Location, location({ city: '⚡'.repeat(45) }))).toEqual([]);
    expect(found(Location, location({ city: '🚗'.repeat(45) }))).toEqual([]);
    expect(found(Location, location({ city: '🚗'.repeat(46) }))).toEqual(['record TOO_LONG /city']);
  });

  it.each(['Köln', 'a\tb', 'a\u007f'])(
    'TYPE-002 a CiString may hold printable ASCII only, not %j',
    (value) => {
      expect(found(Session, session({ connector_id: value }))).toEqual([
        'record NOT_PRINTABLE /connector_id',
      ]);
    },
  );

  it.each(['a\nb', 'a\u0000b', 'a\u0085b', 'a\u2028b', 'a\ud800b', '🚗\n'])(
    'TYPE-003 a string may not hold control characters, line breaks or broken pairs: %j',
    (value) => {
      expect(found(Location, location({ name: value }))).toEqual(['record NOT_PRINTABLE /name']);
    },
  );

  it('TYPE-003 a string may hold any printable text', () => {
    expect(found(Location, location({ name: 'Größe 漢字 🚗 ½' }))).toEqual([]);
  });

  it('TYPE-004 enum values are case-sensitive', () => {
    expect(found(Session, session({ status: 'active' }))).toEqual(['refuse NOT_IN_ENUM /status']);
  });

  it('TRN-074 an unknown value in a closed enum is refused, in lists too', () => {
    expect(found(Tariff, restricted({ day_of_week: ['MONDAY', 'FUNDAY'] }))).toEqual([
      'refuse NOT_IN_ENUM /elements/0/restrictions/day_of_week/1',
    ]);
  });

  it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])(
    'TRN-074 %s is no enum value',
    (value) => {
      expect(found(Session, session({ status: value }))).toEqual(['refuse NOT_IN_ENUM /status']);
    },
  );

  it('SES-015 AMB-020 RESERVED is accepted for RESERVATION, and recorded', () => {
    expect(found(Session, session({ status: 'RESERVED' }))).toEqual(['record NOT_IN_ENUM /status']);
  });

  it('TYPE-010 a URL longer than 255 or not absolute is recorded', () => {
    expect(found(Connector, connector({ terms_and_conditions: '/terms' }))).toEqual([
      'record BAD_FORMAT /terms_and_conditions',
    ]);
    expect(
      found(Connector, connector({ terms_and_conditions: `https://example.com/${'x'.repeat(250)}` })),
    ).toEqual(['record TOO_LONG /terms_and_conditions']);
  });

  it('a credentials token with white space is recorded', () => {
    expect(found(Credentials, credentials({ token: 'a b' }))).toEqual(['record BAD_FORMAT /token']);
  });
});

describe('times', () => {
  it.each([
    '2015-06-29T20:39:09Z',
    '2015-06-29T20:39:09',
    '2016-12-29T17:45:09.2Z',
    '2016-12-29T17:45:09.2',
    '2018-01-01T01:08:01.123Z',
    '2024-02-29T00:00:00Z',
    '2016-12-31T23:59:60Z',
  ])('TYPE-005 %s is a DateTime', (value) => {
    expect(found(Token, token({ last_updated: value }))).toEqual([]);
  });

  it.each(['2015-06-29T20:39:09+00:00', '2015-06-29T22:39:09.5+02:00'])(
    'TYPE-006 %s has an offset: read, and recorded',
    (value) => {
      expect(found(Token, token({ last_updated: value }))[0]).toBe('record BAD_FORMAT /last_updated');
      expect(refusals(violationsOf(Token, token({ last_updated: value })))).toEqual([]);
    },
  );

  it.each(['1970-1-1T00:00:00Z', '2015-06-29 20:39:09Z', '2015-06-29t20:39:09z', '2015-06-29T20:39Z'])(
    'AMB-023 %s is readable: recorded',
    (value) => {
      expect(found(Token, token({ last_updated: value }))).toEqual(['record BAD_FORMAT /last_updated']);
    },
  );

  it.each([
    '',
    'yesterday',
    '2015-06-29',
    '2023-02-29T00:00:00Z',
    '2015-13-01T00:00:00Z',
    '2015-06-29T24:00:00Z',
  ])('TYPE-005 %j is no time: refused', (value) => {
    expect(found(Token, token({ last_updated: value }))).toEqual(['refuse BAD_FORMAT /last_updated']);
  });

  it('TYPE-005 a DateTime has at most 25 characters', () => {
    expect(found(Token, token({ last_updated: '2018-01-01T01:08:01.123456Z' }))).toEqual([
      'record TOO_LONG /last_updated',
    ]);
  });

  it.each(['7:00', '24:00', '12:60', '12.30'])('LOC-060 %s is no time of day', (value) => {
    const opening_times = {
      twentyfourseven: false,
      regular_hours: [{ weekday: 1, period_begin: value, period_end: '20:00' }],
    };
    expect(found(Location, location({ opening_times }))).toContain(
      'record BAD_FORMAT /opening_times/regular_hours/0/period_begin',
    );
  });

  it.each([
    ['start_time', '8:00', '08:00'],
    ['end_time', '24:00', '00:00'],
    ['start_date', '2026-1-1', '2026-01-01'],
    ['end_date', '2026-02-32', '2026-02-31'],
  ])('TAR-035 %s may not be %s but may be %s', (field, wrong, right) => {
    expect(found(Tariff, restricted({ [field]: wrong }))).toEqual([
      `record BAD_FORMAT /elements/0/restrictions/${field}`,
    ]);
    expect(found(Tariff, restricted({ [field]: right }))).toEqual([]);
  });
});

describe('numbers', () => {
  it.each([0.1, 1.1, 4.94, 12.3456, 0.0001, -3.5, 1e15, 123456789.1234, 900719925474.1234])(
    'TYPE-008 %d has at most four decimals',
    (kwh) => {
      expect(found(Session, session({ kwh }))).toEqual([]);
    },
  );

  it.each([0.00001, 12.34567, 1e-7, 0.1 + 0.2])(
    'TYPE-008 %d has more than four decimals: recorded',
    (kwh) => {
      expect(found(Session, session({ kwh }))).toEqual(['record TOO_MANY_DECIMALS /kwh']);
    },
  );

  it('TYPE-008 a number too large to carry is refused', () => {
    expect(found(Session, session({ kwh: JSON.parse('1e999') as number }))).toEqual([
      'refuse WRONG_TYPE /kwh',
    ]);
  });

  it('E12 an int is a whole number that clients can carry', () => {
    expect(found(Connector, connector({ max_voltage: 230.5 }))).toEqual(['refuse WRONG_TYPE /max_voltage']);
    expect(found(Connector, connector({ max_voltage: 3e9 }))).toEqual(['refuse OUT_OF_RANGE /max_voltage']);
  });

  it('TYPE-011 an int(5) with six digits is recorded', () => {
    const image = {
      url: 'https://example.com/a',
      category: 'OTHER',
      type: 'png',
      width: 99999,
      height: 100000,
    };
    expect(found(Image, image)).toEqual(['record TOO_LONG /height']);
  });

  it('TAR-034 step_size 0 means no stepping and is clean', () => {
    expect(found(Tariff, stepped(0))).toEqual([]);
  });

  it('TAR-034 a negative step_size is refused', () => {
    expect(found(Tariff, stepped(-1))).toEqual([
      'refuse OUT_OF_RANGE /elements/0/price_components/0/step_size',
    ]);
  });

  it('LOC-053 a share of an energy mix lies between 0 and 100', () => {
    const energy_mix = { is_green_energy: true, energy_sources: [{ source: 'SUN', percentage: 101 }] };
    expect(found(Location, location({ energy_mix }))).toEqual([
      'refuse NOT_IN_ENUM /energy_mix/energy_sources/0/source',
      'record OUT_OF_RANGE /energy_mix/energy_sources/0/percentage',
    ]);
  });

  it('CDR-052 volumes may be negative', () => {
    const charging_periods = [
      { start_date_time: '2026-03-01T08:00:00Z', dimensions: [{ type: 'ENERGY', volume: -2 }] },
    ];
    expect(found(Session, session({ charging_periods }))).toEqual([]);
  });
});

describe('rules over several fields', () => {
  it('LOC-021 publish_allowed_to only with publish=false', () => {
    expect(found(Location, location({ publish: true }))).toEqual(['record RULE /publish_allowed_to']);
  });

  it.each([[{ issuer: 'X' }], [{ uid: '1' }], [{ visual_number: '1' }]])(
    'LOC-027 %j does not identify a token',
    (entry) => {
      expect(found(Location, location({ publish_allowed_to: [entry] }))).toEqual([
        'record RULE /publish_allowed_to/0',
      ]);
    },
  );

  it.each([[{ group_id: 'G' }], [{ uid: '1', type: 'RFID' }], [{ visual_number: '1', issuer: 'X' }]])(
    'LOC-027 %j identifies tokens',
    (entry) => {
      expect(found(Location, location({ publish_allowed_to: [entry] }))).toEqual([]);
    },
  );

  it.each([
    [{ twentyfourseven: false }],
    [{ twentyfourseven: true, regular_hours: [{ weekday: 1, period_begin: '08:00', period_end: '09:00' }] }],
  ])('LOC-043 %j contradicts itself', (opening_times) => {
    expect(found(Location, location({ opening_times }))).toEqual([
      'record RULE /opening_times/regular_hours',
    ]);
  });

  it('LOC-043 weekdays are 1 to 7 and a period ends after it begins', () => {
    const hours = (weekday: number, period_end: string) =>
      location({
        opening_times: {
          twentyfourseven: false,
          regular_hours: [{ weekday, period_begin: '08:00', period_end }],
        },
      });
    expect(found(Location, hours(0, '09:00'))).toEqual([
      'record OUT_OF_RANGE /opening_times/regular_hours/0/weekday',
    ]);
    expect(found(Location, hours(7, '07:00'))).toEqual([
      'record RULE /opening_times/regular_hours/0/period_end',
    ]);
  });

  it('TAR-029 a reservation element may have FLAT and TIME components only', () => {
    const elements = [
      {
        price_components: [{ type: 'ENERGY', price: 1, step_size: 1 }],
        restrictions: { reservation: 'RESERVATION' },
      },
    ];
    expect(found(Tariff, tariff({ elements }))).toEqual(['record RULE /elements/0/price_components']);
  });

  it('CRED-001 a role, country and party may be listed once', () => {
    const [role] = credentials()['roles'] as JsonObject[];
    const again = { ...role, party_id: 'tnm' };
    expect(found(Credentials, credentials({ roles: [role, again] }))).toEqual(['refuse RULE /roles']);
  });

  it('CDR-023 an id over 36 characters is for credit CDRs', () => {
    const id = 'x'.repeat(39);
    expect(found(CDR, cdr({ id }))).toEqual(['record RULE /id']);
    expect(found(CDR, cdr({ id, credit: true, credit_reference_id: 'C1' }))).toEqual([]);
  });

  it('CDR-024 a credit CDR names the one it takes back', () => {
    expect(found(CDR, cdr({ credit: true }))).toEqual(['refuse RULE /credit_reference_id']);
  });

  it('CDR-024 is checked although something else is on record', () => {
    expect(found(CDR, cdr({ credit: true, currency: 'EURO' }))).toEqual([
      'record TOO_LONG /currency',
      'refuse RULE /credit_reference_id',
    ]);
  });

  it('CDR-021 a credit CDR has an id of its own', () => {
    expect(found(CDR, cdr({ id: 'c101', credit: true, credit_reference_id: 'C101' }))).toEqual([
      'record RULE /id',
    ]);
  });

  it('CDR-020 only a credit CDR names another', () => {
    expect(found(CDR, cdr({ credit_reference_id: 'C100' }))).toEqual(['record RULE /credit_reference_id']);
    expect(found(CDR, cdr({ credit: true, credit_reference_id: 'C100' }))).toEqual([]);
  });

  it('CDR-050 dimensions for Sessions only do not belong in a CDR', () => {
    const charging_periods = [
      { start_date_time: '2026-03-01T08:00:00Z', dimensions: [{ type: 'POWER', volume: 2 }] },
    ];
    expect(found(Session, session({ charging_periods }))).toEqual([]);
    expect(found(CDR, cdr({ charging_periods }))).toEqual(['record RULE /charging_periods']);
  });

  it('E12 a Parking needs its vehicle types and flags', () => {
    expect(found(Parking, { id: 'P1' })).toEqual([
      'refuse MISSING /vehicle_types',
      'refuse MISSING /restricted_to_type',
      'refuse MISSING /reservation_required',
    ]);
  });
});

describe('a patch', () => {
  const last_updated = '2026-03-01T09:00:00Z';

  it('TRN-023 may leave out everything that stays', () => {
    expect(foundInPatch(Session, { kwh: 13, last_updated })).toEqual([]);
  });

  it('TRN-024 E13 LOC-008 SES-042 is refused without last_updated', () => {
    expect(foundInPatch(Session, { kwh: 13 })).toEqual(['refuse MISSING /last_updated']);
    expect(foundInPatch(Connector, { format: 'CABLE', last_updated: null })).toEqual([
      'refuse MISSING /last_updated',
    ]);
  });

  it('AMB-012 may clear an optional field with null, but not a required one', () => {
    expect(foundInPatch(Location, { name: null, evses: null, last_updated })).toEqual([]);
    expect(foundInPatch(Location, { city: null, last_updated })).toEqual(['refuse MISSING /city']);
  });

  it('TRN-026 gives each field whole', () => {
    expect(foundInPatch(Location, { coordinates: { latitude: '52.33894' }, last_updated })).toEqual([
      'refuse MISSING /coordinates/longitude',
    ]);
  });

  it('SES-044 may have an empty list of charging periods', () => {
    expect(foundInPatch(Session, { charging_periods: [], last_updated })).toEqual([]);
  });

  it('E12 is checked like a whole document in what it gives', () => {
    expect(foundInPatch(EVSE, { status: 'BUSY', uid: 'x'.repeat(37), connectors: [], last_updated })).toEqual(
      ['refuse TOO_LONG /uid', 'refuse NOT_IN_ENUM /status', 'refuse EMPTY_LIST /connectors'],
    );
  });
});
