/**
 * Module "Tariffs": what a charge costs and when (TAR-020 to TAR-035).
 * Specification: mod_tariffs.asciidoc.
 */
import type { Infer, ObjectRule } from '../derive/notation.js';
import {
  ciString,
  closedEnum,
  dateTime,
  int,
  intOf,
  key,
  many,
  number,
  object,
  one,
  opt,
  ref,
  some,
  string,
  url,
} from '../derive/notation.js';
import { isGiven } from '../document.js';
import { EnergyMix } from './energy.js';
import { currency, DisplayText, LOCAL_DATE, partyCountry, TIME_OF_DAY } from './types.js';

export const DayOfWeek = closedEnum(
  'DayOfWeek',
  'mod_tariffs_dayofweek_enum',
  ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'],
  {
    meanings: {
      MONDAY: 'Monday.',
      TUESDAY: 'Tuesday.',
      WEDNESDAY: 'Wednesday.',
      THURSDAY: 'Thursday.',
      FRIDAY: 'Friday.',
      SATURDAY: 'Saturday.',
      SUNDAY: 'Sunday.',
    },
    description: "A day at the Location's local time.",
  },
);
export type DayOfWeek = Infer<typeof DayOfWeek>;

export const TariffDimensionType = closedEnum(
  'TariffDimensionType',
  'mod_tariffs_tariffdimensiontype_enum',
  ['ENERGY', 'FLAT', 'PARKING_TIME', 'TIME'],
  {
    meanings: {
      ENERGY: 'Energy, per kWh.',
      FLAT: 'Once, whatever is charged.',
      PARKING_TIME: 'Time without charging, per hour.',
      TIME: 'Time charging, per hour; reserved, for a reservation.',
    },
    description: 'What is paid for: energy per kWh, a flat fee, parking or charging time per hour.',
  },
);
export type TariffDimensionType = Infer<typeof TariffDimensionType>;

export const TariffType = closedEnum(
  'TariffType',
  'mod_tariffs_tariff_type',
  ['AD_HOC_PAYMENT', 'PROFILE_CHEAP', 'PROFILE_FAST', 'PROFILE_GREEN', 'REGULAR'],
  {
    meanings: {
      AD_HOC_PAYMENT: 'For charges paid at the station.',
      PROFILE_CHEAP: 'For charges with the preference CHEAP.',
      PROFILE_FAST: 'For charges with the preference FAST.',
      PROFILE_GREEN: 'For charges with the preference GREEN.',
      REGULAR: 'For charges without a preference.',
    },
    description:
      'Which charges a Tariff is for: those paid at the station, those with a preference, or the rest.',
  },
);
export type TariffType = Infer<typeof TariffType>;

export const TaxIncluded = closedEnum('TaxIncluded', 'mod_tariffs_taxincluded_enum', ['YES', 'NO', 'N/A'], {
  meanings: { YES: 'Prices contain the taxes.', NO: 'Taxes come on top.', 'N/A': 'No taxes apply.' },
  description: 'Whether prices contain taxes, come without them, or no taxes apply.',
});
export type TaxIncluded = Infer<typeof TaxIncluded>;

export const ReservationRestrictionType = closedEnum(
  'ReservationRestrictionType',
  'mod_tariffs_reservation_restriction_type',
  ['RESERVATION', 'RESERVATION_EXPIRES'],
  {
    meanings: {
      RESERVATION: 'It prices a reservation.',
      RESERVATION_EXPIRES: 'It prices a reservation that nobody took up.',
    },
    description: 'Whether an element prices a reservation, or one that expired unused.',
  },
);
export type ReservationRestrictionType = Infer<typeof ReservationRestrictionType>;

export const PriceComponent = object(
  'PriceComponent',
  'mod_tariffs_pricecomponent_class',
  {
    type: one(TariffDimensionType, 'What is paid for.'),
    price: one(number, 'Price of one unit, with or without taxes as the Tariff says.'),
    vat: opt(number, 'VAT in percent; absent means that none applies (TAR-025).'),
    // TAR-034: 0 means no stepping and stands in a published example, so only a negative step is wrong.
    step_size: one(
      intOf(undefined, { min: 0, severity: 'refuse' }),
      'Smallest amount billed, in Wh or seconds.',
    ),
  },
  { description: 'The price of one dimension.' },
);
export type PriceComponent = Infer<typeof PriceComponent>;

export const PriceLimit = object(
  'PriceLimit',
  'mod_tariffs_pricelimit_class',
  {
    before_taxes: one(number, 'The limit without taxes.'),
    after_taxes: opt(number, 'The limit with taxes.'),
  },
  { description: 'A least or greatest cost.' },
);
export type PriceLimit = Infer<typeof PriceLimit>;

