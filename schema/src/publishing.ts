/**
 * Who may be shown a Location (LOC-020 to LOC-023): a rule for whoever shows it to people. It does not keep a Location
 * from partners, whose help desks need it (LOC-026).
 */
import { isGiven } from './document.js';
import type { Location } from './ocpi/locations.js';
import type { PublishTokenType } from './ocpi/location-parts.js';
import type { Token } from './ocpi/tokens.js';

/** What a Token tells about the person who looks at the map. */
export type Looker = Pick<Token, 'uid' | 'type' | 'visual_number' | 'group_id'> & {
  issuer?: string | null | undefined;
};

/** CiStrings are the same in any case (TYPE-002), other strings are not (TYPE-004). */
const sameAnyCase = (a: string, b: string | null | undefined): boolean =>
  a.toUpperCase() === b?.toUpperCase();

/** LOC-022: one entry matches when everything it says is so. One that says nothing would match everybody (LOC-027). */
const matches = ({ uid, type, visual_number, issuer, group_id }: PublishTokenType, looker: Looker): boolean =>
  [uid, visual_number, group_id].some(isGiven) &&
  (!isGiven(uid) || sameAnyCase(uid, looker.uid)) &&
  (!isGiven(type) || type === looker.type) &&
  (!isGiven(visual_number) || visual_number === looker.visual_number) &&
  (!isGiven(issuer) || issuer === looker.issuer) &&
  (!isGiven(group_id) || sameAnyCase(group_id, looker.group_id));

/** LOC-020: may the owner of this Token be shown the Location? Without a Token: may everybody? */
export const mayBeShown = (
  { publish, publish_allowed_to }: Pick<Location, 'publish' | 'publish_allowed_to'>,
  looker?: Looker,
): boolean =>
  publish || (looker !== undefined && (publish_allowed_to ?? []).some((entry) => matches(entry, looker)));
