import type { CommandKind } from './command.kinds.js';
import {
  endedByTime,
  expiryAfterAnswer,
  isUnanswered,
  mayHaveArrived,
  requireUntaken,
  resultDue,
  statusAfterAnswer,
  statusAfterFailure,
  usualLimits,
  type CommandState,
  type CommandStatus,
} from './command.rules.js';

const now = new Date('2026-11-02T08:00:00Z');
const at = (span_s: number) => new Date(now.getTime() + span_s * 1000);
const command = (status: CommandStatus, more: Partial<CommandState> = {}): CommandState => ({
  kind: 'START_SESSION',
  status,
  request: {},
  results: [],
  expiresAt: at(60),
  ...more,
});
const codeOf = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (problem) {
    return (problem as { code: string }).code;
  }
};

describe('CMD-031 results are taken', () => {
  const expiry = (kind: CommandKind, request: Record<string, unknown>, timeout_s: number) =>
    expiryAfterAnswer({ kind, request }, { status: 'ACCEPTED', timeout_s }, now, usualLimits).toISOString();

  it('for the timeout of the CPO and a margin', () => {
    expect(expiry('START_SESSION', {}, 30)).toBe('2026-11-02T08:01:00.000Z');
    expect(expiry('STOP_SESSION', {}, -5)).toBe('2026-11-02T08:00:30.000Z');
    expect(expiry('START_SESSION', {}, 2 ** 31 - 1)).toBe('2094-11-20T11:14:37.000Z');
  });

  it('of a reservation until its end and a margin, whatever form the time has', () => {
    for (const expiry_date of ['2026-11-02T10:00:00Z', '2026-11-02T10:00:00', '2026-11-02T12:00:00+02:00'])
      expect(expiry('RESERVE_NOW', { expiry_date }, 30)).toBe('2026-11-02T10:05:00.000Z');
    expect(expiry('RESERVE_NOW', { expiry_date: '2026-11-02T08:00:01Z' }, 3600)).toBe(
      '2026-11-02T09:00:30.000Z',
    );
  });

  it('CMD-002 not at all unless the command was accepted', () => {
    for (const status of ['REJECTED', 'COMPLETED'] as const)
      expect(expiryAfterAnswer(command('SENT'), { status, timeout_s: 30 }, now, usualLimits)).toBe(now);
  });
});

describe('a result', () => {
  const accepted = { result: 'ACCEPTED' };
  const due = (state: CommandState, document = accepted) => codeOf(() => resultDue(state, document, now));

  it.each([
    ['SENT', 'take'],
    ['ACCEPTED', 'take'],
    ['FAILED', 'take'], // its answer was lost; see mayHaveArrived
    ['REQUESTED', 'NOT_FOUND'],
    ['REJECTED', 'NOT_FOUND'],
  ] as const)('of a command that is %s: %s', (status, what) => {
    expect(due(command(status))).toBe(what);
  });

  it('is too late when the command has expired', () => {
    expect(due(command('ACCEPTED', { expiresAt: now }))).toBe('NOT_FOUND');
  });

  it('is known when it is the same, in whatever order its fields are', () => {
    const results = [{ document: { result: 'ACCEPTED', message: [{ language: 'en', text: 'a' }] } }];
    const same = { message: [{ text: 'a', language: 'en' }], result: 'ACCEPTED' };
    expect(due(command('COMPLETED', { results }), same)).toBe('known');
    expect(due(command('COMPLETED', { results }), { result: 'ACCEPTED' })).toBe('NOT_FOUND');
  });

  it('CMD-013 can follow another one of a reservation only, and not for ever', () => {
    const results = [{ document: accepted }];
    const withdrawn = { result: 'CANCELED_RESERVATION' };
    expect(due(command('COMPLETED', { results }), withdrawn)).toBe('NOT_FOUND');
    const reservation = command('COMPLETED', { kind: 'RESERVE_NOW', results });
    expect(due(reservation, withdrawn)).toBe('take');
    const many = Array.from({ length: 20 }, (_, i) => ({ document: { result: String(i) } }));
    expect(due({ ...reservation, results: many }, withdrawn)).toBe('NOT_FOUND');
  });
});

describe('a command', () => {
  it('CMD-036 is taken up once, and only while it is fresh', () => {
    expect(codeOf(() => requireUntaken(command('REQUESTED'), now))).toBeUndefined();
    expect(codeOf(() => requireUntaken(command('REQUESTED', { expiresAt: now }), now))).toBe('CONFLICT');
    for (const status of ['SENT', 'ACCEPTED', 'FAILED', 'EXPIRED'] as const)
      expect(codeOf(() => requireUntaken(command(status), now))).toBe('CONFLICT');
  });

  it('keeps its result when the answer, or the failure to get one, comes after it', () => {
    const verdict = { status: 'ACCEPTED', timeout_s: 30 } as const;
    expect(statusAfterAnswer(command('SENT'), verdict)).toBe('ACCEPTED');
    expect(statusAfterAnswer(command('COMPLETED'), verdict)).toBe('COMPLETED');
    expect(codeOf(() => statusAfterAnswer(command('FAILED'), verdict))).toBe('CONFLICT');
    expect(statusAfterFailure(command('SENT'), true)).toBe('FAILED');
    expect(statusAfterFailure(command('REQUESTED'), false)).toBe('FAILED');
    expect(statusAfterFailure(command('COMPLETED'), true)).toBe('COMPLETED');
    expect(codeOf(() => statusAfterFailure(command('SENT'), false))).toBe('CONFLICT');
  });

  it('CMD-036 may have arrived when nobody answered, and has not when somebody refused it', () => {
    const arrivals = (requester: string | null) =>
      [4002, 4003, 4000, 4001, 2003].map((status) => mayHaveArrived({ status, message: '' }, { requester }));
    expect(arrivals('DE/EMP')).toEqual([true, true, true, false, false]);
    expect(arrivals(null)).toEqual([true, true, false, false, false]);
  });

  it('is waited for until it has an answer, a failure, or no more time', () => {
    const none = { response: null, failure: null };
    for (const status of ['REQUESTED', 'SENT', 'COMPLETED'] as const)
      expect(isUnanswered({ status, ...none })).toBe(true);
    expect(isUnanswered({ status: 'EXPIRED', ...none })).toBe(false);
    expect(isUnanswered({ status: 'COMPLETED', response: {}, failure: null })).toBe(false);
    expect(isUnanswered({ status: 'FAILED', response: null, failure: {} })).toBe(false);
  });

  it('CMD-004, TRN-104 that was never sent has failed when its time is over, and others have expired', () => {
    expect(endedByTime(command('REQUESTED'))).toMatchObject({ status: 'FAILED', failure: { status: 4000 } });
    expect(endedByTime(command('ACCEPTED'))).toEqual({ status: 'EXPIRED', failure: null });
  });
});
