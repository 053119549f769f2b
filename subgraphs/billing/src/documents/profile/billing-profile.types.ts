/** Billing profiles as the graph shows and takes them. */
import { DateTime, pageType } from '@chargesphere/chassis';
import { Field, InputType, ObjectType } from 'type-graphql';
import type { PartyAddress } from '../statement-view.js';
import type { GivenProfile } from './billing-profile.rules.js';
import type { BillingProfileRow } from './billing-profile.store.js';

const texts = {
  street: 'Street and number.',
  city: 'Town.',
  postalCode: 'Postal code.',
  country: 'Country, ISO 3166-1 alpha-2: NL.',
  name: 'The name it trades under.',
  legalName: 'Its name in law, when that differs.',
  vatId: 'Its VAT identifier with the letters of its country: NL123456789B01.',
  iban: 'The account it is paid to.',
  bic: 'The bank of that account.',
  email: 'Where questions about bills go.',
} as const;

@ObjectType({ description: 'An address as letters and invoices carry it.' })
export class BillingAddress implements PartyAddress {
  @Field(() => String, { description: texts.street })
  declare street: string;

  @Field(() => String, { description: texts.city })
  declare city: string;

  @Field(() => String, { description: texts.postalCode })
  declare postalCode: string;

  @Field(() => String, { description: texts.country })
  declare country: string;
}

@ObjectType({ description: 'What documents print of a party.' })
export class BillingProfile implements Omit<BillingProfileRow, 'address'> {
  declare seq: number;
  declare party: string;

  @Field(() => String, { description: texts.name })
  declare name: string;

  @Field(() => String, { nullable: true, description: texts.legalName })
  declare legalName: string | null;

  @Field(() => BillingAddress, { nullable: true, description: 'Where it has its seat.' })
  declare address: BillingAddress | null;

  @Field(() => String, { nullable: true, description: texts.vatId })
  declare vatId: string | null;

  @Field(() => String, { nullable: true, description: texts.iban })
  declare iban: string | null;

  @Field(() => String, { nullable: true, description: texts.bic })
  declare bic: string | null;

  @Field(() => String, { nullable: true, description: texts.email })
  declare email: string | null;

  @Field(() => DateTime, {
    description: 'Since when it is so: documents issued before say what was so then.',
  })
  declare since: string;

  declare changedBy: string;
}

@InputType({ description: 'An address as letters and invoices carry it.' })
export class BillingAddressInput implements PartyAddress {
  @Field(() => String, { description: texts.street })
  declare street: string;

  @Field(() => String, { description: texts.city })
  declare city: string;

  @Field(() => String, { description: texts.postalCode })
  declare postalCode: string;

  @Field(() => String, { description: texts.country })
  declare country: string;
}

@InputType({ description: 'What documents print of a party. It replaces the whole profile.' })
export class BillingProfileInput implements GivenProfile {
  @Field(() => String, { description: texts.name })
  declare name: string;

  @Field(() => String, { nullable: true, description: texts.legalName })
  declare legalName?: string | null;

  @Field(() => BillingAddressInput, { nullable: true, description: 'Where it has its seat.' })
  declare address?: BillingAddressInput | null;

  @Field(() => String, { nullable: true, description: texts.vatId })
  declare vatId?: string | null;

  @Field(() => String, { nullable: true, description: texts.iban })
  declare iban?: string | null;

  @Field(() => String, { nullable: true, description: texts.bic })
  declare bic?: string | null;

  @Field(() => String, { nullable: true, description: texts.email })
  declare email?: string | null;
}

export const BillingProfilePage = pageType('BillingProfilePage', BillingProfile);
