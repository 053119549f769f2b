/**
 * Every example of the specification, checked against our tables, with what we expect of it: clean, or the erratum
 * that makes it break its own tables (AMB-024). A new or missing file fails the test, so none goes unread.
 */
import type { JsonObject, ObjectTable, Violation } from '../src/index.js';
import {
  CDR,
  ClientInfo,
  Connector,
  Credentials,
  DisplayText,
  EnergyMix,
  Envelope,
  EVSE,
  Hours,
  isJsonObject,
  Location,
  patchViolationsOf,
  Session,
  Tariff,
  Token,
  Version,
  VersionDetails,
  violationsOf,
} from '../src/index.js';
import { describeWithSpec } from './with-spec.js';
import { specExamples, specInlineExamples } from './spec-tables.js';

interface Reading {
  table: ObjectTable;
  /** The part of the file to check. */
  part?: string;
  patch?: true;
  /** For envelopes: what `data` holds. */
  data?: ObjectTable;
}

const whole = (table: ObjectTable, names: string): [string, Reading][] =>
  names
    .trim()
    .split(/\s+/)
    .map((name) => [`${name}.json`, { table }]);

/** What each file holds. */
const readings: Record<string, Reading> = {
  ...Object.fromEntries([
    ...whole(CDR, 'cdr_example'),
    ...whole(
      Credentials,
      'credentials_example credentials_example2 credentials_example3 credentials_example4',
    ),
    ...whole(EVSE, 'location_put_example_add_evse'),
    ...whole(
      Location,
      `location_example location_example_parking_garage_opening_hours location_example_uc2_destination_charger
       location_example_uc3_destination_charger_not_published location_example_uc4_limited_visibility
       location_example_uc5_home_charge_point`,
    ),
    ...whole(
      Hours,
      `location_hours_247_open_exception_closing location_hours_opening_hours_with_exceptional_closing
       location_hours_opening_hours_with_exceptional_opening`,
    ),
    ...whole(Session, 'session_example_1_simple_start session_example_2_short_finished'),
    ...whole(
      Tariff,
      `tariff_1_simple_2hour tariff_2_alt_text tariff_3_alt_url tariff_4_complex tariff_5_free_of_charge
       tariff_6_025kwh_start_max_price tariff_8_simple_025kwh tariff_9_025kwh_start
       tariff_10_025kwh_parking_start tariff_11_not_possible_alt_text tariff_12_025kwh_min_price
       tariff_13_simple_3hour_5parking tariff_14_step_size tariff_15_reservation_5_euro_per_hour
       tariff_16_reservation_2_euro_fee_5_euro_per_hour tariff_17_reservation_with_expire_fee
       tariff_18_reservation_with_expire_time tariff_19_simple_north_american_exclusive
       tariff_20_simple_north_american_inclusive tariff_put_example tariffrestriction_example_max_duration
       tariffrestriction_example_max_power`,
    ),
    ...whole(Token, 'token_example_1_app_user token_example_2_full_rfid token_put_example'),
    ...whole(DisplayText, 'type_displaytext_example'),
    ...whole(VersionDetails, 'version_details_example version_details_example2'),
    ...whole(Version, 'versions_info_example'),
  ]),
  'location_energymix_example_complete.json': { table: EnergyMix, part: 'energy_mix' },
  'location_energymix_example_energy_provider.json': { table: EnergyMix, part: 'energy_mix' },
  'location_energymix_example_simple.json': { table: EnergyMix, part: 'energy_mix' },
  'location_regularhours_example.json': { table: Hours, part: 'opening_times' },
  'location_patch_example_location.json': { table: Location, patch: true },
  'location_patch_example_remove_evse.json': { table: EVSE, patch: true },
  'location_patch_example_status.json': { table: EVSE, patch: true },
  'location_patch_example_tariff.json': { table: Connector, patch: true },
  'session_patch_example_charging_period.json': { table: Session, patch: true },
  'session_patch_example_total_cost.json': { table: Session, patch: true },
  'token_patch_example.json': { table: Token, patch: true },
  'transport_and_format_get_token_example.json': { table: Envelope, data: Token },
  'transport_and_format_get_token_list_example.json': { table: Envelope, data: Token },
  'transport_and_format_version_details_example.json': { table: Envelope, data: VersionDetails },
  'transport_and_format_version_info_example.json': { table: Envelope, data: Version },
};

