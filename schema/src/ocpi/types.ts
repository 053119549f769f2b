/**
 * Chapter "Types": classes and enums that several modules share (TYPE-014, TYPE-020 to TYPE-023).
 * Specification: types.asciidoc.
 */
import type { Infer, TextFormat } from '../derive/notation.js';
import { afterTaxes, type TaxedAmount } from '../price.js';
import {
  ciString,
  closedEnum,
  key,
  many,
  number,
  object,
  one,
  opt,
  ref,
  string,
} from '../derive/notation.js';

/** LOC-060, TAR-035. */
export const TIME_OF_DAY: TextFormat = {
  name: 'a time of day HH:MM',
  pattern: /^([0-1][0-9]|2[0-3]):[0-5][0-9]$/,
};
/** TAR-035. */
export const LOCAL_DATE: TextFormat = {
  name: 'a date YYYY-MM-DD',
  pattern: /^([12][0-9]{3})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$/,
};

/** TRN-076: what stands in a required text that nobody can fill. Codes of three letters have room for it. */
const NOT_AVAILABLE = '#NA';

/** TYPE-014: ISO 639-1. */
export const language = string(2, {
  name: 'a language of ISO 639-1 in two letters',
  pattern: /^[A-Za-z]{2}$/,
});
/** TYPE-023: ISO 4217. The letters are checked, not the list: currencies come and go faster than hubs. */
export const currency = string(3, {
  name: 'a currency of ISO 4217 in three capital letters',
  pattern: new RegExp(`^([A-Z]{3}|${NOT_AVAILABLE})$`),
});
/** TYPE-023: ISO 3166-1 alpha-2. It is part of an identity, and a CiString, so small letters are as good. */
export const partyCountry = key(
  ciString(2, { name: 'a country of ISO 3166-1 in two letters', pattern: /^[A-Za-z]{2}$/ }),
);
/** TYPE-023: ISO 3166-1 alpha-3, for addresses. */
export const addressCountry = string(3, {
  name: 'a country of ISO 3166-1 in three capital letters',
  pattern: new RegExp(`^([A-Z]{3}|${NOT_AVAILABLE})$`),
});
/** TYPE-014: no tags; a lone < or a comparison is text like any other. */
const PLAIN_TEXT: TextFormat = {
  name: 'plain text without markup',
  pattern: /^(?![^]*<(?:\/?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?\/?|!--[^]*?--)>)/,
};

export const DisplayText = object(
  'DisplayText',
  'types_displaytext_class',
  {
    language: one(language, 'Language of the text, ISO 639-1.'),
    text: one(string(512, PLAIN_TEXT), 'The text for people, without markup.'),
  },
  { description: 'A text in one language.' },
);
export type DisplayText = Infer<typeof DisplayText>;

export const TaxAmount = object(
  'TaxAmount',
  'types_tax_amount_class',
  {
    name: one(string(), 'What the tax is called, such as VAT or QST.'),
    account_number: opt(
      string(),
      'Tax number of the business that pays the tax on, where the law asks for it.',
    ),
    percentage: opt(number, 'The rate in percent, where the law asks for it.'),
    amount: one(number, 'The money due for this tax.'),
  },
  { description: 'One tax on an amount of money.' },
);
export type TaxAmount = Infer<typeof TaxAmount>;

export const Price = object(
  'Price',
  'types_price_class',
  {
    before_taxes: one(number, 'The amount without taxes.'),
    taxes: many(
      ref(TaxAmount),
      'The taxes that come on top; with them the amount is the one to pay (TYPE-020).',
    ),
  },
  {
    description: 'An amount of money before taxes, with its taxes.',
    computed: {
      afterTaxes: {
        description: 'The amount to pay: before taxes, and all taxes on it.',
        of: (price) => afterTaxes(price as unknown as TaxedAmount),
      },
    },
  },
);
export type Price = Infer<typeof Price>;

export const Role = closedEnum('Role', 'types_role_enum', ['CPO', 'EMSP', 'NAP', 'NSP', 'OTHER', 'SCSP'], {
  description: 'What a party does in the market.',
  tolerated: ['PTP'], // PAY-005: payment terminal providers use it although the list lacks it
});
export type Role = Infer<typeof Role>;
