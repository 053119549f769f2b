/** Plans of running charges: from results of a request, and pushed by the CPO of a charge that was limited. */
import { accepted, requireOwner, unauthenticated } from '@chargesphere/chassis';
import {
  ActiveChargingProfile,
  foldRef,
  ownerOf,
  Problem,
  type Caller,
  type JsonObject,
} from '@chargesphere/schema';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Command } from './command.entity.js';
import { commandChanged } from './command.events.js';
import type { CommandGround } from './command.store.js';
import { ActiveProfile } from './profile.entity.js';
import { sessionKind } from './session.kind.js';

/** CHP-004: a CPO, or an eMSP that stands before one. */
const asked = { ...sessionKind.visibility, ownerRoles: ['CPO', 'EMSP'] };

export class ProfileStore {
  constructor(private readonly ground: CommandGround) {}

  /**
   * CHP-007: the CPO tells that the plan has changed. CHP-008, CHP-041: only of a Session on which a profile was set
   * with success, and only from the platform that was asked to; anybody else learns nothing. `setBy` is the party that
   * is to be told, null for the hub, undefined for whoever set one last. Gives back who that is.
   */
  async push(
    caller: Caller,
    session: string,
    data: JsonObject,
    setBy?: string | null,
  ): Promise<string | null> {
    const { principal } = caller;
    if (principal.kind === 'anonymous') throw unauthenticated();
    requireOwner(caller, ownerOf(session), asked);
    const document = accepted<JsonObject>(ActiveChargingProfile, data);
    return this.ground.write(async (em, note) => {
      const set = await em.findOne(
        Command,
        {
          kind: 'SET_CHARGING_PROFILE',
          session: foldRef(session),
          outcome: 'ACCEPTED',
          ...(principal.kind === 'platform' && { platformId: principal.platformId }),
          ...(setBy !== undefined && { requester: setBy === null ? null : foldRef(setBy) }),
        },
        { orderBy: { seq: 'desc' } },
      );
      if (!set)
        throw new Problem(
          'NOT_FOUND',
          `Nobody you are telling has set a charging profile on the Session ${session}, so nothing is taken for it.`,
        );
      await keepProfile(em, foldRef(session), document, this.ground.now());
      // Whoever watches the command that limited the charge learns of what came of it.
      note(commandChanged(set));
      return set.requester;
    });
  }

  /** The plans of these Sessions, by folded ref, in the order asked for. */
  async bySession(sessions: readonly string[]): Promise<(JsonObject | undefined)[]> {
    const em = this.ground.orm.em.fork();
    const kept = await em.find(ActiveProfile, { session: { $in: [...sessions] } });
    const found = new Map(kept.map(({ session, document }) => [session, document]));
    return sessions.map((session) => found.get(session));
  }
}

/** The last word counts. */
export const keepProfile = async (
  em: EntityManager,
  session: string,
  document: JsonObject,
  receivedAt: Date,
): Promise<void> => {
  await em.upsert(ActiveProfile, { session, document, receivedAt });
};
