import { CallFailure } from '../client/call-failure.js';
import type { ExchangeLeg } from '../exchanges/exchange-leg.js';
import { Circuits } from './circuits.js';
import { signIn } from './leg.rules.js';
import { Seldom } from './seldom.js';

const leg = (more: Partial<ExchangeLeg>): ExchangeLeg => ({
  direction: 'OUT',
  started_ms: 0,
  duration_ms: 1,
  mode: 'DIRECT',
  module: 'sessions',
  ids: { requestId: 'r', correlationId: 'c' },
  method: 'PUT',
  url: 'https://partner.example/sessions',
  requestHeaders: {},
  responseHeaders: [],
  request: {},
  response: {},
  ...more,
});
const failed = (kind: 'unreachable' | 'timeout' | 'address' | 'stopped') =>
  leg({ failure: { kind, sentence: 'It is so.' } });

it.each([
  ['a message of its own', leg({ direction: 'IN', module: 'versions' }), 'heard'],
  ['an answer', leg({ http: 200, ocpi: 1000 }), 'answered'],
  ['an error', leg({ http: 500 }), 'answered'],
  ['HTTP 401', leg({ http: 401 }), 'refused'],
  ['HTTP 403', leg({ http: 403 }), 'refused'],
  ['nothing', failed('timeout'), 'silent'],
  ['a connection that is not made', failed('unreachable'), 'unreachable'],
  ['what the hub itself does not do', failed('address'), undefined],
  ['the end of the hub', failed('stopped'), undefined],
  ['a probe', leg({ module: 'versions', http: 200 }), undefined],
])('HCI-020, HCI-022 %s is a sign', (_, given, sign) => {
  expect(signIn(given)).toBe(sign);
});

describe('a circuit', () => {
  const about = { platformId: 'p', module: 'sessions' };
  const circuits = () => new Circuits(3);

  it('HCI-023 opens after several messages in a row without an answer, and then calls fail at once', () => {
    const held = circuits();
    expect([held.leftUnanswered('p'), held.leftUnanswered('p')]).toEqual([false, false]);
    expect(() => held.check(about)).not.toThrow();
    expect(held.leftUnanswered('p')).toBe(true);
    expect(() => held.check(about)).toThrow(CallFailure);
    expect(held.leftUnanswered('p')).toBe(false); // it was under way before
  });

  it('is nobody else’s, and stops nothing that could mend it', () => {
    const held = circuits();
    held.opened('p');
    for (const other of [
      { platformId: 'q', module: 'sessions' },
      { platformId: 'p', module: 'versions' },
      undefined,
    ])
      expect(() => held.check(other)).not.toThrow();
    expect(held.openCount).toBe(1);
  });

  it('does not open for answers that come between', () => {
    const held = circuits();
    for (let n = 0; n < 10; n += 1) {
      expect(held.leftUnanswered('p')).toBe(false);
      held.answered('p');
    }
  });

  it('is closed on trial: one more message without an answer opens it again, an answer ends the trial', () => {
    const held = circuits();
    held.opened('p');
    held.closed('p');
    expect(() => held.check(about)).not.toThrow();
    expect(held.leftUnanswered('p')).toBe(true);
    held.closed('p');
    held.answered('p');
    expect(held.leftUnanswered('p')).toBe(false);
  });

  it('starts anew with a platform that registered or came back', () => {
    const held = circuits();
    held.leftUnanswered('p');
    held.leftUnanswered('p');
    held.forget('p');
    expect(held.leftUnanswered('p')).toBe(false);
    held.reset(['q']);
    expect(() => held.check({ platformId: 'q', module: 'cdrs' })).toThrow(CallFailure);
  });
});

it('what happens seldom happens once in a while for each, and remembers no more than it has to', () => {
  let now = 0;
  const seldom = new Seldom(1_000, () => now);
  expect([seldom.mayNow('p'), seldom.mayNow('p'), seldom.mayNow('q')]).toEqual([true, false, true]);
  now = 1_000;
  expect([seldom.mayNow('p'), seldom.mayNow('p')]).toEqual([true, false]);
});
