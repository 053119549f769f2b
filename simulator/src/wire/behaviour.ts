/**
 * Faults on demand: what a partner does wrong in a test, for chosen requests and for as often as wanted.
 * The newest matching behaviour counts.
 */
import { isMatch, type Match, type Received } from './journal.js';

export interface Behaviour {
  /** Which requests; absent means all. */
  on?: Match;
  /** How many requests it applies to; absent means until it is taken back. */
  times?: number;
  /** Wait before doing the right thing (or the other fault asked for). */
  delay_ms?: number;
  /** Never answer. */
  hang?: boolean;
  /** Cut the connection without an answer. */
  closeSocket?: boolean;
  /** Answer with this HTTP status, without acting. */
  httpStatus?: number;
  /** Answer with this OCPI status, without acting. */
  statusCode?: number;
  statusMessage?: string;
  /** `data` of the answer asked for by httpStatus or statusCode. */
  data?: unknown;
  /** Send a body that is not JSON. */
  badJson?: boolean;
  /** Send `data` bare. */
  noEnvelope?: boolean;
  /** Headers to set on the response; null takes one away. */
  headers?: Record<string, string | null>;
  /** What GET versions lists instead of the truth. */
  versionsList?: readonly { version: string; url: string }[];
  /** Endpoints left out of the version details: `locations` or `locations/SENDER`. */
  dropEndpoints?: readonly string[];
  /** Fail GET versions and GET details, as called back during a registration; true means HTTP 500. */
  failCallbacks?: boolean | number;
}

const isDiscovery = ({ module }: Received): boolean => module === 'versions' || module === 'details';

/** failCallbacks is short for an HTTP status on the two discovery endpoints. */
const spelledOut = (behaviour: Behaviour): Behaviour => {
  const { failCallbacks, ...rest } = behaviour;
  if (failCallbacks === undefined || failCallbacks === false) return rest;
  return { ...rest, on: isDiscovery, httpStatus: failCallbacks === true ? 500 : failCallbacks };
};

/** A false versions list concerns only GET versions, dropped endpoints only GET details. */
const concerns = ({ versionsList, dropEndpoints }: Behaviour, { module }: Received): boolean =>
  versionsList === undefined && dropEndpoints === undefined
    ? true
    : (versionsList !== undefined && module === 'versions') ||
      (dropEndpoints !== undefined && module === 'details');

export class Behaviours {
  private active: { behaviour: Behaviour; left: number }[] = [];

  /** Adds a behaviour; the function returned takes it back. */
  add(behaviour: Behaviour): () => void {
    const entry = { behaviour: spelledOut(behaviour), left: behaviour.times ?? Infinity };
    this.active.unshift(entry);
    return () => {
      this.active = this.active.filter((other) => other !== entry);
    };
  }

  clear(): void {
    this.active = [];
  }

  /** The behaviour for this request, counted as used. */
  take(received: Received): Behaviour | undefined {
    const entry = this.active.find(
      ({ behaviour }) => isMatch(behaviour.on, received) && concerns(behaviour, received),
    );
    if (entry && --entry.left <= 0) this.active = this.active.filter((other) => other !== entry);
    return entry?.behaviour;
  }
}
