/** How far a command has come. */
import { elapsedOf, isInFlight, stepsOf, subjectOf, targetOf } from './command.rules.js';

const at = (second: number) => new Date(Date.UTC(2026, 10, 2, 8, 0, second)).toISOString();

it('CMD-001 tells the steps of a command with the time each took', () => {
  const command = {
    status: 'ACCEPTED',
    requestedAt: at(0),
    sentAt: at(1),
    answeredAt: at(3),
    completedAt: null,
  };
  expect(stepsOf(command).map(({ name, after_ms }) => [name, after_ms])).toEqual([
    ['requested', 0],
    ['sent', 1_000],
    ['answered', 2_000],
  ]);
  expect(isInFlight(command)).toBe(true);
});

it('runs the clock until the end, and no longer', () => {
  const running = { status: 'ACCEPTED', requestedAt: at(0), answeredAt: at(3) };
  expect(elapsedOf(running, Date.parse(at(10)))).toBe(10_000);
  expect(elapsedOf({ ...running, status: 'COMPLETED', completedAt: at(5) }, Date.parse(at(10)))).toBe(5_000);
  expect(elapsedOf({ ...running, status: 'REJECTED' }, Date.parse(at(10)))).toBe(3_000);
});

it('reads what is meant from a key', () => {
  expect(targetOf('NL/ALF/LOC1/3256/1')).toEqual({
    cpo: 'NL/ALF',
    locationId: 'LOC1',
    evseUid: '3256',
    connectorId: '1',
  });
  expect(targetOf('NL/ALF/LOC%2F1')).toEqual({ cpo: 'NL/ALF', locationId: 'LOC/1' });
  expect(targetOf('NL/ALF')).toBeUndefined();
  expect(targetOf('NL/ALF/1/2/3/4')).toBeUndefined();
});

it('says what a command is about', () => {
  expect(subjectOf({ session_id: '101' })).toBe('101');
  expect(subjectOf({ token: { uid: 'A' }, location_id: 'L', evse_uid: 'E' })).toBe('A · L/E');
  expect(subjectOf(null)).toBe('');
});
