import type { ReplayTask } from './exchange.operations.js';
import { callOf } from './replays.js';

const task = (
  exchange: Partial<ReplayTask['exchange']> = {},
  more: Partial<ReplayTask> = {},
): ReplayTask => ({
  id: 'order',
  claim: 'claim',
  body: '{"id":"LOC1"}',
  exchange: {
    id: 'leg',
    method: 'PUT',
    url: 'https://a.example/ocpi/locations/NL/TNM/LOC1',
    module: 'locations',
    mode: 'DIRECT',
    platformId: 'platform',
    from: 'NL/TNM',
    to: 'DE/EMP',
    correlationId: 'chain',
    ...exchange,
  },
  connection: {
    token: 'secret',
    base64Token: true,
    endpoints: [{ identifier: 'locations', role: 'RECEIVER', url: 'https://a.example/ocpi/locations/' }],
  },
  ...more,
});

describe('HUB-064 a request that is sent once more', () => {
  it('is the same to the same party, in the same chain, and says what it repeats', () => {
    expect(callOf(task())).toEqual({
      method: 'PUT',
      url: 'https://a.example/ocpi/locations/NL/TNM/LOC1',
      key: expect.objectContaining({ token: 'secret', base64Token: true }),
      correlationId: 'chain',
      body: '{"id":"LOC1"}',
      headers: {
        'OCPI-to-country-code': 'DE',
        'OCPI-to-party-id': 'EMP',
        'OCPI-from-country-code': 'NL',
        'OCPI-from-party-id': 'TNM',
      },
      about: {
        platformId: 'platform',
        module: 'locations',
        mode: 'DIRECT',
        replayOf: 'leg',
        from: { country_code: 'NL', party_id: 'TNM' },
        to: { country_code: 'DE', party_id: 'EMP' },
      },
    });
    expect(callOf(task({ method: 'GET', from: null }))).not.toHaveProperty('body');
    expect(callOf(task({ from: null }))).not.toHaveProperty('headers');
  });

  it.each([
    ['elsewhere', task({ url: 'https://evil.example/ocpi/locations/NL/TNM/LOC1' }), 'at another address now'],
    [
      'to another host that begins alike',
      task({ url: 'https://a.example/ocpi/locationsevil/x' }),
      'at another address',
    ],
    ['to another module', task({ module: 'tariffs' }), 'takes tariffs at another address'],
    ['to no module', task({ module: null }), 'at another address'],
    ['without a token', task({}, { connection: null }), 'no token'],
    ['without its body', task({}, { body: null }), 'not kept'],
    ['with half a body', task({}, { body: '{"id":' }), 'not kept'],
    ['by POST', task({ method: 'POST' }), 'not sent twice'],
    ['by DELETE', task({ method: 'DELETE' }), 'not sent twice'],
  ])('is not sent %s', (_, order, why) => {
    expect(callOf(order)).toEqual(expect.stringContaining(why));
  });

  it('may carry a query, and go to an endpoint without a slash at its end', () => {
    const url = 'https://a.example/ocpi/locations?offset=0';
    expect(callOf(task({ method: 'GET', url }, { body: null }))).toMatchObject({ method: 'GET', url });
  });
});
