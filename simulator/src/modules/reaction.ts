/**
 * Asynchronous answers, as Commands and ChargingProfiles have them (CMD-001, CHP-001): a direct one about the platform,
 * and results about the charge point, posted to the response_url of the request some time later and never repeated
 * (CMD-004).
 */
import { success, type Answer, type Json } from '../wire/envelope.js';
import { NoAnswer } from '../wire/ocpi.client.js';
import type { OcpiRequest } from '../wire/ocpi.request.js';

/** What a platform answers, and what it posts later, one after the other. */
export interface Reaction<Response extends object, Result extends object> {
  response: Response;
  results?: readonly { result: Result; after_ms?: number }[];
}

/** Posts a result to a response_url. */
export type Post = (url: string, result: object, request: OcpiRequest) => Promise<unknown>;

/** Results that are still to be posted; a platform that closes posts none of them any more. */
export class Results {
  private readonly timers = new Set<NodeJS.Timeout>();

  constructor(private readonly post: Post) {}

  /** The direct answer, with the results on their way. */
  answer(reaction: Reaction<object, object>, url: string, request: OcpiRequest): Answer {
    let delay_ms = 0;
    for (const { result, after_ms = 0 } of reaction.results ?? []) {
      delay_ms += after_ms;
      const timer = setTimeout(() => {
        this.timers.delete(timer);
        this.post(url, result, request).catch((error: unknown) => {
          if (!(error instanceof NoAnswer)) throw error; // the journal has it, and nobody waits
        });
      }, delay_ms);
      this.timers.add(timer);
    }
    return success(reaction.response);
  }

  close(): void {
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
  }
}

/** A text field of a body or a query, '' when there is none. */
export const textIn = (body: Json, field: string): string => {
  const value = body[field];
  return typeof value === 'string' ? value : '';
};
