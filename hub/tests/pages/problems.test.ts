/** The page of problems: grouped failures, an example of each, the ticket. */
import { samples } from '@chargesphere/simulator';
import { axeFindings, describePages, visit, type Visit } from './visit.js';

describePages('the page of problems', () => {
  let v: Visit;
  beforeAll(async () => {
    v = await visit();
  }, 120_000);
  afterAll(() => v.close());

  it('says that nothing has gone wrong, and counts what does until it is asked for', async () => {
    const page = await v.open('/problems');
    await page.getByText('Nothing has gone wrong in the last 24 hours.').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByText('live', { exact: true }).waitFor();
    for (const id of ['b1', 'b2', 'b3'])
      await v.w.cpo.call(
        'locations',
        'RECEIVER',
        'PUT',
        ['NL', 'ALF', id],
        { ...samples.location({ id }), time_zone: undefined },
        { headers: { 'X-Correlation-ID': `chain-${id}` } },
      );
    await page.getByRole('button', { name: /3 new/ }).waitFor();
    await page.keyboard.press('n');
    await page.getByRole('row', { name: /Refused NL\/ALF locations MISSING \/time_zone.*3/ }).waitFor();
    expect(await page.getByRole('row').count()).toBe(2);
    expect(await axeFindings(page)).toEqual([]);
  });

  it.each(['light', 'dark'] as const)(
    'shows a problem with its last example, to copy, %s',
    async (colours) => {
      const page = await v.open('/problems?party=NL/ALF', { colours });
      await page.getByRole('row', { name: /MISSING/ }).waitFor();
      await page.keyboard.press('j');
      await page.keyboard.press('Enter');
      const inspector = page.getByRole('complementary', { name: 'Details' });
      await inspector.getByRole('region', { name: 'Document as it came' }).waitFor();
      await inspector.getByText('3 times').waitFor();
      expect(await axeFindings(page)).toEqual([]);
      await page.keyboard.press('t');
      await page.getByText('Ticket copied').waitFor();
      const ticket = await page.evaluate(() => navigator.clipboard.readText());
      expect(ticket).toMatch(/^OCPI problem of NL\/ALF in locations: MISSING at \/time_zone/);
      expect(ticket).toMatch(/Seen 3 times, first \S+Z, last \S+Z\./);
      expect(ticket).toContain('X-Correlation-ID: chain-b3');
      await inspector.getByRole('link', { name: /All exchanges like it/ }).press('Enter');
      await page.getByRole('heading', { name: 'Exchanges' }).waitFor();
      await page
        .getByRole('row', { name: /PUT locations/ })
        .nth(2)
        .waitFor();
    },
  );

  it('TYPE-011 shows what is wrong with documents that were accepted all the same', async () => {
    const before = await v.open('/problems');
    await before.getByRole('button', { name: 'Export CSV' }).waitFor();
    await before.keyboard.press('v');
    await before.getByText('Nothing is wrong with any document that the hub has.').waitFor();
    expect(await axeFindings(before)).toEqual([]);
    await v.w.cpo.pushLocation(samples.location({ id: 'long', name: 'x'.repeat(300) }));
    const page = await v.open('/problems?view=documents', { colours: 'dark' });
    await page.getByRole('row', { name: /NL\/ALF locations TOO_LONG \/name .*TYPE-011 1 / }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Copy as ticket' }).press('Enter');
    await page.getByText('Ticket copied').waitFor();
    const ticket = await page.evaluate(() => navigator.clipboard.readText());
    expect(ticket).toContain('Requirement: TYPE-011');
    expect(ticket).toContain('For example: NL/ALF/LONG');
  });
});
