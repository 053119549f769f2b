/** CDRs as they come: the subscription, in the process that stored them and in another. */
import {
  anonymous,
  cdr,
  cpo,
  credit,
  emsp,
  operator,
  otherCpo,
  otherEmsp,
  party,
  problemOf,
  tokenOf,
  World,
} from './world.js';

const LIVE = 'subscription { cdrReceived { ref } }';
const next = async (source: AsyncGenerator<{ data?: unknown }>) =>
  structuredClone(((await source.next()).value as { data: { cdrReceived: unknown } }).data.cdrReceived);

describe('cdrReceived', () => {
  let world: World;
  beforeEach(async () => {
    world = await World.open();
  });
  afterEach(() => world.close());

  it('CDR-012 tells each viewer of the CDRs it may see, after their commit', async () => {
    const viewers = { cpo, emsp, otherEmsp, operator };
    const sources = Object.fromEntries(
      await Promise.all(
        Object.entries(viewers).map(async ([name, as]) => [name, await world.watch(as, LIVE)]),
      ),
    ) as Record<keyof typeof viewers, AsyncGenerator<{ data?: unknown }>>;
    await world.post(cdr());
    await world.post(cdr());
    await world.post(cdr({ id: 'C102', cdr_token: tokenOf('BE', 'OTH') }));
    await world.post(cdr({ id: 'C103' }));
    expect([await next(sources.operator), await next(sources.operator)]).toEqual([
      { ref: 'NL/TNM/C101' },
      { ref: 'NL/TNM/C102' },
    ]);
    expect([await next(sources.cpo), await next(sources.cpo)]).toEqual([
      { ref: 'NL/TNM/C101' },
      { ref: 'NL/TNM/C102' },
    ]);
    expect([await next(sources.emsp), await next(sources.emsp)]).toEqual([
      { ref: 'NL/TNM/C101' },
      { ref: 'NL/TNM/C103' },
    ]);
    expect(await next(sources.otherEmsp)).toEqual({ ref: 'NL/TNM/C102' });
    expect((await problemOf(world.watch(anonymous, LIVE))).code).toBe('UNAUTHENTICATED');
  });

  it('passes only what the filter wants, with warnings as they are at that moment', async () => {
    const filter = 'filter: { session: "nl/tnm/101", credit: true }';
    const credits = await world.watch(
      emsp,
      `subscription { cdrReceived(${filter}) { id warnings { code } } }`,
    );
    await world.post(cdr());
    await world.post(credit({ session_id: '102' }));
    await world.post(credit({ id: 'C101-D' }));
    await world.post(credit({ id: 'C999-C', credit_reference_id: 'C999' }));
    expect(await next(credits)).toEqual({ id: 'C101-D', warnings: [{ code: 'CREDITED_TWICE' }] });
    expect(await next(credits)).toEqual({ id: 'C999-C', warnings: [{ code: 'ORIGINAL_UNKNOWN' }] });
  });

  it('reaches the subscribers of another process, those addressed by contract included', async () => {
    const other = await world.node();
    const terminal = await other.watch(party('BE/PAY', 'PTP'), LIVE);
    const ofCpo = await other.watch(
      operator,
      'subscription { cdrReceived(filter: { cpo: "NL/TNM" }) { ref } }',
    );
    await world.post(cdr({ country_code: 'FR', party_id: 'OTH' }), { as: otherCpo });
    await world.post(cdr(), { addressee: 'BE/PAY', addresseeRole: 'PTP' });
    expect(await next(terminal)).toEqual({ ref: 'NL/TNM/C101' });
    expect(await next(ofCpo)).toEqual({ ref: 'NL/TNM/C101' });
  });
});
