/**
 * A command of one party to another as the adapter hands it over (CMD-030), and what it is about: the refs by which the
 * graph connects it, and the subject by which later messages find the same receiver (RTE-049). Pure.
 */
import { foldRef, isJsonObject, refOf, type JsonObject, type Token } from '@chargesphere/schema';
import type { CommandKind } from './command.kinds.js';
import { tokenKind } from './token.kind.js';

export interface PassedCommand {
  kind: CommandKind;
  /** As its path names it. */
  name: string;
  /** Refs of the two parties, and the platforms they are reached by. */
  requester: string;
  requesterPlatformId: string;
  receiver: string;
  platformId: string;
  /** In OCPI spelling, without `response_url`, with the ids of the URL beside the fields of the body. */
  request: JsonObject;
  /** Where the requester wants the results, sealed. */
  responseUrl: string;
}

/** Refs and subject of the record, all folded. */
export interface Connections {
  session: string | null;
  location: string | null;
  token: string | null;
  subject: string | null;
}

export const connectionsOf = ({
  receiver,
  request,
}: Pick<PassedCommand, 'receiver' | 'request'>): Connections => {
  const { session_id, location_id, reservation_id, token } = request;
  const atReceiver = (id: unknown) => (isText(id) ? foldRef(`${receiver}/${refOf(id)}`) : null);
  const subject = [session_id, reservation_id].find(isText);
  return {
    session: atReceiver(session_id),
    location: atReceiver(location_id),
    token: isToken(token) ? foldRef(tokenKind.refOf(token)) : null,
    subject: subject === undefined ? null : subjectOf(subject),
  };
};

/** Ids are CiStrings (TRN-087). */
export const subjectOf = (id: string): string => foldRef(refOf(id));

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

const isToken = (value: unknown): value is Token =>
  isJsonObject(value) && ['country_code', 'party_id', 'uid', 'type'].every((field) => isText(value[field]));
