/**
 * Chapter "Transport and format": the envelope around every response (TRN-060).
 * Specification: transport_and_format.asciidoc.
 */
import type { Infer } from '../derive/notation.js';
import { dateTime, int, json, object, one, opt, string } from '../derive/notation.js';

export const Envelope = object(
  'Envelope',
  'transport_and_format_response_format',
  {
    data: opt(json, 'The answer itself; its shape belongs to the module.'),
    status_code: one(int, 'OCPI status: 1xxx success, 2xxx client, 3xxx server, 4xxx hub.'),
    status_message: opt(string(), 'A sentence for whoever debugs.'),
    timestamp: one(dateTime, 'When this message was made.'),
  },
  { description: 'What every OCPI response looks like.' },
);
/** `Data` is what the module puts into `data`. */
export type Envelope<Data = unknown> = Omit<Infer<typeof Envelope>, 'data'> & { data?: Data | null };
