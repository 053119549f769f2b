/** Who has taken a CDR, so that the same once more is answered without asking again, against PostgreSQL. */
import { anonymous, callerOf, cdr, cpo, emsp, operator, problemOf, World } from './world.js';

const hub = callerOf({ kind: 'system', name: 'adapter' });
const URL = 'https://hub.example/ocpi/2.3.0/receiver/cdrs/sealed';

let world: World;
beforeEach(async () => {
  world = await World.open();
});
afterEach(() => world.close());

const keep = (url = URL, as = hub, receiver = 'DE/EMP') =>
  world.ask(
    as,
    'mutation ($receiver: ID!, $url: String!) { keepCdrReceipt(ref: "NL/TNM/C101", receiver: $receiver, url: $url) }',
    { receiver, url },
  );
const post = async (receiver: string | null, document = cdr()): Promise<unknown> => {
  const { postCdr } = await world.ask(
    cpo,
    'mutation ($document: CdrDocument!, $receiver: ID) { postCdr(document: $document) { receiptUrl(receiver: $receiver) } }',
    { document, receiver },
  );
  return postCdr?.['receiptUrl'];
};

it('CDR-011 the same CDR has the first URL once its receiver has taken it, whatever the case of refs', async () => {
  expect(await post('DE/EMP')).toBeNull();
  expect(await post('DE/EMP')).toBeNull(); // nobody knows whether it arrived
  expect(await keep()).toEqual({ keepCdrReceipt: true });
  expect(await post('de/emp')).toBe(URL);
  expect([await post('BE/PAY'), await post(null)]).toEqual([null, null]);
  expect((await problemOf(post('DE/EMP', cdr({ total_energy: 99 })))).code).toBe('CONFLICT');
});

it('a CDR that was deleted and comes again is new to everybody, and its next receipt counts', async () => {
  await post('DE/EMP');
  await keep();
  await world.rows('delete from billing.cdr returning ref');
  expect(await post('DE/EMP')).toBeNull();
  await keep(`${URL}-2`);
  expect(await post('DE/EMP')).toBe(`${URL}-2`);
});

it('is kept by the hub alone, and not without bounds', async () => {
  for (const [who, code] of [
    [cpo, 'FORBIDDEN'],
    [emsp, 'FORBIDDEN'],
    [operator, 'FORBIDDEN'],
    [anonymous, 'UNAUTHENTICATED'],
  ] as const)
    expect((await problemOf(keep(URL, who))).code).toBe(code);
  expect((await problemOf(keep('x'.repeat(8_193)))).code).toBe('INVALID_INPUT');
});
