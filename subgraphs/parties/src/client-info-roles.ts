/** All roles as they stand, for whoever works out what others see of them. */
import type { Pool, PoolClient } from 'pg';
import { instant } from './health-instant.js';
import type { StandingRole } from './client-info-push.rules.js';

/** Of some platforms, or of all; in the order of creation. */
export const rolesIn = async (
  database: Pick<Pool, 'query'> | Pick<PoolClient, 'query'>,
  platformIds?: readonly string[],
): Promise<StandingRole[]> => {
  const { rows } = await database.query<StandingRole>({
    name: 'parties.standingRoles',
    text: `select id, party_key as party, platform_id as "platformId", role, country_code as "countryCode",
        party_id as "partyId", status, status_changed_at as "statusChangedAt", active_since as "activeSince"
      from parties.role where $1::uuid[] is null or platform_id = any($1) order by id`,
    values: [platformIds ?? null],
  });
  return rows.map((row) => ({
    ...row,
    statusChangedAt: instant(row.statusChangedAt),
    activeSince: instant(row.activeSince),
  }));
};
