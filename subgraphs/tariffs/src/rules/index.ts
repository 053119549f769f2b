/** Pricing a charge, as rules that run anywhere: on a server, in a browser, in a test. See the README of this package. */
export { costFieldsOf, type CostFields } from './cost-fields.rules.js';
export { estimateOf, type PlannedCharge } from './estimate.rules.js';
export { noteCodes, type Note, type NoteCode } from './notes.js';
export { priceCharge, type Charge, type PricingOptions } from './price.rules.js';
export * from './pricing.js';
export { minorUnitOf, roundingPolicies, type RoundingPolicy } from './rounding.rules.js';
export {
  knownOnly,
  priceCdr,
  pricePeriods,
  priceSession,
  type CdrOptions,
  type PeriodsToPrice,
  type PricedCdr,
  type PricedSession,
  type SessionOptions,
} from './session.rules.js';
export { chooseTariff, isActiveAt, type TariffUse } from './tariff-choice.rules.js';
export {
  cdrOf,
  costDocumentOf,
  sessionOf,
  type CdrOfAnyVersion,
  type CostDocument,
  type SessionOfAnyVersion,
} from './version.rules.js';
