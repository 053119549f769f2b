/** Billing profiles in the graph and in the documents of statements, on a real database. */
import { BillingProfileStore } from '../../src/documents/profile/billing-profile.store.js';
import { profileOf } from '../../src/documents/profile/billing-profile.rules.js';
import pg from 'pg';
import { anonymous, cpo, emsp, operator, problemOf, World, type Data } from '../world.js';

const PUT = `mutation ($party: ID!, $input: BillingProfileInput!) {
  putBillingProfile(party: $party, input: $input) {
    name legalName address { street city postalCode country } vatId iban bic email since party { ref }
  }
}`;
const READ = 'query ($party: ID!) { billingProfile(party: $party) { name iban } }';

const input = {
  name: 'The New Motion',
  legalName: 'The New Motion B.V.',
  address: { street: 'Rigakade 20', city: 'Amsterdam', postalCode: '1013 BC', country: 'NL' },
  vatId: 'NL123456789B01',
  iban: 'NL91 ABNA 0417 1643 00',
  bic: 'ABNANL2A',
  email: 'billing@tnm.example',
};

describe('billing profiles', () => {
  let world: World;
  let pool: pg.Pool;
  let store: BillingProfileStore;

  beforeAll(async () => {
    world = await World.open();
    pool = new pg.Pool({ connectionString: world.database.url, max: 2 });
    store = new BillingProfileStore(pool);
  });
  afterAll(async () => {
    await pool.end();
    await world.close();
  });
  afterEach(() => world.rows('truncate billing.billing_profile'));

  const put = (difference: object = {}, party = 'nl/tnm'): Promise<Data> =>
    world.ask(operator, PUT, { party, input: { ...input, ...difference } });

  it('are put by operators and read by the party', async () => {
    const { putBillingProfile: made } = await put();
    expect(made).toMatchObject({ ...input, iban: 'NL91ABNA0417164300', party: { ref: 'NL/TNM' } });
    expect(await world.ask(cpo, READ, { party: 'NL/TNM' })).toEqual({
      billingProfile: { name: 'The New Motion', iban: 'NL91ABNA0417164300' },
    });
  });

  it('are not for other parties, nor for nobody, and only operators put them (HUB-034)', async () => {
    await put();
    expect(await world.ask(emsp, READ, { party: 'NL/TNM' })).toEqual({ billingProfile: null });
    const refused = await Promise.all([
      problemOf(world.ask(anonymous, READ, { party: 'NL/TNM' })),
      problemOf(world.ask(cpo, PUT, { party: 'NL/TNM', input })),
      problemOf(world.ask(cpo, '{ billingProfiles { items { name } } }')),
    ]);
    expect(refused.map(({ code }) => code)).toEqual(['UNAUTHENTICATED', 'FORBIDDEN', 'FORBIDDEN']);
  });

  it('are refused with what is wrong', async () => {
    const problem = await problemOf(put({ iban: 'NL91 ABNA 0417 1643 01' }));
    expect(problem).toEqual({
      code: 'INVALID_INPUT',
      message: 'iban is "NL91ABNA0417164301", which is none: its check digits or its length are wrong.',
    });
    expect((await problemOf(put({}, 'TNM'))).code).toBe('INVALID_INPUT');
  });

  it('are kept as they were; putting the same again is no change', async () => {
    await put();
    await put();
    await put({ name: 'Motion' });
    expect(await world.rows('select name from billing.billing_profile order by seq')).toEqual([
      { name: 'The New Motion' },
      { name: 'Motion' },
    ]);
    const { billingProfiles } = await world.ask<Data>(
      operator,
      '{ billingProfiles { total items { name } } }',
    );
    expect(billingProfiles).toEqual({ total: 1, items: [{ name: 'Motion' }] });
  });

  it('are shown in documents as they were when those were issued, or as first put after it', async () => {
    const nameAt = async (at: string) => (await store.views(['NL/TNM', 'XX/YYY'], at)).get('NL/TNM')?.name;
    await store.put('NL/TNM', profileOf({ ...input, name: 'First' }), 'Olga');
    await store.put('NL/TNM', profileOf({ ...input, name: 'Second' }), 'Olga');
    await world.rows(
      `update billing.billing_profile set since = case name when 'First' then '2026-03-01'::timestamptz else '2026-05-01' end`,
    );
    expect(await nameAt('2026-01-01T00:00:00Z')).toBe('First');
    expect(await nameAt('2026-03-01T00:00:00Z')).toBe('First');
    expect(await nameAt('2026-04-30T23:59:59Z')).toBe('First');
    expect(await nameAt('2026-05-01T00:00:00Z')).toBe('Second');
    expect((await store.views(['XX/YYY'])).size).toBe(0);
  });

  it('leave what is not known out of the document', async () => {
    await store.put('NL/TNM', profileOf({ name: 'TNM' }), 'Olga');
    expect((await store.views(['nl/tnm'])).get('NL/TNM')).toEqual({ ref: 'NL/TNM', name: 'TNM' });
  });
});
