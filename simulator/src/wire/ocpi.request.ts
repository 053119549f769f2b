/**
 * One OCPI request as a module sees it, and what a module offers. Path segments are decoded once, after
 * splitting (AMB-011), so an id may hold any character.
 */
import type { Peer } from '../platform/peer.js';
import type { Answer } from './envelope.js';
import type { PartyId } from './routing.js';

export type InterfaceRole = 'SENDER' | 'RECEIVER';

export interface OcpiRequest {
  module: string;
  method: string;
  /** What follows the endpoint URL. */
  segments: string[];
  query: URLSearchParams;
  body: unknown;
  /** Whether there was a body at all: authorize allows none (TOK-038). */
  hasBody: boolean;
  to: PartyId | undefined;
  from: PartyId | undefined;
  /** Absolute, as called: the base of `Link` targets. */
  url: URL;
  peer: Peer;
  correlationId: string;
}

/** One interface of one module that a platform offers in its version details. */
export interface ModuleOffer {
  identifier: string;
  role: InterfaceRole;
  answer(request: OcpiRequest): Answer | Promise<Answer>;
}