export const TariffRestrictions = object(
  'TariffRestrictions',
  'mod_tariffs_tariffrestrictions_class',
  {
    start_time: opt(string(5, TIME_OF_DAY), 'Local time of day from which the element applies.'),
    end_time: opt(
      string(5, TIME_OF_DAY),
      'Local time of day until which it applies; before start_time it means the next day.',
    ),
    start_date: opt(string(10, LOCAL_DATE), 'First local day on which it applies.'),
    end_date: opt(string(10, LOCAL_DATE), 'Local day from which it no longer applies.'),
    min_kwh: opt(number, 'Applies once this much energy was used, in kWh.'),
    max_kwh: opt(number, 'Applies until this much energy was used, in kWh.'),
    min_current: opt(number, 'Applies at this current or more, in A over all phases together.'),
    max_current: opt(number, 'Applies below this current, in A over all phases together.'),
    min_power: opt(number, 'Applies at this power or more, in kW.'),
    max_power: opt(number, 'Applies below this power, in kW.'),
    min_duration: opt(int, 'Applies once the Session has lasted this long, in seconds.'),
    max_duration: opt(int, 'Applies until the Session has lasted this long, in seconds.'),
    day_of_week: many(DayOfWeek, 'Local weekdays on which it applies.'),
    reservation: opt(ReservationRestrictionType, 'Set when the element prices a reservation.'),
  },
  { description: 'When an element applies; all that is given must hold together (TAR-027).' },
);
export type TariffRestrictions = Infer<typeof TariffRestrictions>;

const reservationComponents: ObjectRule = {
  id: 'TAR-029',
  field: 'price_components',
  severity: 'record',
  sentence: 'An element for reservations may only have FLAT and TIME components.',
  holds: (element) => {
    const { price_components, restrictions } = element as TariffElement;
    if (!restrictions?.reservation) return true;
    return price_components.every(({ type }) => type === 'FLAT' || type === 'TIME');
  },
};

export const TariffElement = object(
  'TariffElement',
  'mod_tariffs_tariffelement_class',
  {
    price_components: some(ref(PriceComponent), 'What is paid for, at which price.'),
    restrictions: opt(ref(TariffRestrictions), 'When this element applies; always, when absent.'),
  },
  { description: 'Prices that apply together under the same restrictions.', rules: [reservationComponents] },
);
export type TariffElement = Infer<typeof TariffElement>;

/** Does it ask for no money at all, however it says so? */
const costsNothing = ({ elements, min_price }: Tariff): boolean =>
  !(min_price && min_price.before_taxes > 0) &&
  elements.every(({ price_components }) => price_components.every(({ price }) => price === 0));

/** TAR-022: free of charge, said in the one way that everybody reads. */
export const isFreeOfCharge = ({ elements }: Tariff): boolean => {
  const [element] = elements;
  const [component] = element?.price_components ?? [];
  return (
    elements.length === 1 &&
    element?.price_components.length === 1 &&
    component?.type === 'FLAT' &&
    component.price === 0 &&
    Object.values(element.restrictions ?? {}).every((value) => !isGiven(value))
  );
};

const freeInTheOneWay: ObjectRule = {
  id: 'TAR-022',
  field: 'elements',
  severity: 'record',
  sentence: 'Say "free of charge" with one element without restrictions that has one FLAT component of 0.',
  holds: (tariff) => !costsNothing(tariff as Tariff) || isFreeOfCharge(tariff as Tariff),
};

const noVatWhereNoTaxes: ObjectRule = {
  id: 'TAR-024',
  field: 'elements',
  severity: 'record',
  sentence: 'tax_included N/A says that no taxes apply: leave vat out, or say YES or NO.',
  holds: (tariff) => {
    const { tax_included, elements } = tariff as Tariff;
    if (tax_included !== 'N/A') return true;
    return elements.every(({ price_components }) => price_components.every(({ vat }) => !vat));
  },
};

export const Tariff = object(
  'Tariff',
  'mod_tariffs_tariff_object',
  {
    country_code: one(partyCountry, 'Country of the CPO that owns this Tariff.'),
    party_id: one(key(ciString(3)), 'Id of the CPO that owns this Tariff.'),
    id: one(key(ciString(36)), "Id of the Tariff, unique on the CPO's platform."),
    currency: one(currency, 'Currency of all prices, ISO 4217.'),
    type: opt(TariffType, 'Which charges this Tariff is for; absent means all of them.'),
    tariff_alt_text: many(ref(DisplayText), 'The Tariff in words, to complement its elements.'),
    tariff_alt_url: opt(url, 'A page that explains the Tariff.'),
    min_price: opt(ref(PriceLimit), 'A charge costs at least this.'),
    max_price: opt(ref(PriceLimit), 'A charge costs at most this.'),
    elements: some(ref(TariffElement), 'The prices, first match wins per dimension.'),
    tax_included: one(TaxIncluded, 'Whether the prices contain taxes.'),
    start_date_time: opt(dateTime, 'From when the Tariff is in force.'),
    end_date_time: opt(dateTime, 'Until when the Tariff is in force.'),
    energy_mix: opt(ref(EnergyMix), 'Where the energy of this Tariff comes from.'),
    last_updated: one(dateTime, 'When the Tariff last changed.'),
  },
  { description: 'What a charge costs.', rules: [freeInTheOneWay, noVatWhereNoTaxes] },
);
export type Tariff = Infer<typeof Tariff>;
