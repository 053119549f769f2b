/** What a billing profile may say: checked when it is put, for a wrong account is found when money is lost. Pure. */
import { Problem } from '@chargesphere/schema';
import { electronicFormatIBAN, isValidBIC, isValidIBAN } from 'ibantools';
import type { PartyAddress } from '../statement-view.js';

/** As somebody wrote it. */
export interface GivenProfile {
  readonly name: string;
  readonly legalName?: string | null;
  readonly address?: PartyAddress | null;
  readonly vatId?: string | null;
  readonly iban?: string | null;
  readonly bic?: string | null;
  readonly email?: string | null;
}

/** In one spelling; null is what is not known. */
export interface ProfileFields {
  readonly name: string;
  readonly legalName: string | null;
  readonly address: PartyAddress | null;
  readonly vatId: string | null;
  readonly iban: string | null;
  readonly bic: string | null;
  readonly email: string | null;
}

const TEXT_MAX = 200;

const wrong = (sentence: string): Problem => new Problem('INVALID_INPUT', sentence);

const textOf = (field: string, value: string | null | undefined): string | null => {
  const text = value?.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim() ?? '';
  if (text.length > TEXT_MAX)
    throw wrong(`${field} has ${text.length} characters; ${TEXT_MAX} fit on a document.`);
  return text || null;
};

const needed = (field: string, value: string): string => {
  const text = textOf(field, value);
  if (text === null) throw wrong(`${field} is empty; documents can not do without it.`);
  return text;
};

const compact = (value: string | null | undefined): string | null =>
  value?.replace(/[\s.-]+/g, '').toUpperCase() || null;

const addressOf = (address: PartyAddress | null | undefined): PartyAddress | null => {
  if (!address) return null;
  const country = address.country.trim().toUpperCase();
  if (!/^[A-Z]{2}$/.test(country))
    throw wrong(`address.country is "${country}"; write the two letters of ISO 3166-1, such as NL.`);
  return {
    street: needed('address.street', address.street),
    city: needed('address.city', address.city),
    postalCode: needed('address.postalCode', address.postalCode),
    country,
  };
};

/** Throws INVALID_INPUT with the first thing that is wrong. */
export const profileOf = (given: GivenProfile): ProfileFields => {
  const vatId = compact(given.vatId);
  if (vatId !== null && !/^[A-Z]{2}[A-Z0-9+*]{2,13}$/.test(vatId))
    throw wrong(`vatId is "${vatId}"; write it with the letters of its country, such as NL123456789B01.`);
  const iban = given.iban ? electronicFormatIBAN(given.iban) || given.iban.trim() : null;
  if (iban !== null && !isValidIBAN(iban))
    throw wrong(`iban is "${iban}", which is none: its check digits or its length are wrong.`);
  const bic = compact(given.bic);
  if (bic !== null && !isValidBIC(bic))
    throw wrong(`bic is "${bic}", which is none; it has 8 or 11 characters.`);
  const email = textOf('email', given.email);
  if (email !== null && !/^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(email))
    throw wrong(`email is "${email}", which is no address.`);
  return {
    name: needed('name', given.name),
    legalName: textOf('legalName', given.legalName),
    address: addressOf(given.address),
    vatId,
    iban,
    bic,
    email,
  };
};
