/**
 * Documents as files, over real HTTP: from a CDR that was accepted to what its two parties download, what others may
 * not, and what the hub says when a document can not be.
 */
import type { CDR } from '@chargesphere/schema';
import { samples } from '@chargesphere/simulator';
import { Browser } from './people.browser.js';
import { ADMIN_KEY, world, type Shape, type World } from './world.js';

const PERIOD = { from: '2026-03-01T00:00:00Z', to: '2026-04-01T00:00:00Z' };
const CDRS = 3;

const charge = (n: number): CDR =>
  samples.cdr({
    id: `C-${n}`,
    session_id: `S-${n}`,
    start_date_time: `2026-03-0${n}T08:00:00Z`,
    end_date_time: `2026-03-0${n}T09:00:00Z`,
    currency: 'EUR',
    total_cost: { before_taxes: 8, taxes: [{ name: 'VAT', percentage: 21, amount: 1.68 }] },
    total_energy_cost: { before_taxes: 8, taxes: [{ name: 'VAT', percentage: 21, amount: 1.68 }] },
    total_energy: 20,
    remark: '=1+1',
    last_updated: `2026-03-0${n}T09:30:00Z`,
  });

const profile = (country: string, vatId: string) => ({
  name: `Trader of ${country}`,
  address: { street: 'Straat 1', city: 'Stad', postalCode: '1000', country },
  vatId,
  iban: 'NL91ABNA0417164300',
});

