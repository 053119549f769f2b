/** HubClientInfo: the connection state of every party a platform can have business with (15.1). */
import type { DocumentPage, DocumentWindow } from '@chargesphere/chassis';
import { dateTimeOf, type ClientInfo, type Principal } from '@chargesphere/schema';
import type { FilterQuery } from '@mikro-orm/core';
import type { Ground } from './ground.js';
import { viewerFrom } from './party.rules.js';
import { windowIn } from './record-bounds.js';
import { PartyRole } from './role.entity.js';

export class ClientInfoStore {
  constructor(private readonly ground: Ground) {}

  /**
   * One document per party and role (HCI-008), in the order of creation; never a platform's own (HCI-012), and those
   * that ended too, as SUSPENDED (HCI-002).
   */
  async window(
    principal: Exclude<Principal, { kind: 'anonymous' }>,
    window: DocumentWindow,
  ): Promise<DocumentPage> {
    const viewer = viewerFrom(principal);
    const { from, to, offset, limit } = windowIn(window);
    const em = this.ground.orm.em.fork();
    const where: FilterQuery<PartyRole> = {
      ...(!viewer.all && { platform: { $ne: viewer.platformId } }),
      ...((from ?? to) && { statusChangedAt: { ...(from && { $gte: from }), ...(to && { $lt: to }) } }),
    };
    const roles = await em.find(PartyRole, where, { orderBy: { id: 'asc' }, offset, limit });
    return { items: roles.map(clientInfo), total: () => em.count(PartyRole, where) };
  }
}

const clientInfo = ({ partyId, countryCode, role, status, statusChangedAt }: PartyRole): ClientInfo => ({
  party_id: partyId,
  country_code: countryCode,
  role: role as ClientInfo['role'],
  status,
  last_updated: dateTimeOf(statusChangedAt),
});
