/** What people and programs of partners change through the graph is on record like what operators do. */
import { samples } from '@chargesphere/simulator';
import { Browser } from './people.browser.js';
import { world, type World } from './world.js';

interface Entry {
  actor: { kind: string; name: string };
  subject: { type: string; ref: string };
  outcome: string;
  reason: string | null;
  after: Record<string, unknown>;
}

let w: World;
beforeAll(async () => {
  w = await world();
}, 60_000);
afterAll(() => w.close());

/** Entries come into the trail a moment after their cause. */
const entriesOf = async (action: string, count: number): Promise<Entry[]> => {
  for (;;) {
    const { auditTrail } = await w.graph<{ auditTrail: { items: Entry[] } }>(
      `query ($filter: AuditFilter) { auditTrail(filter: $filter) {
        items { actor { kind name } subject { type ref } outcome reason after }
      } }`,
      { filter: { action } },
    );
    if (auditTrail.items.length >= count) return auditTrail.items;
  }
};
const platformOf = async (name: string): Promise<string> => {
  const { platforms } = await w.graph<{ platforms: { items: { id: string }[] } }>(
    'query ($name: String!) { platforms(filter: { name: $name }) { items { id } } }',
    { name },
  );
  return platforms.items[0]?.id ?? '';
};

it('a CDR that a partner’s program disputes, and a person of it accepts, says who it was', async () => {
  await w.cpo.pushCdr(samples.cdr({ id: 'C-audited' }));
  const ref = 'NL/ALF/C-audited';
  const platformId = await platformOf('Beta Mobil');
  const { createApiKey } = await w.graph<{ createApiKey: { secret: string } }>(
    'mutation ($input: ApiKeyInput!) { createApiKey(input: $input) { secret } }',
    { input: { name: 'clerk of Beta', role: 'PARTNER', platformId } },
  );
  const disputed = await w.ask(
    'mutation ($ref: ID!) { disputeCdr(ref: $ref, reason: "Nobody charged there.") { state } }',
    { ref },
    `Bearer ${createApiKey.secret}`,
  );
  expect(disputed).toMatchObject({ http: 200, data: { disputeCdr: { state: 'DISPUTED' } } });
  expect(await entriesOf('disputeCdr', 1)).toMatchObject([
    {
      actor: { kind: 'partner', name: 'clerk of Beta' },
      subject: { ref: ref.toUpperCase() },
      outcome: 'DONE',
      reason: null,
    },
  ]);

  const { inviteAccount } = await w.graph<{ inviteAccount: { link: string } }>(
    'mutation ($input: AccountInput!) { inviteAccount(input: $input) { link } }',
    { input: { email: 'berta@example.com', name: 'Berta', role: 'PARTNER', platformId } },
  );
  const link = decodeURIComponent(inviteAccount.link.split('=')[1] ?? '');
  const browser = new Browser(`http://127.0.0.1:${w.hub.port}/graphql`);
  await browser.ask('mutation ($input: ChoosePasswordInput!) { acceptInvitation(input: $input) { name } }', {
    input: { link, password: 'a password of Berta' },
  });
  const accepted = await browser.ask(
    'mutation ($ref: ID!) { acceptCdr(ref: $ref, reason: "It was ours.") { state } }',
    { ref },
  );
  expect(accepted).toMatchObject({ data: { acceptCdr: { state: 'ACCEPTED' } } });
  expect(await entriesOf('acceptCdr', 1)).toMatchObject([
    { actor: { kind: 'partner', name: 'Berta' }, subject: { ref: ref.toUpperCase() }, outcome: 'DONE' },
  ]);
});

it('what a partner may not do is on record with the reason, and what platforms push by OCPI is not', async () => {
  const platformId = await platformOf('Alfa Laden');
  const { createApiKey } = await w.graph<{ createApiKey: { secret: string } }>(
    'mutation ($input: ApiKeyInput!) { createApiKey(input: $input) { secret } }',
    { input: { name: 'clerk of Alfa', role: 'PARTNER', platformId } },
  );
  await w.cpo.pushCdr(samples.cdr({ id: 'C-own' }));
  const refused = await w.ask(
    'mutation { disputeCdr(ref: "NL/ALF/C-own", reason: "Too little.") { state } }',
    {},
    `Bearer ${createApiKey.secret}`,
  );
  expect(refused.errors[0]?.extensions['code']).toBe('FORBIDDEN');
  expect((await entriesOf('disputeCdr', 2)).find(({ outcome }) => outcome === 'REFUSED')).toMatchObject({
    actor: { kind: 'partner', name: 'clerk of Alfa' },
    reason: refused.errors[0]?.message,
  });
  expect(await entriesOf('postCdr', 0)).toEqual([]);
});
