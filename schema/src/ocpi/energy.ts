/**
 * Module "Locations", the energy part, which Tariffs use too (LOC-053).
 * Specification: mod_locations.asciidoc.
 */
import type { Infer } from '../derive/notation.js';
import {
  boolean,
  closedEnum,
  many,
  number,
  numberWithin,
  object,
  one,
  openEnum,
  opt,
  ref,
  string,
} from '../derive/notation.js';

export const EnergySourceCategory = closedEnum(
  'EnergySourceCategory',
  'mod_locations_energysourcecategory_enum',
  ['NUCLEAR', 'GENERAL_FOSSIL', 'COAL', 'GAS', 'GENERAL_GREEN', 'SOLAR', 'WIND', 'WATER'],
  {
    meanings: {
      NUCLEAR: 'Nuclear power.',
      GENERAL_FOSSIL: 'Fossil fuels of any kind.',
      COAL: 'Coal.',
      GAS: 'Gas.',
      GENERAL_GREEN: 'Renewable sources of any kind.',
      SOLAR: 'The sun.',
      WIND: 'Wind.',
      WATER: 'Water.',
    },
    description: 'What energy is made from.',
  },
);
export type EnergySourceCategory = Infer<typeof EnergySourceCategory>;

export const EnvironmentalImpactCategory = openEnum(
  'EnvironmentalImpactCategory',
  'mod_locations_environmentalimpactcategory_enum',
  ['NUCLEAR_WASTE', 'CARBON_DIOXIDE'],
  { description: 'What making energy leaves behind.' },
);
export type EnvironmentalImpactCategory = Infer<typeof EnvironmentalImpactCategory>;

export const EnergySource = object(
  'EnergySource',
  'mod_locations_energysource_class',
  {
    source: one(EnergySourceCategory, 'What the energy is made from.'),
    percentage: one(numberWithin({ min: 0, max: 100 }), 'Its share of the mix, in percent.'),
  },
  { description: 'One share of an energy mix.' },
);
export type EnergySource = Infer<typeof EnergySource>;

export const EnvironmentalImpact = object(
  'EnvironmentalImpact',
  'mod_locations_environmentalimpact_class',
  {
    category: one(EnvironmentalImpactCategory, 'What is left behind.'),
    amount: one(number, 'How much of it, in g/kWh.'),
  },
  { description: 'One effect of making the energy.' },
);
export type EnvironmentalImpact = Infer<typeof EnvironmentalImpact>;

export const EnergyMix = object(
  'EnergyMix',
  'mod_locations_energymix_class',
  {
    is_green_energy: one(boolean, 'Whether all of it is regenerative.'),
    energy_sources: many(ref(EnergySource), 'The sources; their shares should add up to 100 (LOC-053).'),
    environ_impact: many(ref(EnvironmentalImpact), 'What making the energy leaves behind.'),
    supplier_name: opt(string(64), 'Who supplies the energy.'),
    energy_product_name: opt(string(64), "The supplier's name for this product."),
  },
  { description: 'Where energy comes from.' },
);
export type EnergyMix = Infer<typeof EnergyMix>;
