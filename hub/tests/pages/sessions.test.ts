/** The page of sessions: live, by keyboard. */
import { axeFindings, describePages, visit, type Visit } from './visit.js';

describePages('the page of sessions', () => {
  let v: Visit;
  beforeAll(async () => {
    v = await visit();
  }, 120_000);
  afterAll(() => v.close());

  it('says what would be here while there is nothing', async () => {
    const page = await v.open('/sessions');
    await page.getByText('No charging yet.').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.screenshot({ path: '/tmp/dash/empty.png' });
  });
});
