import { PassedMessages, type Passage } from './passed.js';

const passage: Passage = {
  correlationId: 'c',
  method: 'PUT',
  from: 'NL/ALF',
  to: 'DE/BET',
  place: 'sessions RECEIVER NL/ALF/101',
};

it('HUB-044 knows a message again that comes from another platform', () => {
  const passed = new PassedMessages();
  expect(passed.isReturning(passage, 'one')).toBe(false);
  passed.note(passage, 'one');
  expect(passed.isReturning(passage, 'two')).toBe(true);
});

it('HUB-044 lets the same platform repeat itself', () => {
  const passed = new PassedMessages();
  passed.note(passage, 'one');
  expect(passed.isReturning(passage, 'one')).toBe(false);
});

it.each([
  ['chain of messages', { correlationId: 'd' }],
  ['method', { method: 'PATCH' }],
  ['sender', { from: 'DE/BET' }],
  ['receiver', { to: 'NL/ALF' }],
  ['object', { place: 'sessions RECEIVER NL/ALF/102' }],
])('HUB-044 takes another %s for another message', (_, other) => {
  const passed = new PassedMessages();
  passed.note(passage, 'one');
  expect(passed.isReturning({ ...passage, ...other }, 'two')).toBe(false);
});

it('HUB-044 forgets after a short time, and remembers only so many', () => {
  let now = 0;
  const passed = new PassedMessages(2, () => now);
  passed.note(passage, 'one');
  now = 60_000;
  expect(passed.isReturning(passage, 'two')).toBe(false);
  for (const correlationId of ['1', '2', '3']) passed.note({ ...passage, correlationId }, 'one');
  expect(passed.size).toBe(2);
  expect(passed.isReturning({ ...passage, correlationId: '1' }, 'two')).toBe(false);
  expect(passed.isReturning({ ...passage, correlationId: '3' }, 'two')).toBe(true);
});
