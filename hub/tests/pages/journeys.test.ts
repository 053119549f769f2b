/** The two journeys for which there is a dashboard: somebody calls, and somebody is to be connected. */
import { createCpo, samples, type Cpo } from '@chargesphere/simulator';
import { axeFindings, describePages, visit, type Visit } from './visit.js';

describePages('an operator', () => {
  let v: Visit;
  let gamma: Cpo;
  beforeAll(async () => {
    v = await visit();
    gamma = await createCpo({ parties: [{ country_code: 'NL', party_id: 'GAM', name: 'Gamma Power' }] });
    await v.w.emsp.pushToken(samples.token());
  }, 120_000);
  afterAll(async () => {
    await gamma.close();
    await v.close();
  });

  it('is called by a partner: "our sessions do not arrive"', async () => {
    await v.w.cpo.pushSession(samples.session({ id: 'good' }));
    await v.w.cpo.call(
      'sessions',
      'RECEIVER',
      'PUT',
      ['NL', 'ALF', 'lost'],
      { ...samples.session({ id: 'lost' }), kwh: 'a lot' },
      { to: 'DE/BET', headers: { 'X-Correlation-ID': 'the-lost-one' } },
    );
    const page = await v.open('/');
    await page.getByRole('link', { name: 'Exchanges' }).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('p');
    const parties = page.getByRole('grid', { name: 'Parties', exact: true });
    await parties.getByRole('row', { name: /NL\/ALF/ }).waitFor();
    // The row of the partner, by keyboard.
    const marked = parties.getByRole('row', { selected: true });
    do await page.keyboard.press('j');
    while (!(await marked.textContent())?.includes('NL/ALF'));
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Exchanges →' }).press('Enter');
    await page.getByRole('grid', { name: 'Exchanges', exact: true }).waitFor();

    // Of those that failed.
    await page.keyboard.press('/');
    await page.getByRole('button', { name: /^Status/ }).press('Enter');
    await page.getByRole('checkbox', { name: 'Refused' }).press('Space');
    await page.keyboard.press('Escape');
    await page.getByText('1 row', { exact: true }).waitFor();
    expect(await page.getByRole('row', { name: /Refused.*PUT sessions/ }).count()).toBe(1);
    await page.getByRole('grid').focus();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');

    const inspector = page.getByRole('complementary', { name: 'Details' });
    await inspector.getByText('HTTP 200, OCPI 2001').waitFor();
    const line = inspector.getByText('"kwh": "a lot"').locator('..');
    expect(await line.textContent()).toMatch(/▲.*kwh/);
    await page.keyboard.press('t');
    await page.getByText('Ticket copied').waitFor();
    const ticket = await page.evaluate(() => navigator.clipboard.readText());
    expect(ticket.split('\n')).toEqual([
      'OCPI problem of NL/ALF in sessions: WRONG_TYPE at /kwh',
      '',
      expect.stringMatching(/^What is wrong at \/kwh: .*kwh.* \[WRONG_TYPE\]$/),
      expect.stringMatching(/^Requirement: TYPE-\d+/),
      '',
      expect.stringMatching(/^PUT .*\/sessions\/NL\/ALF\/lost$/),
      expect.stringMatching(/^\d{4}-.*Z, answered HTTP 200, OCPI 2001$/),
      expect.stringMatching(/^Exchange: [0-9a-f-]{36}$/),
      expect.stringMatching(/^X-Request-ID: /),
      'X-Correlation-ID: the-lost-one',
    ]);
  });

  it('connects a new CPO, first with a wrong token, by keyboard', async () => {
    for (const id of ['LOC1', 'LOC2', 'LOC3'])
      gamma.locations.put(
        `NL/GAM/${id}`,
        samples.location({ country_code: 'NL', party_id: 'GAM', id, name: `Place ${id}` }),
      );
    const { versionsUrl, token } = gamma.invite();
    const page = await v.open('/parties');
    await page.getByRole('row', { name: /NL\/ALF/ }).waitFor();
    await page.keyboard.press('c');
    const dialog = page.getByRole('dialog', { name: 'Connect a partner' });
    await dialog.getByRole('textbox', { name: 'Name' }).waitFor();
    await page.keyboard.type('Gamma Power');
    await page.keyboard.press('Tab');
    await page.keyboard.type(versionsUrl);
    await page.keyboard.press('Tab');
    await page.keyboard.type('not-the-token');
    await page.keyboard.press('Enter');

    await dialog.getByText('They do not know the token.').waitFor();
    const step = (name: string) => dialog.getByRole('listitem').filter({ hasText: name });
    await step('Ask for their versions').getByText('failed').waitFor();
    await step('Ask for their versions').getByText('HTTP 401').waitFor();
    expect(await axeFindings(page)).toEqual([]);

    // The field of the token has the focus.
    await page.keyboard.type(token);
    await page.keyboard.press('Enter');
    for (const name of [
      'Ask for their versions',
      'Read the details of the best one',
      'Exchange credentials',
      'Read their Locations',
      'The first Location is here',
    ])
      await step(name).getByText('done').waitFor();
    await step('Read their Locations').getByText('3 of 3 read').waitFor();
    await dialog.getByText(/Gamma Power is connected and its first Location is here/).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(new URL(page.url()).searchParams.get('connect')).toMatch(/^[0-9a-f-]{36}$/);

    await page.reload();
    await dialog.getByText(/Gamma Power is connected and its first Location is here/).waitFor();
    await dialog.getByRole('link', { name: 'Open Gamma Power' }).press('Enter');
    await page.getByRole('complementary').getByRole('heading', { name: 'Gamma Power' }).waitFor();
  });
});
