/** Credit CDRs and what is billed for a Session, against PostgreSQL. */
import { cdr, credit, cpo, emsp, otherEmsp, operator, tokenOf, World, type Data } from './world.js';

describe('credit CDRs', () => {
  let world: World;
  beforeEach(async () => {
    world = await World.open();
  });
  afterEach(() => world.close());

  it('CDR-020 CDR-021 CDR-022 is stored without a doubt when it takes back what is known', async () => {
    await world.post(cdr());
    expect(await world.post(credit())).toBe('CREATED');
    expect(await world.warnings('NL/TNM/C101')).toEqual([]);
    expect(await world.warnings('NL/TNM/C101-C')).toEqual([]);
  });

  it('CDR-025 is stored with a warning when it takes back what is not known, until that comes', async () => {
    const { postCdr } = await world.ask(
      cpo,
      'mutation ($document: CdrDocument!) { postCdr(document: $document) { ref outcome warnings { code } } }',
      { document: credit() },
    );
    expect(postCdr).toEqual({
      ref: 'NL/TNM/C101-C',
      outcome: 'CREATED',
      warnings: [{ code: 'ORIGINAL_UNKNOWN' }],
    });
    await world.post(cdr());
    expect(await world.warnings('NL/TNM/C101-C')).toEqual([]);
  });

  it('CDR-025 HUB-034 knows an original only between the same two parties', async () => {
    await world.post(cdr({ cdr_token: tokenOf('BE', 'OTH') }));
    await world.post(credit());
    for (const viewer of [cpo, emsp, operator])
      expect(await world.warnings('NL/TNM/C101-C', viewer)).toMatchObject([{ code: 'ORIGINAL_UNKNOWN' }]);
    expect(await world.warnings('NL/TNM/C101', otherEmsp)).toEqual([]);
  });

  it('CDR-025 warns of a second credit, in the order in which they came', async () => {
    await world.post(cdr());
    await world.post(credit({ id: 'Z' }));
    await world.post(credit({ id: 'A', credit_reference_id: 'c101' }));
    const { cdrs } = await world.ask<{ cdrs: Data }>(cpo, '{ cdrs { items { id warnings { code } } } }');
    expect(cdrs?.items).toEqual([
      { id: 'C101', warnings: [{ code: 'CREDITED_TWICE' }] },
      { id: 'Z', warnings: [] },
      { id: 'A', warnings: [{ code: 'CREDITED_TWICE' }] },
    ]);
  });

  it('asks for the warnings of a whole page in one query', async () => {
    for (let i = 0; i < 5; i++) {
      await world.post(cdr({ id: `C${i}` }));
      await world.post(credit({ id: `C${i}-C`, credit_reference_id: `C${i}` }));
    }
    const counted = world.counting();
    await world.ask(cpo, '{ cdrs { items { warnings { code } evidence { digest } } } }');
    expect(counted()).toBe(3);
  });
});

describe('a Session in billing', () => {
  let world: World;
  beforeEach(async () => {
    world = await World.open();
  });
  afterEach(() => world.close());

  const billed = async (as = cpo, ref = 'nl/tnm/101') => {
    const text = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Session { ref cdr { id } cdrs { id } } } }`;
    const { _entities } = await world.ask<{ _entities: Data[] }>(as, text, {
      of: [{ __typename: 'Session', ref }],
    });
    return _entities[0];
  };

  it('CDR-020 has the CDR that counts, and all of them', async () => {
    expect(await billed()).toEqual({ ref: 'nl/tnm/101', cdr: null, cdrs: [] });
    await world.post(cdr());
    expect(await billed()).toMatchObject({ cdr: { id: 'C101' }, cdrs: [{ id: 'C101' }] });
    // Taken back, also by a credit CDR that does not name the Session.
    const bare = credit();
    delete bare['session_id'];
    await world.post(bare);
    expect(await billed()).toMatchObject({ cdr: null, cdrs: [{ id: 'C101' }] });
    await world.post(cdr({ id: 'C102', total_energy: 19 }));
    expect(await billed(emsp)).toMatchObject({ cdr: { id: 'C102' }, cdrs: [{ id: 'C101' }, { id: 'C102' }] });
  });

  it('CDR-012 shows nothing of it to strangers', async () => {
    await world.post(cdr());
    expect(await billed(otherEmsp)).toMatchObject({ cdr: null, cdrs: [] });
  });

  it('CDR-033 is told apart from a Session of another CPO with that id', async () => {
    await world.post(cdr());
    expect(await billed(operator, 'FR/TNM/101')).toMatchObject({ cdr: null, cdrs: [] });
  });

  it('finds CDRs by reference for the graph, only for those who may see them', async () => {
    await world.post(cdr());
    const of = ['NL/TNM/C101', 'NL/TNM/NONE'].map((ref) => ({ __typename: 'Cdr', ref }));
    const text =
      'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Cdr { ref totalEnergy } } }';
    expect((await world.ask(emsp, text, { of }))._entities).toEqual([
      { ref: 'NL/TNM/C101', totalEnergy: 20 },
      null,
    ]);
    expect((await world.ask(otherEmsp, text, { of }))._entities).toEqual([null, null]);
  });
});
