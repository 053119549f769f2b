/** Tickets for partners. */
import { readFileSync } from 'node:fs';
import { requirementOf, ticketOf, type Say, type Ticket } from './ticket.rules.js';

const words = JSON.parse(readFileSync(new URL('ticket.en.json', import.meta.url), 'utf8')) as Record<
  string,
  string
>;
const say: Say = (key, values = {}) =>
  (words[key] ?? key).replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]));

const exchange = {
  id: '01a2',
  startedAt: '2026-05-01T12:00:00Z',
  method: 'PUT',
  url: '/ocpi/2.3.0/receiver/sessions/NL/ALF/101',
  http: 200,
  ocpi: 2001,
  requestId: 'r1',
  correlationId: 'c1',
};
const ticket: Ticket = {
  party: 'NL/ALF',
  module: 'sessions',
  faults: [{ code: 'MISSING', pointer: '/kwh', message: 'kwh is required.' }],
  exchanges: [exchange],
};

describe('a ticket', () => {
  it('says what is wrong where, the requirement, and by which ids to find it', () => {
    expect(ticketOf(ticket, say)).toBe(
      `OCPI problem of NL/ALF in sessions: MISSING at /kwh

What is wrong at /kwh: kwh is required. [MISSING]
Requirement: GEN-008 (OCPI terminology › Cardinality)

PUT /ocpi/2.3.0/receiver/sessions/NL/ALF/101
2026-05-01T12:00:00Z, answered HTTP 200, OCPI 2001
Exchange: 01a2
X-Request-ID: r1
X-Correlation-ID: c1`,
    );
  });

  it('says how often it was seen', () => {
    const seen = { count: 12, firstAt: '2026-05-01T12:00:00Z', lastAt: '2026-05-02T12:00:00Z' };
    expect(ticketOf({ ...ticket, seen }, say)).toContain(
      '\n\nSeen 12 times, first 2026-05-01T12:00:00Z, last 2026-05-02T12:00:00Z.\n\n',
    );
  });

  it('names the requirement the hub names', () => {
    const faults = [{ code: 'RULE', pointer: '', message: 'No.', requirement: 'SES-012' }];
    const text = ticketOf({ ...ticket, faults }, say);
    expect(text).toContain('What is wrong: No. [RULE]\nRequirement: SES-012\n');
  });

  it('names a document that has it', () => {
    expect(ticketOf({ ...ticket, example: 'NL/ALF/LOC1', exchanges: [] }, say)).toMatch(
      /GEN-008[^\n]*\n\nFor example: NL\/ALF\/LOC1$/,
    );
  });

  it('says that there was no answer', () => {
    const silent = { ...exchange, http: null, ocpi: null };
    expect(ticketOf({ ...ticket, faults: [], exchanges: [silent] }, say)).toContain(
      '2026-05-01T12:00:00Z, not answered',
    );
  });
});

describe('the requirement', () => {
  it('TRN-009 is told of what is not known by its token', () => {
    expect(requirementOf('refused', 401)?.id).toBe('TRN-009');
  });

  it('is none when a server is down', () => {
    expect(requirementOf('unreachable', null)).toBeUndefined();
    expect(requirementOf('refused', 503)).toBeUndefined();
  });
});
