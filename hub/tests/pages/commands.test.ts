/** The page of commands: sent, on its way with the clock running, ended; a reservation made and given up. */
import { samples } from '@chargesphere/simulator';
import { shot } from './shots.js';
import { axeFindings, describePages, visit, type Visit } from './visit.js';

describePages('the page of commands', () => {
  let v: Visit;
  beforeAll(async () => {
    v = await visit();
  }, 120_000);
  afterAll(() => v.close());

  it('says what would be here while there is nothing', async () => {
    const page = await v.open('/commands');
    await page.getByText('No command yet.').waitFor();
    expect(await axeFindings(page)).toEqual([]);
  });

  it('CMD-001 reserves, shows the answer and then the result, and gives the reservation up', async () => {
    const { cpo, emsp } = v.w;
    await emsp.pushToken(samples.token());
    await cpo.pushLocation(samples.location());
    const usual = cpo.commander;
    cpo.commander = () => ({ response: { result: 'ACCEPTED', timeout: 30 }, results: [] });

    const page = await v.open('/commands?send=RESERVE_NOW&token=DE/BET/012345678/RFID');
    const dialog = page.getByRole('dialog', { name: 'Reserve' });
    await dialog.getByLabel('Where: key of the place').fill('NL/ALF');
    await dialog.getByLabel('Until').fill('2027-01-01T10:00');
    await page.keyboard.press('Enter');
    await dialog.getByRole('alert').getByText('NL/ALF is not the key of a place').waitFor();
    await dialog.getByLabel('Where: key of the place').fill('NL/ALF/LOC1/3256');
    await page.keyboard.press('Enter');

    const beside = page.getByRole('complementary');
    await beside.getByRole('heading', { name: 'Reserve' }).waitFor();
    await beside.getByText('answered').getByText('ACCEPTED').waitFor();
    await page.getByText('1 command on its way').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await shot(page, 'commands-in-flight');

    cpo.commander = usual;
    await beside.getByRole('button', { name: 'Give up the reservation' }).click();
    const sure = page.getByRole('dialog', { name: 'Give up this reservation?' });
    await sure.getByRole('button', { name: 'Give up the reservation' }).click();
    await beside.getByRole('heading', { name: 'Give up a reservation' }).waitFor();
    await beside.getByText('Result:').getByText('ACCEPTED').waitFor();
    await beside.getByText('Completed').waitFor();
  });

  it('says in the words of the hub why a command cannot be sent', async () => {
    const page = await v.open('/commands?send=START_SESSION&at=NL/ALF/LOC1&token=DE/BET/none/RFID');
    const dialog = page.getByRole('dialog', { name: 'Start a charge' });
    await dialog.getByRole('button', { name: 'Send' }).click();
    await dialog.getByRole('alert').getByText('The Token DE/BET/none/RFID is not known here').waitFor();
  });

  it('shows no button to an analyst', async () => {
    const page = await v.open('/commands', { role: 'ANALYST' });
    await page
      .getByRole('row', { name: /Reserve/ })
      .first()
      .waitFor();
    expect(await page.getByRole('button', { name: 'Send a command' }).count()).toBe(0);
  });

  it.each(['light', 'dark'] as const)('has nothing serious for axe in %s colours', async (colours) => {
    const page = await v.open('/commands', { colours, locale: 'de-DE' });
    await page
      .getByRole('row', { name: /Reserv/ })
      .first()
      .click();
    await page.getByRole('complementary').getByText('beantwortet').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await shot(page, `commands-${colours}`);
  });
});
