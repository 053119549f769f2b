import { credentialsUrlIn, endpointsIn, successful, versionsIn } from './discovery.js';
import { answerIn } from './http.js';

const base = 'https://partner.example/ocpi/versions';

it('VER-004 skips entries it cannot read and keeps unknown version numbers', () => {
  const data = [
    { version: '9.9', url: 'https://p.example/9.9' },
    { version: 1 },
    null,
    'x',
    { version: '2.3.0', url: '230' },
  ];
  expect(versionsIn(data, base)).toEqual([
    { version: '9.9', url: 'https://p.example/9.9' },
    { version: '2.3.0', url: 'https://partner.example/ocpi/230' },
  ]);
  expect(versionsIn({ version: '2.3.0' }, base)).toEqual([]);
});

it('VER-017 keeps unknown modules and takes a missing role for both', () => {
  const endpoints = [
    { identifier: 'nltnm-parking', role: 'SENDER', url: 'https://p.example/parking' },
    { identifier: 'sessions', url: 'https://p.example/sessions' },
  ];
  expect(endpointsIn({ endpoints }, base)).toEqual([
    { identifier: 'nltnm-parking', role: 'SENDER', url: 'https://p.example/parking' },
    { identifier: 'sessions', role: 'SENDER', url: 'https://p.example/sessions' },
    { identifier: 'sessions', role: 'RECEIVER', url: 'https://p.example/sessions' },
  ]);
});

it('VER-018, AMB-041 reads module ids in any case and known misspellings', () => {
  const endpoints = ['Credentials', 'BOOKINGS', 'invoice_reconciliation'].map((identifier) => ({
    identifier,
    role: 'sender',
    url: '/x',
  }));
  expect(endpointsIn({ endpoints }, base).map(({ identifier }) => identifier)).toEqual([
    'credentials',
    'Booking',
    'invoicereconciliation',
  ]);
});

it.each(['SENDER', 'RECEIVER', undefined, 'BOTH'])(
  'VER-013 finds the credentials endpoint whatever its role, here %s',
  (role) => {
    const listed = [
      { identifier: 'versions', role: 'SENDER', url: 'https://p.example/v' },
      { identifier: 'credentials', role, url: 'https://p.example/anywhere' },
    ];
    expect(credentialsUrlIn(endpointsIn({ endpoints: listed }, base))).toBe('https://p.example/anywhere');
  },
);

it('TRN-064 tolerates answers without an envelope as far as their HTTP status says enough', () => {
  expect(() => successful(answerIn(401, '<html>'), base)).toThrow(/does not know the token/);
  expect(() => successful(answerIn(500, ''), base)).toThrow(/HTTP 500/);
  expect(() => successful(answerIn(200, 'hello'), base)).toThrow(/no OCPI envelope/);
});

it('STA-007 an unknown code counts by its thousand', () => {
  const answer = (status_code: number) => answerIn(200, JSON.stringify({ status_code, data: [] }));
  expect(successful(answer(1999), base).status_code).toBe(1999);
  expect(() => successful(answer(2042), base)).toThrow(/2042/);
});
