/**
 * A problem as a text for the ticket system of the partner who has to mend it: what is wrong and where, the requirement
 * it goes against, and the ids by which both sides find the messages in their logs. Pure.
 */

/** What OCPI says that goes unheeded; ids are those of the requirements this hub is tested by. */
export interface Requirement {
  id: string;
  /** Chapter and heading in the specification. */
  chapter: string;
}

const TYPES = 'types';
const byCode: Readonly<Record<string, Requirement>> = {
  MISSING: { id: 'GEN-008', chapter: 'terminology › Cardinality' },
  EMPTY_LIST: { id: 'GEN-008', chapter: 'terminology › Cardinality' },
  WRONG_TYPE: { id: 'TYPE-001', chapter: `${TYPES} › class, enum, OpenEnum` },
  NOT_IN_ENUM: { id: 'TYPE-004', chapter: `${TYPES} › enum` },
  TOO_LONG: { id: 'TYPE-011', chapter: `${TYPES} › string` },
  TOO_SHORT: { id: 'TYPE-011', chapter: `${TYPES} › string` },
  BAD_FORMAT: { id: 'TYPE-005', chapter: `${TYPES} › DateTime` },
  NOT_PRINTABLE: { id: 'TYPE-002', chapter: `${TYPES} › CiString` },
  TOO_MANY_DECIMALS: { id: 'TYPE-008', chapter: `${TYPES} › number` },
};
const byHttp: Readonly<Record<number, Requirement>> = {
  400: { id: 'STA-001', chapter: 'status_codes' },
  401: { id: 'TRN-009', chapter: 'transport_and_format › Authorization header' },
  404: { id: 'STA-003', chapter: 'status_codes' },
};

/** Undefined where it is no rule of OCPI that was broken, such as a server that is down. */
export const requirementOf = (code: string, http?: number | null): Requirement | undefined =>
  byCode[code] ?? (http === null || http === undefined ? undefined : byHttp[http]);

export interface TicketExchange {
  id: string;
  startedAt: string;
  method: string;
  url: string;
  http?: number | null | undefined;
  ocpi?: number | null | undefined;
  requestId?: string | undefined;
  correlationId?: string | undefined;
}

export interface TicketFault {
  code: string;
  /** JSON Pointer; empty for what concerns the whole message. */
  pointer: string;
  message: string;
  /** Its id; found by the code when left out. */
  requirement?: string | null | undefined;
}

export interface Ticket {
  /** Such as `NL/ALF`, and what it is called. */
  party: string;
  module: string;
  faults: readonly TicketFault[];
  seen?: { count: number; firstAt: string; lastAt: string };
  /** Ref of a document that has it. */
  example?: string;
  exchanges: readonly TicketExchange[];
}

/** The words, by key: `subject`, `fault`, … of `ticket.en.json`. */
export type Say = (key: string, values?: Record<string, string | number>) => string;

export const ticketOf = ({ party, module, faults, seen, example, exchanges }: Ticket, say: Say): string => {
  const [first] = faults;
  const subject = say('subject', { party, module, code: first?.code ?? say('unknownCode') });
  const at = first === undefined || first.pointer === '' ? '' : ` ${say('at', { pointer: first.pointer })}`;
  const told = seen && say('seen', { count: seen.count, first: seen.firstAt, last: seen.lastAt });
  return [
    [subject + at],
    faults.flatMap((fault) => faultLines(fault, exchanges[0], say)),
    [...(told === undefined ? [] : [told]), ...(example === undefined ? [] : [say('example', { example })])],
    ...exchanges.map((exchange) => exchangeLines(exchange, say)),
  ]
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
};

const faultLines = (fault: TicketFault, exchange: TicketExchange | undefined, say: Say): string[] => {
  const { code, pointer, message } = fault;
  const known = requirementOf(code, exchange?.http);
  const requirement =
    fault.requirement !== null && fault.requirement !== undefined && fault.requirement !== known?.id
      ? fault.requirement
      : known && `${known.id} (OCPI ${known.chapter})`;
  return [
    pointer === '' ? say('fault', { code, message }) : say('faultAt', { code, pointer, message }),
    ...(requirement === undefined ? [] : [say('requirement', { requirement })]),
  ];
};

const exchangeLines = (exchange: TicketExchange, say: Say): string[] => {
  const { id, startedAt, method, url, http, ocpi, requestId, correlationId } = exchange;
  return [
    `${method} ${url}`,
    http === null || http === undefined
      ? say('unanswered', { at: startedAt })
      : say('answered', { at: startedAt, http, ocpi: ocpi ?? '–' }),
    say('exchange', { id }),
    ...(requestId === undefined ? [] : [`X-Request-ID: ${requestId}`]),
    ...(correlationId === undefined ? [] : [`X-Correlation-ID: ${correlationId}`]),
  ];
};
