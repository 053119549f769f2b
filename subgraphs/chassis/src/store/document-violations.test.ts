/** What violations are counted by. */
import { byHour, requirementOf } from './document-violations.js';

it.each([
  ['RULE', 'SES-016: charging periods only grow.', 'SES-016'],
  ['RULE', 'V221-020: a price has both amounts.', 'V221-020'],
  ['TOO_LONG', 'It may have 45 characters; see LOC-001.', 'TYPE-011'],
  ['MISSING', 'It is required.', null],
])('a violation %s with "%s" is of %s', (code, message, requirement) => {
  expect(requirementOf(code, message)).toBe(requirement);
});

it('counts what was stored by the hour, the oldest hour first, and nothing older than a day', () => {
  const hours = byHour([0, 0, 1, 23, 24, -1]);
  expect(hours).toHaveLength(24);
  expect(hours.at(-1)).toBe(3);
  expect(hours.at(-2)).toBe(1);
  expect(hours[0]).toBe(1);
});