/** Where an example breaks the tables, in our words. */
const errata: Record<string, { why: string; found: string[] }> = {
  'cdr_example.json': {
    why: 'Its Tariff was taken over from 2.2.1, which had no tax_included.',
    found: ['/tariffs/0/tax_included MISSING'],
  },
  'location_put_example_add_evse.json': {
    why: 'Its Connector lacks what 2.2 made required, a text is written as a number, and floor_level has its old name.',
    found: [
      '/connectors/0/power_type MISSING',
      '/connectors/0/max_voltage MISSING',
      '/connectors/0/max_amperage MISSING',
      '/connectors/0/last_updated MISSING',
      '/physical_reference WRONG_TYPE',
      '/floor UNKNOWN',
    ],
  },
  'session_example_2_short_finished.json': {
    why: 'Its periods give the energy in Wh (AMB-025).',
    found: ['/charging_periods RULE'],
  },
  'tariff_put_example.json': {
    why: 'It has no last_updated.',
    found: ['/last_updated MISSING'],
  },
};

/** Fields that no table knows: the hub carries them (TRN-072), but in an example they are a slip of the pen. */
const unknownFields = (table: ObjectTable, value: unknown, at = ''): string[] => {
  if (Array.isArray(value))
    return value.flatMap((item, index) => unknownFields(table, item, `${at}/${index}`));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const type = table.fields[name]?.type;
    if (!type) return [`${at}/${name} UNKNOWN`];
    return type.kind === 'object' ? unknownFields(type.object, inner, `${at}/${name}`) : [];
  });
};

const listed = (violations: readonly Violation[]): string[] =>
  violations.map(({ pointer, code }) => `${pointer} ${code}`);

const check = ({ table, part, patch, data }: Reading, json: unknown): string[] => {
  if (Array.isArray(json)) return json.flatMap((item) => check({ table }, item));
  const value = part === undefined ? json : (json as JsonObject)[part];
  const found = listed(patch ? patchViolationsOf(table, value) : violationsOf(table, value));
  const inner = data ? check({ table: data }, (json as JsonObject)['data']) : [];
  return [...found, ...unknownFields(table, value), ...inner];
};

describeWithSpec('examples of the specification', () => {
  const examples = specExamples();
  const inline = Object.fromEntries(specInlineExamples().map(({ file, text }) => [file, text]));

  it('AMB-024 has an expectation for every example and none for others', () => {
    expect(Object.keys(readings).sort()).toEqual(examples.map(({ file }) => file).sort());
  });

  it.each(
    examples.map(({ file, json }) => [
      errata[file] ? `${file} has its erratum` : `${file} is clean`,
      file,
      json,
    ]),
  )('AMB-024 %s', (_, file, json) => {
    const reading = readings[file as string] as Reading;
    expect(check(reading, json)).toEqual(errata[file as string]?.found ?? []);
  });

  // Commands, charging profiles and invoice records have tables and diagrams, but no example in JSON.
  it('AMB-024 has two examples in the running text', () => {
    expect(Object.keys(inline)).toEqual(['mod_hub_client_info.asciidoc', 'transport_and_format.asciidoc']);
  });

  it('AMB-019 AMB-024 the ClientInfo in the running text is no JSON, and has no last_updated', () => {
    const text = inline['mod_hub_client_info.asciidoc'] ?? '';
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
    const json: unknown = JSON.parse(text.replace(/,(?=\s*})/g, ''));
    expect(check({ table: ClientInfo }, json)).toEqual(['/last_updated MISSING']);
  });

  it('TRN-061 the refusal in the running text is clean', () => {
    const json: unknown = JSON.parse(inline['transport_and_format.asciidoc'] ?? '');
    expect(check({ table: Envelope }, json)).toEqual([]);
  });
});