describe.each<Shape>(['one', 'split'])('documents, shape %s', (shape) => {
  let w: World;
  let numbers: Record<string, string>;
  let partner: string;
  let stranger: string;

  beforeAll(async () => {
    w = await world({ shape });
    await acceptedCdrs();
    const PUT = `mutation ($party: ID!, $input: BillingProfileInput!) {
      putBillingProfile(party: $party, input: $input) { name }
    }`;
    await w.graph(PUT, { party: 'NL/ALF', input: profile('NL', 'NL123456789B01') });
    numbers = await statements();
    partner = await keyOf('Beta Mobil', 'their books');
    stranger = await keyOf('Gamma', 'a stranger');
  });
  afterAll(() => w.close());

  /** What comes of a subscription that is open when this resolves. */
  const watch = async (document: string) => {
    const caller = {
      principal: { kind: 'operator', name: 'test' },
      requestId: 't',
      correlationId: 't',
    } as const;
    const events = await w.hub.gateway?.subscribe({ document, caller });
    if (!events || !('next' in events)) throw new Error(`Nothing to watch: ${document}`);
    return events;
  };

  const acceptedCdrs = async (): Promise<void> => {
    const checked = await watch('subscription { cdrChecked { ref check { state } } }');
    for (let n = 1; n <= CDRS; n += 1)
      await w.graph('mutation ($cdr: CdrDocument!) { postCdr(document: $cdr) { ref } }', { cdr: charge(n) });
    const waiting = new Set(Array.from({ length: CDRS }, (_, i) => `NL/ALF/C-${i + 1}`));
    for await (const { data } of checked) {
      const { ref, check } = (data as unknown as { cdrChecked: { ref: string; check: { state: string } } })
        .cdrChecked;
      if (!waiting.delete(ref)) continue;
      if (check.state !== 'ACCEPTED')
        await w.graph('mutation ($ref: ID!) { acceptCdr(ref: $ref, reason: "Seen") { state } }', { ref });
      if (waiting.size === 0) break;
    }
  };

  /** Bills the period; the numbers that were given, by kind. */
  const statements = async (): Promise<Record<string, string>> => {
    const jobs = await watch('subscription { jobUpdated { id state } }');
    const { runStatements } = await w.graph<{ runStatements: { id: string } }>(
      'mutation ($input: StatementPeriodInput!) { runStatements(input: $input) { id } }',
      { input: PERIOD },
    );
    for await (const { data } of jobs) {
      const { id, state } = (data as unknown as { jobUpdated: { id: string; state: string } }).jobUpdated;
      if (id === runStatements.id && ['DONE', 'FAILED'].includes(state)) break;
    }
    const made = await w.graph<{ statements: { items: { kind: string; number: string }[] } }>(
      '{ statements { items { kind number } } }',
    );
    return Object.fromEntries(made.statements.items.map(({ kind, number }) => [kind, number]));
  };

  /** A key of a program of this partner. */
  const keyOf = async (platform: string, name: string): Promise<string> => {
    if (platform === 'Gamma') await w.invite(platform);
    const { platforms } = await w.graph<{ platforms: { items: { id: string }[] } }>(
      'query ($name: String!) { platforms(filter: { name: $name }) { items { id } } }',
      { name: platform },
    );
    const { createApiKey } = await w.graph<{ createApiKey: { secret: string } }>(
      'mutation ($input: ApiKeyInput!) { createApiKey(input: $input) { secret } }',
      { input: { name, role: 'PARTNER', platformId: platforms.items[0]?.id } },
    );
    return createApiKey.secret;
  };

  const get = (path: string, key: string | null = ADMIN_KEY, method = 'GET'): Promise<Response> =>
    fetch(`${w.hub.publicUrl}/documents/${path}`, {
      method,
      headers: key === null ? {} : { authorization: `Bearer ${key}` },
    });
  const invoice = (kind: string) => `statements/${numbers['INVOICE']}.${kind}`;

  it('an invoice is a PDF that is shown and kept by nobody on its way', async () => {
    const answer = await get(invoice('pdf'));
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(answer.headers.get('content-disposition')).toBe(`inline; filename="${numbers['INVOICE']}.pdf"`);
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
    const pdf = Buffer.from(await answer.arrayBuffer());
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.subarray(-6).toString().trim()).toBe('%%EOF');
    const again = Buffer.from(await (await get(invoice('pdf'))).arrayBuffer());
    expect(again.equals(pdf)).toBe(true);
  });

  it('an invoice is CSV with a row for each part of each CDR', async () => {
    const answer = await get(invoice('csv'));
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const rows = (await answer.text()).trim().split('\r\n');
    expect(rows).toHaveLength(1 + CDRS);
    expect(rows[1]).toContain('NL/ALF/C-1,Energy,2026-03-01T09:00:00');
    expect(rows[1]).toContain('20,kWh,EUR,8.00,VAT,21,1.68,9.68');
  });

  it('an invoice is XML only when every buyer can take it; what is missing is told, with its cure', async () => {
    const refused = await get(invoice('xml'));
    expect(refused.status).toBe(422);
    expect(await refused.json()).toEqual({
      error: `${numbers['INVOICE']} can not be an invoice by EN 16931. BR-10: DE/BET has no address; put it into the billing profile of DE/BET.`,
    });
    await w.graph(
      'mutation ($party: ID!, $input: BillingProfileInput!) { putBillingProfile(party: $party, input: $input) { name } }',
      { party: 'DE/BET', input: profile('DE', 'DE123456789') },
    );
    const answer = await get(invoice('xml'));
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/xml']);
    const xml = await answer.text();
    expect(xml).toContain(`<cbc:ID>${numbers['INVOICE']}</cbc:ID>`);
    expect(xml).toContain('<cbc:PayableAmount currencyID="EUR">29.04</cbc:PayableAmount>');
    expect(xml).toContain(`Set off in ${numbers['STATEMENT']}`);
    expect(xml.match(/<cac:InvoiceLine>/g)).toHaveLength(CDRS);
  });

  it('the statement that sets it off is a PDF and CSV too, and no invoice', async () => {
    const of = (kind: string) => get(`statements/${numbers['STATEMENT']}.${kind}`);
    expect((await of('pdf')).status).toBe(200);
    expect(await (await of('csv')).text()).toContain(`Invoice ${numbers['INVOICE']}`);
    const refused = await of('xml');
    expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining('BR-04')]);
  });

  it('CDRs are CSV: those of charges that began in the time asked for', async () => {
    const rowsOf = async (search: string) =>
      (await (await get(`cdrs.csv${search}`)).text()).trim().split('\r\n').slice(1);
    expect(await rowsOf('')).toHaveLength(CDRS);
    const rows = await rowsOf('?from=2026-03-02&to=2026-03-03T00:00:00Z');
    expect(rows.map((row) => row.split(',')[0])).toEqual(['NL/ALF/C-2']);
    expect(await rowsOf('?from=2027-01-01')).toEqual([]);
    const refused = await get('cdrs.csv?from=yesterday');
    expect([refused.status, (await refused.json()) as object]).toEqual([
      400,
      { error: 'from is "yesterday"; write a day or an instant, such as 2026-11-01.' },
    ]);
  });

  it('HUB-034 a party has its own, and nobody has those of others', async () => {
    expect((await get(invoice('pdf'), partner)).status).toBe(200);
    expect((await (await get('cdrs.csv', partner)).text()).match(/NL\/ALF\/C-/g)).toHaveLength(CDRS);
    for (const kind of ['pdf', 'xml', 'csv']) {
      const answer = await get(invoice(kind), stranger);
      expect([answer.status, await answer.text()]).toEqual([
        404,
        expect.stringContaining('that you may see'),
      ]);
    }
    expect((await (await get('cdrs.csv', stranger)).text()).trim().split('\r\n')).toHaveLength(1);
  });

  it('nobody gets anything without being known', async () => {
    for (const path of [invoice('pdf'), invoice('csv'), 'cdrs.csv']) {
      const answers = await Promise.all([get(path, null), get(path, 'no-such-key')]);
      expect(answers.map(({ status }) => status)).toEqual([401, 401]);
      expect(answers[0]?.headers.get('www-authenticate')).toMatch(/^Bearer/);
    }
  });

  it('whoever has logged in opens them by a link; a page elsewhere does not with that cookie', async () => {
    const { inviteAccount } = await w.graph<{ inviteAccount: { link: string } }>(
      'mutation ($input: AccountInput!) { inviteAccount(input: $input) { link } }',
      { input: { name: 'Anna', email: `anna-${shape}@example.com`, role: 'ANALYST' } },
    );
    const link = decodeURIComponent(inviteAccount.link.slice(inviteAccount.link.indexOf('=') + 1));
    const browser = new Browser(`${w.hub.publicUrl}/graphql`);
    await browser.ask(
      'mutation ($input: ChoosePasswordInput!) { acceptInvitation(input: $input) { name } }',
      {
        input: { link, password: 'a horse that reads staples' },
      },
    );
    const open = (site: string) =>
      fetch(`${w.hub.publicUrl}/documents/${invoice('pdf')}`, {
        headers: { cookie: browser.cookie ?? '', 'sec-fetch-site': site },
      });
    expect((await open('same-origin')).status).toBe(200);
    expect((await open('cross-site')).status).toBe(403);
  });

  it('what is not there or not answered is told in a sentence', async () => {
    const answers = await Promise.all([
      get('statements/INV-2.pdf'),
      get('statements/INV-2.docx'),
      get(invoice('pdf'), ADMIN_KEY, 'POST'),
      get(invoice('pdf'), ADMIN_KEY, 'HEAD'),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 405, 200]);
    expect(answers[2]?.headers.get('allow')).toBe('GET, HEAD');
    expect(await answers[3]?.text()).toBe('');
  });
});
