/**
 * The Sender interfaces of Commands and ChargingProfiles on an eMSP: results at a URL for each request (CMD-003), and
 * plans of charges it has limited (CHP-007). Answers hold no data (CHP-012).
 */
import { randomUUID } from 'node:crypto';
import {
  ActiveChargingProfile as ActiveChargingProfileTable,
  refusals,
  violationsOf,
  type ActiveChargingProfile,
} from '@chargesphere/schema';
import { isObject, notOffered, refusal, success, type Answer, type Json } from '../wire/envelope.js';
import type { ModuleOffer, OcpiRequest } from '../wire/ocpi.request.js';

export type AskingModule = 'commands' | 'chargingprofiles';

/** Results of the requests an eMSP has made, and plans it was told. */
export class AskedFor {
  /** By the id in the URL of the request, oldest first; there is none for a request nobody made. */
  readonly results = new Map<string, Json[]>();
  /** By session id. */
  readonly plans = new Map<string, ActiveChargingProfile>();

  /** The path of a new response_url, below the module's Sender endpoint. */
  expect(): string {
    const id = randomUUID();
    this.results.set(id, []);
    return `results/${id}`;
  }

  offers(): ModuleOffer[] {
    return (['commands', 'chargingprofiles'] as const).map((identifier) => ({
      identifier,
      role: 'SENDER',
      answer: (request) => this.answer(identifier, request),
    }));
  }

  private answer(module: AskingModule, { method, segments, body }: OcpiRequest): Answer {
    const [first = '', second, ...rest] = segments;
    if (module === 'chargingprofiles' && second === undefined && first !== '')
      return method === 'PUT' ? this.keepPlan(first, body) : notOffered(method);
    if (first !== 'results' || second === undefined || rest.length > 0)
      return refusal(404, 2000, 'There is nothing at this path.');
    if (method !== 'POST') return notOffered(method);
    const results = this.results.get(second);
    if (!results) return refusal(404, 2001, 'Nothing was asked under this id.');
    if (!isObject(body) || typeof body['result'] !== 'string')
      return refusal(200, 2001, 'The body has to be a result.');
    results.push(body);
    return success();
  }

  private keepPlan(session: string, body: unknown): Answer {
    const [first] = refusals(violationsOf(ActiveChargingProfileTable, body));
    if (first) return refusal(200, 2001, `${first.pointer}: ${first.message}`);
    this.plans.set(session, body as ActiveChargingProfile);
    return success();
  }
}
