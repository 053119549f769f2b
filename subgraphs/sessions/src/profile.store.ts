/** Plans of running charges: from results of a request, and pushed by the CPO of a charge the hub has limited. */
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

export class ProfileStore {
  constructor(private readonly ground: CommandGround) {}

  /**
   * CHP-007: the CPO tells that the plan has changed. CHP-008, CHP-041: only of a Session on which the hub set a
   * profile with success, and only from the platform that was asked to; anybody else learns nothing.
   */
  async push(caller: Caller, session: string, data: JsonObject): Promise<void> {
    const { principal } = caller;
    if (principal.kind === 'anonymous') throw unauthenticated();
    requireOwner(caller, ownerOf(session), sessionKind.visibility);
    const document = accepted<JsonObject>(ActiveChargingProfile, data);
    await this.ground.write(async (em, note) => {
      const set = await em.findOne(
        Command,
        {
          kind: 'SET_CHARGING_PROFILE',
          session: foldRef(session),
          outcome: 'ACCEPTED',
          ...(principal.kind === 'platform' && { platformId: principal.platformId }),
        },
        { orderBy: { seq: 'desc' } },
      );
      if (!set)
        throw new Problem(
          'NOT_FOUND',
          `The hub has set no charging profile on the Session ${session}, so it takes none for it.`,
        );
      await keepProfile(em, foldRef(session), document, this.ground.now());
      // Whoever watches the command that limited the charge learns of what came of it.
      note(commandChanged(set));
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
