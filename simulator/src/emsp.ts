/**
 * An e-Mobility Service Provider's platform: owns tokens, which it pushes, offers for pulling and authorizes in real
 * time; receives locations, tariffs, sessions and what the hub says about other parties.
 */
import { refOf } from '@chargesphere/schema';
import type {
  CDR,
  ChargingProfile,
  ClientInfo,
  InvoiceReconciliationRecord,
  Location,
  Session,
  Tariff,
  Token,
} from '@chargesphere/schema';
import type { PushOptions } from './cpo.js';
import type { ProfileMethod } from './modules/charging-profile.module.js';
import { authorizeBelow, usualAuthorizer, type Authorizer } from './modules/authorize.module.js';
import { cdrReceiver } from './modules/cdr.module.js';
import { clientInfoReceiver } from './modules/client-info.module.js';
import { checks } from './modules/document.check.js';
import { DocumentStore } from './modules/document.store.js';
import { invoiceReceiver } from './modules/invoice.module.js';
import { locationReceiver } from './modules/location.receiver.module.js';
import { merged, mergedSession } from './modules/patch.rules.js';
import { receiverOf } from './modules/receiver.module.js';
import { AskedFor, type AskingModule } from './modules/result.module.js';
import { senderOf } from './modules/sender.module.js';
import { Platform } from './platform/platform.js';
import type { Party, PlatformOptions } from './platform/platform.options.js';
import type { CallResult } from './wire/ocpi.client.js';

export type EmspOptions = Omit<PlatformOptions, 'parties' | 'name'> & {
  name?: string;
  /** The role is EMSP unless given. */
  parties?: readonly (Omit<Party, 'role'> & { role?: string })[];
};

const USUAL_PARTY: Party = { role: 'EMSP', country_code: 'DE', party_id: 'BET', name: 'Beta Mobil' };

export class Emsp extends Platform {
  /** What CPOs or the hub pushed here. */
  readonly locations = new DocumentStore<Location>();
  readonly tariffs = new DocumentStore<Tariff>();
  readonly sessions = new DocumentStore<Session>();
  readonly cdrs = new DocumentStore<CDR>();
  readonly invoices = new DocumentStore<InvoiceReconciliationRecord>();
  readonly clientInfo = new DocumentStore<ClientInfo>();
  /** Its own. */
  readonly tokens = new DocumentStore<Token>();
  /** Invoices it issued itself (INV-001). */
  readonly ownInvoices = new DocumentStore<InvoiceReconciliationRecord>();
  /** Results of its commands and requests, and plans of charges it has limited. */
  readonly asked = new AskedFor();
  /** How it decides about its tokens; replace it to refuse, to ask for a location or to take its time. */
  authorizer: Authorizer = usualAuthorizer;

  constructor(options: EmspOptions) {
    const parties = (options.parties ?? [USUAL_PARTY]).map((party) => ({
      ...party,
      role: party.role ?? 'EMSP',
    }));
    super({ ...options, name: options.name ?? parties[0]?.name ?? 'eMSP', parties });
    const { locations, tariffs, sessions, tokens, pageLimit } = this;
    this.offer(
      locationReceiver(locations),
      receiverOf({
        identifier: 'tariffs',
        store: tariffs,
        methods: ['GET', 'PUT', 'DELETE'],
        idField: 'id',
        unknown: 2001,
        check: checks.Tariff,
        merge: merged,
      }),
      receiverOf({
        identifier: 'sessions',
        store: sessions,
        methods: ['GET', 'PUT', 'PATCH'],
        idField: 'id',
        unknown: 2001,
        check: checks.Session,
        merge: mergedSession,
      }),
      senderOf({
        identifier: 'tokens',
        store: tokens,
        parties,
        pageLimit,
        below: authorizeBelow(tokens, () => this.authorizer),
      }),
      cdrReceiver(this.cdrs),
      invoiceReceiver(this.invoices),
      senderOf({ identifier: 'invoicereconciliation', store: this.ownInvoices, parties, pageLimit }),
      clientInfoReceiver(this.clientInfo),
      ...this.asked.offers(),
    );
  }

  // --- tokens -------------------------------------------------------------------------------------------------

  pushToken(token: Token, options: PushOptions = {}): Promise<CallResult> {
    const { country_code, party_id, uid, type } = token;
    this.tokens.put(refOf(country_code, party_id, uid, type), token);
    return this.call('tokens', 'RECEIVER', 'PUT', [country_code, party_id, uid], token, {
      from: { country_code, party_id },
      ...options,
      query: { type, ...options.query },
    });
  }

  /** A change of one of its tokens; `last_updated` is set unless given. */
  patchToken(token: Token, patch: Partial<Token>, options: PushOptions = {}): Promise<CallResult> {
    const { country_code, party_id, uid, type } = token;
    const full: Partial<Token> = { last_updated: new Date().toISOString(), ...patch };
    const ref = refOf(country_code, party_id, uid, type);
    this.tokens.put(ref, merged(this.tokens.get(ref) ?? token, full));
    return this.call('tokens', 'RECEIVER', 'PATCH', [country_code, party_id, uid], full, {
      from: { country_code, party_id },
      ...options,
      query: { type, ...options.query },
    });
  }

  // --- commands and charging profiles -------------------------------------------------------------------------

  /** Asks a CPO for something; the result comes to a URL of its own (CMD-003), unless `body` names one. */
  command(name: string, body: object, options: PushOptions = {}): Promise<CallResult> {
    const whole = { response_url: this.responseUrl('commands'), ...body };
    return this.call('commands', 'RECEIVER', 'POST', [name], whole, options);
  }

  /** GET asks for the plan of a charge, PUT sets limits, DELETE lifts them (CHP-006); results come like a command's. */
  profile(
    method: ProfileMethod,
    sessionId: string,
    { limits, duration = 900 }: { limits?: ChargingProfile; duration?: number } = {},
    options: PushOptions = {},
  ): Promise<CallResult> {
    const response_url = this.responseUrl('chargingprofiles');
    const body = method === 'PUT' ? { charging_profile: limits, response_url } : undefined;
    const query = {
      ...(method === 'GET' && { duration: String(duration) }),
      ...(method !== 'PUT' && { response_url }),
      ...options.query,
    };
    return this.call('chargingprofiles', 'RECEIVER', method, [sessionId], body, { ...options, query });
  }

  /** A URL at which a result is expected from now on. */
  responseUrl(module: AskingModule): string {
    return `${this.urlOf(module, 'SENDER').replace(/\/$/, '')}/${this.asked.expect()}`;
  }
}

export async function createEmsp(options: EmspOptions = {}): Promise<Emsp> {
  const emsp = new Emsp(options);
  await emsp.listen();
  return emsp;
}
