/** Who may see and post CDRs, against PostgreSQL. */
import {
  anonymous,
  cdr,
  cpo,
  emsp,
  operator,
  otherCpo,
  otherEmsp,
  party,
  problemOf,
  World,
} from './world.js';

const shown = (world: World, as: typeof cpo, ref = 'NL/TNM/C101') =>
  world.ask(as, 'query ($ref: ID!) { cdr(ref: $ref) { ref } cdrDocument(ref: $ref) }', { ref });

describe('access to a CDR', () => {
  let world: World;
  beforeEach(async () => {
    world = await World.open();
  });
  afterEach(() => world.close());

  it('CDR-012 HUB-034 RTE-041 is seen by its CPO and the party of its token, and by nobody else', async () => {
    await world.post(cdr());
    const all = 'query { cdrs { items { ref } total } cdrDocuments(window: {}) { items total } }';
    for (const viewer of [cpo, emsp, operator]) {
      expect((await shown(world, viewer)).cdr).toEqual({ ref: 'NL/TNM/C101' });
      expect(await world.ask(viewer, all)).toEqual({
        cdrs: { items: [{ ref: 'NL/TNM/C101' }], total: 1 },
        cdrDocuments: { items: [cdr()], total: 1 },
      });
    }
    const strangers = [
      otherCpo,
      otherEmsp,
      party('NL/TNM', 'EMSP'),
      party('DE/EMP', 'CPO'),
      party('NL/NAP', 'NAP'),
    ];
    for (const stranger of strangers) {
      expect(await shown(world, stranger)).toEqual({ cdr: null, cdrDocument: null });
      expect(await world.ask(stranger, all)).toEqual({
        cdrs: { items: [], total: 0 },
        cdrDocuments: { items: [], total: 0 },
      });
    }
    expect((await problemOf(shown(world, anonymous))).code).toBe('UNAUTHENTICATED');
  });

  it('CDR-012 HUB-030 is posted by its CPO only, and for the party of its token', async () => {
    expect((await problemOf(world.post(cdr(), { as: otherCpo }))).code).toBe('FORBIDDEN');
    expect((await problemOf(world.post(cdr(), { as: emsp }))).code).toBe('FORBIDDEN');
    expect(await problemOf(world.post(cdr(), { addressee: 'BE/OTH' }))).toEqual({
      code: 'INVALID_INPUT',
      message:
        'The CDR NL/TNM/C101 is for DE/EMP, the party in its cdr_token, and not for BE/OTH; send it to the party in cdr_token.',
    });
    expect((await problemOf(world.post(cdr(), { addressee: 'BE/OTH', addresseeRole: 'EMSP' }))).code).toBe(
      'INVALID_INPUT',
    );
    expect(await world.rows('select ref from billing.cdr')).toEqual([]);
    expect(await world.post(cdr(), { addressee: 'de/emp' })).toBe('CREATED');
  });

  it('CDR-012 may be sent to a payment terminal or smart charging provider by contract, in that role only', async () => {
    await world.post(cdr(), { addressee: 'BE/PAY', addresseeRole: 'PTP' });
    expect((await shown(world, party('BE/PAY', 'PTP'))).cdr).toEqual({ ref: 'NL/TNM/C101' });
    expect((await shown(world, party('BE/PAY', 'EMSP'))).cdr).toBeNull();
    expect((await shown(world, emsp)).cdr).toEqual({ ref: 'NL/TNM/C101' });
  });
});
