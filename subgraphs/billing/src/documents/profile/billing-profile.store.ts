/** Billing profiles as they were and are: a change is a new row. */
import { raw, sql, type Sql } from '@chargesphere/chassis';
import { foldRef } from '@chargesphere/schema';
import type { Pool } from 'pg';
import { isoOf } from '../../ledger/instant.js';
import type { PartyAddress, PartyView } from '../statement-view.js';
import type { ProfileFields } from './billing-profile.rules.js';

export interface BillingProfileRow extends ProfileFields {
  seq: number;
  /** Folded ref. */
  party: string;
  since: string;
  changedBy: string;
}

interface Row extends Omit<BillingProfileRow, 'address'> {
  street: string | null;
  city: string | null;
  postalCode: string | null;
  country: string | null;
}

const COLUMNS = raw(`p.seq::int as seq, p.party, p.name, p.legal_name as "legalName", p.street, p.city,
  p.postal_code as "postalCode", p.country::text as country, p.vat_id as "vatId", p.iban, p.bic, p.email,
  ${isoOf('p.since')} as since, p.changed_by as "changedBy"`);

export class BillingProfileStore {
  constructor(private readonly pool: Pool) {}

  /** Puts a profile; the one that was in force before comes along. Nothing is written when nothing changes. */
  async put(
    party: string,
    fields: ProfileFields,
    changedBy: string,
  ): Promise<{ before: BillingProfileRow | undefined; after: BillingProfileRow }> {
    const ref = foldRef(party);
    const [before] = await this.byParties([ref]);
    if (before && isSame(before, fields)) return { before, after: before };
    const { name, legalName, address, vatId, iban, bic, email } = fields;
    const { street = null, city = null, postalCode = null, country = null } = address ?? {};
    const [after] = await this.#read(sql`insert into billing.billing_profile as p
        (party, name, legal_name, street, city, postal_code, country, vat_id, iban, bic, email, since, changed_by)
      values (${ref}, ${name}, ${legalName}, ${street}, ${city}, ${postalCode}, ${country}, ${vatId}, ${iban}, ${bic},
        ${email}, now(), ${changedBy})
      returning ${COLUMNS}`);
    if (!after) throw new Error('The billing profile was not stored.');
    return { before, after };
  }

  /** What is in force, in the order of the refs. */
  async byParties(refs: readonly string[]): Promise<(BillingProfileRow | undefined)[]> {
    const folded = refs.map(foldRef);
    const rows = await this.#read(sql`select distinct on (p.party) ${COLUMNS} from billing.billing_profile p
      where p.party = any(${folded}) order by p.party, p.seq desc`);
    const found = new Map(rows.map((row) => [row.party, row]));
    return folded.map((ref) => found.get(ref));
  }

  /** Profiles in force, in the order in which they came into force. */
  list(after: number, limit: number): Promise<BillingProfileRow[]> {
    return this.#read(sql`select ${COLUMNS} from billing.billing_profile p
      where p.seq > ${after}
        and not exists (select from billing.billing_profile n where n.party = p.party and n.seq > p.seq)
      order by p.seq limit ${limit}`);
  }

  async count(): Promise<number> {
    const { rows } = await this.pool.query<{ total: number }>(
      'select count(distinct party)::int as total from billing.billing_profile',
    );
    return rows[0]?.total ?? 0;
  }

  /**
   * What documents print of parties, as it was at a moment; now when none is given. A party that had no profile then is
   * shown by its first: it was put to mend the document.
   */
  async views(refs: readonly string[], at?: string): Promise<Map<string, PartyView>> {
    const moment = at ?? new Date().toISOString();
    const rows = await this.#read(sql`select ${COLUMNS}
      from unnest(${refs.map(foldRef)}::text[]) as asked(party)
      cross join lateral (
        select * from billing.billing_profile b where b.party = asked.party
        order by b.since > ${moment}::timestamptz, case when b.since > ${moment}::timestamptz then b.seq else -b.seq end
        limit 1
      ) p`);
    return new Map(rows.map((row) => [row.party, viewOf(row)]));
  }

  async #read(query: Sql): Promise<BillingProfileRow[]> {
    const { rows } = await this.pool.query<Row>(query.toQuery());
    return rows.map(({ street, city, postalCode, country, ...rest }) => ({
      ...rest,
      address:
        street !== null && city !== null && postalCode !== null && country !== null
          ? { street, city, postalCode, country }
          : null,
    }));
  }
}

const isSame = (row: ProfileFields, fields: ProfileFields): boolean => shown(row) === shown(fields);

const shown = ({ name, legalName, address, vatId, iban, bic, email }: ProfileFields): string =>
  JSON.stringify([name, legalName, addressLine(address), vatId, iban, bic, email]);

/** One line, as the audit trail shows it. */
export const addressLine = (address: PartyAddress | null): string | null =>
  address && `${address.street}, ${address.postalCode} ${address.city}, ${address.country}`;

const viewOf = ({
  party,
  name,
  legalName,
  address,
  vatId,
  iban,
  bic,
  email,
}: BillingProfileRow): PartyView => ({
  ref: party,
  name,
  ...(legalName !== null && { legalName }),
  ...(address && { address }),
  ...(vatId !== null && { vatId }),
  ...(iban !== null && { iban }),
  ...(bic !== null && { bic }),
  ...(email !== null && { email }),
});
