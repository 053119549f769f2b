/** A sessions subgraph on a database of its own, and the Sessions and Tokens its parties push. */
import type { Caller, ChargingPeriod, JsonObject, Session, Token } from '@chargesphere/schema';
import { cpo, emsp, GraphWorld, operator, type PutResult } from '../../../tests/setup/graph.js';
import { createSessionsSubgraph } from '../src/index.js';
import { session as flawlessSession, token as flawlessToken } from './command.world.js';

/** Minutes after 12:00: the later one wins. */
export const at = (minute: number): string => `2026-03-01T12:${String(minute).padStart(2, '0')}:00Z`;

/** A flawless Session of NL/TNM for DE/EMP; takes only what should differ. */
export const session = (difference: JsonObject = {}): JsonObject => ({
  ...flawlessSession({ start_date_time: at(0), last_updated: at(0) }),
  ...difference,
});

/** A flawless Token of DE/EMP. */
export const token = (difference: JsonObject = {}): JsonObject => ({
  ...flawlessToken({ last_updated: at(0) }),
  ...difference,
});

export const period = (minute: number, kwh = 1): ChargingPeriod => ({
  start_date_time: at(minute),
  dimensions: [{ type: 'ENERGY', volume: kwh }],
});

export class World {
  private constructor(readonly graph: GraphWorld) {}

  static async open(): Promise<World> {
    return new World(await GraphWorld.open('sessions', createSessionsSubgraph));
  }

  close(): Promise<void> {
    return this.graph.close();
  }

  empty(): Promise<void> {
    return this.graph.empty('sessions.session', 'sessions.token');
  }

  put(document: JsonObject, as: Caller = cpo, addressee?: string): Promise<PutResult> {
    return this.graph.change(as, 'putSession', { document: 'SessionDocument' }, { document, addressee });
  }

  patch(ref: string, patch: JsonObject, as: Caller = cpo): Promise<PutResult> {
    return this.graph.change(as, 'patchSession', { ref: 'ID', patch: 'DocumentPatch' }, { ref, patch });
  }

  putToken(document: JsonObject, as: Caller = emsp, addressee?: string): Promise<PutResult> {
    return this.graph.change(as, 'putToken', { document: 'TokenDocument' }, { document, addressee });
  }

  patchToken(ref: string, patch: JsonObject, as: Caller = emsp, addressee?: string): Promise<PutResult> {
    const types = { ref: 'ID', patch: 'DocumentPatch' };
    return this.graph.change(as, 'patchToken', types, { ref, patch, addressee });
  }

  async document(ref = 'NL/TNM/101', as: Caller = cpo): Promise<Session | null> {
    const text = 'query ($ref: ID!) { found: sessionDocument(ref: $ref) }';
    return (await this.graph.ask<{ found: Session | null }>(as, text, { ref })).found;
  }

  async tokenDocument(
    ref = 'DE/EMP/012345678/RFID',
    as: Caller = emsp,
    addressee?: string,
  ): Promise<Token | null> {
    const text =
      'query ($ref: ID!, $addressee: ID) { found: tokenDocument(ref: $ref, addressee: $addressee) }';
    return (await this.graph.ask<{ found: Token | null }>(as, text, { ref, addressee })).found;
  }

  /** The given fields of NL/TNM/101. */
  async show(fields: string, as: Caller = operator): Promise<unknown> {
    const text = `{ found: session(ref: "NL/TNM/101") { ${fields} } }`;
    return (await this.graph.ask<{ found: unknown }>(as, text)).found;
  }

  /** Ids of the Sessions a filter finds. */
  async find(filter: object, as: Caller = cpo): Promise<string[]> {
    const text = 'query ($filter: SessionFilter) { page: sessions(filter: $filter) { total items { id } } }';
    const { page } = await this.graph.ask<{ page: { total: number; items: { id: string }[] } }>(as, text, {
      filter,
    });
    expect(page.total).toBe(page.items.length);
    return page.items.map(({ id }) => id);
  }

  /** uid and type of the Tokens a filter finds. */
  async findTokens(filter: object, as: Caller = emsp): Promise<string[]> {
    const text =
      'query ($filter: TokenFilter) { page: tokens(filter: $filter) { total items { uid type } } }';
    const { page } = await this.graph.ask<{ page: { total: number; items: Token[] } }>(as, text, { filter });
    expect(page.total).toBe(page.items.length);
    return page.items.map(({ uid, type }) => `${uid}/${type}`);
  }
}
