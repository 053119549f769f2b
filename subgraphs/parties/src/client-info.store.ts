/** HubClientInfo: the connection state of every party a platform can have business with (15.1, HCI-004). */
import type { DocumentPage, DocumentWindow } from '@chargesphere/chassis';
import { dateTimeOf, type ClientInfo, type Principal } from '@chargesphere/schema';
import type { FilterQuery } from '@mikro-orm/core';
import type { Ground } from './ground.js';
import type { ConnectionStatus } from './party.rules.js';
import type { Permissions } from './permission.store.js';
import { windowIn, type Window } from './record-bounds.js';
import { PartyRole } from './role.entity.js';
import { isNotHidden, keysWith, seenState, seesEverybody, type Viewer } from './viewer.rules.js';

type Narrowed = Extract<Viewer, { all: false }>;

export class ClientInfoStore {
  constructor(
    private readonly ground: Ground,
    private readonly permissions: Permissions,
  ) {}

  /**
   * One document per party and role (HCI-008), in the order of creation; never a platform's own (HCI-012), and those
   * that ended too, as SUSPENDED (HCI-002).
   */
  async window(
    principal: Exclude<Principal, { kind: 'anonymous' }>,
    window: DocumentWindow,
  ): Promise<DocumentPage> {
    const viewer = await this.permissions.viewer(principal);
    const bounds = windowIn(window);
    return viewer.all || seesEverybody(viewer.sight)
      ? this.#stored(viewer, bounds)
      : this.#seen(viewer, bounds);
  }

  /** Every role as it is. */
  async #stored(viewer: Viewer, { from, to, offset, limit }: Window): Promise<DocumentPage> {
    const em = this.ground.orm.em.fork();
    const where: FilterQuery<PartyRole> = {
      ...(!viewer.all && { platform: { $ne: viewer.platformId } }),
      ...((from ?? to) && { statusChangedAt: { ...(from && { $gte: from }), ...(to && { $lt: to }) } }),
    };
    const roles = await em.find(PartyRole, where, { orderBy: { id: 'asc' }, offset, limit });
    return { items: roles.map((role) => clientInfo(role, role)), total: () => em.count(PartyRole, where) };
  }

  /**
   * Every role as this viewer sees it. The window is over the time at which it last changed for the viewer, which no
   * column holds (HCI-010), so it is applied here: roles are thousands at the most, and this is for start-up and resync
   * (HCI-003).
   */
  async #seen(viewer: Narrowed, { from, to, offset, limit }: Window): Promise<DocumentPage> {
    const keys = keysWith(viewer.sight, isNotHidden);
    const roles = await this.ground.orm.em
      .fork()
      .find(
        PartyRole,
        { platform: { $ne: viewer.platformId }, ...(keys && { party: keys }) } as FilterQuery<PartyRole>,
        {
          orderBy: { id: 'asc' },
          exclude: ['businessDetails'],
        },
      );
    const documents = roles.flatMap((role) => {
      const { status, statusChangedAt, activeSince, platform, party } = role;
      const state = seenState(viewer, {
        status,
        statusChangedAt,
        activeSince,
        platformId: platform.id,
        party: party.key,
      });
      const isWanted =
        state && (!from || state.statusChangedAt >= from) && (!to || state.statusChangedAt < to);
      return isWanted ? [clientInfo(role, state)] : [];
    });
    return {
      items: documents.slice(offset, offset + limit),
      total: () => Promise.resolve(documents.length),
    };
  }
}

const clientInfo = (
  { partyId, countryCode, role }: Pick<PartyRole, 'partyId' | 'countryCode' | 'role'>,
  { status, statusChangedAt }: { status: ConnectionStatus; statusChangedAt: Date },
): ClientInfo => ({
  party_id: partyId,
  country_code: countryCode,
  role: role as ClientInfo['role'],
  status,
  last_updated: dateTimeOf(statusChangedAt),
});
