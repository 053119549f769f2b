/** What a charge leaves behind, over real HTTP: a CDR that cannot change, and the records that say which invoice covers it. */
import type { CDR } from '@chargesphere/schema';
import { createEmsp, samples, type CallResult, type Emsp } from '@chargesphere/simulator';
import { world, type World } from './world.js';

const codes = ({ http, envelope }: CallResult) => [http, envelope?.status_code];

const cost = { before_taxes: 8.4, taxes: [{ name: 'VAT', percentage: 21, amount: 1.764 }] };
const { connector_id, ...place } = { connector_id: '1', evse_uid: '3256', evse_id: 'NL*ALF*E3256' };
/** A CDR of NL/ALF for DE/BET. */
const cdr = (difference: Partial<CDR> = {}): CDR => ({
  country_code: 'NL',
  party_id: 'ALF',
  id: 'C1',
  start_date_time: '2026-03-01T08:00:00Z',
  end_date_time: '2026-03-01T09:00:00Z',
  session_id: samples.session().id,
  cdr_token: samples.session().cdr_token,
  auth_method: 'WHITELIST',
  cdr_location: {
    id: samples.location().id,
    address: 'Stationsplein 1',
    city: 'Utrecht',
    country: 'NLD',
    coordinates: { latitude: '52.08950', longitude: '5.10960' },
    ...place,
    connector_id,
    connector_standard: 'IEC_62196_T2',
    connector_format: 'SOCKET',
    connector_power_type: 'AC_3_PHASE',
  },
  currency: 'EUR',
  charging_periods: [
    { start_date_time: '2026-03-01T08:00:00Z', dimensions: [{ type: 'ENERGY', volume: 21 }] },
  ],
  signed_data: {
    encoding_method: 'OCMF',
    signed_values: [{ nature: 'End', plain_data: 'OCMF|{"RV":1.50}', signed_data: 'T0NNRg==' }],
  },
  total_cost: cost,
  total_energy: 21,
  total_time: 1,
  last_updated: '2026-03-01T09:05:00Z',
  ...difference,
});

describe('billing on the wire', () => {
  let w: World;
  let rival: Emsp;
  beforeAll(async () => {
    w = await world();
    rival = await createEmsp({
      name: 'Gamma Fahrt',
      parties: [{ role: 'EMSP', country_code: 'DE', party_id: 'GAM', name: 'Gamma Fahrt' }],
    });
    await rival.register(await w.invite('Gamma Fahrt'));
  }, 60_000);
  afterAll(async () => {
    await rival.close();
    await w.close();
  });

  const post = (body: unknown) => w.cpo.call('cdrs', 'RECEIVER', 'POST', [], body, { to: 'DE/BET' });

  it('CDR-004, CDR-005, CDR-055 answers a CDR with the URL it can be read back from, signed data untouched', async () => {
    const posted = await post(cdr());
    expect(codes(posted)).toEqual([201, 1000]);
    expect(w.emsp.cdrs.get('NL/ALF/C1')).toEqual(cdr());
    const back = await w.cpo.call('cdrs', 'RECEIVER', 'GET', ['NL', 'ALF', 'C1'], undefined, { to: null });
    expect(codes(back)).toEqual([200, 1000]);
    expect(back.envelope?.data).toEqual(cdr());
  });

  it('CDR-001, CDR-011 takes the same CDR again, and refuses another one under its id', async () => {
    expect(codes(await post(cdr({ id: 'C2' })))).toEqual([201, 1000]);
    expect(codes(await post(cdr({ id: 'C2' })))).toEqual([200, 1000]);
    expect(codes(await post(cdr({ id: 'C2', total_energy: 99 })))).toEqual([200, 2001]);
    for (const method of ['PUT', 'PATCH', 'DELETE'] as const)
      expect(
        codes(
          await w.cpo.call('cdrs', 'RECEIVER', method, ['NL', 'ALF', 'C2'], cdr({ id: 'C2' }), { to: null }),
        ),
      ).toEqual([405, 2000]);
  });

  it('E12, E16, E32 refuses a CDR that is incomplete, of another owner, or meant for everybody', async () => {
    const incomplete = { ...cdr({ id: 'C3' }), currency: undefined };
    expect(codes(await post(incomplete))).toEqual([200, 2001]);
    expect(codes(await post(cdr({ id: 'C3', party_id: 'TNM' })))).toEqual([200, 2001]);
    const toHub = await w.cpo.call('cdrs', 'RECEIVER', 'POST', [], cdr({ id: 'C3' }), { to: 'NL/HUB' });
    expect(codes(toHub)).toEqual([200, 2001]);
    const { cdrs } = await w.graph<{ cdrs: { items: { id: string }[] } }>('{ cdrs { items { id } } }');
    expect(cdrs.items.map(({ id }) => id)).not.toContain('C3');
  });

  it('RTE-041, HUB-034 lists a CDR for the eMSP it is for, and for no other', async () => {
    await post(cdr({ id: 'C4' }));
    const own = await w.emsp.pull('cdrs');
    expect(own.map((item) => (item as CDR).id)).toContain('C4');
    expect(await rival.pull('cdrs')).toEqual([]);
  });

  it('joins a CDR with its session, parties and evidence, and announces it live', async () => {
    const live = w.live('subscription { cdrReceived { ref totalCost { beforeTaxes } emsp { name } } }');
    await w.cpo.pushSession(samples.session());
    const heard = live.next((data) => (data.cdrReceived as { ref: string }).ref === 'NL/ALF/C5');
    await post(cdr({ id: 'C5' }));
    expect(await heard).toEqual({
      cdrReceived: { ref: 'NL/ALF/C5', totalCost: { beforeTaxes: 8.4 }, emsp: { name: 'Beta Mobil' } },
    });
    await live.stop();
    const { cdr: found } = await w.graph<{ cdr: Record<string, unknown> }>(
      '{ cdr(ref: "nl/alf/c5") { totalEnergy cpo { name } session { status location { ref } } evidence { of } } }',
    );
    expect(found).toMatchObject({
      totalEnergy: 21,
      cpo: { name: 'Alfa Laden' },
      session: { status: samples.session().status },
      evidence: { of: 'BYTES' },
    });
  });

  it('INV-004, INV-009, INV-010 keeps which CDRs an invoice covers, changes it, takes it back', async () => {
    const record = {
      country_code: 'NL',
      party_id: 'ALF',
      id: 'R1',
      invoice_id: 'INV-2026-1',
      cdrs: ['C1', 'NEVER-SEEN'],
      last_updated: '2026-04-01T00:00:00Z',
    };
    const call = (method: 'POST' | 'PUT' | 'GET' | 'DELETE', path: string[], body?: unknown) =>
      w.cpo.call('invoicereconciliation', 'RECEIVER', method, path, body, { to: 'DE/BET' });
    const posted = await call('POST', [], record);
    expect(codes(posted)).toEqual([201, 1000]);
    expect(posted.envelope?.status_message).toContain('NEVER-SEEN');
    expect(codes(await call('POST', [], record))).toEqual([200, 2001]);
    const changed = { ...record, cdrs: ['C1'], last_updated: '2026-04-02T00:00:00Z' };
    expect(codes(await call('PUT', ['NL', 'ALF', 'R1'], changed))).toEqual([200, 1000]);
    expect((await call('GET', ['NL', 'ALF', 'R1'])).envelope?.data).toEqual(changed);
    expect(await w.emsp.pull('invoicereconciliation')).toEqual([changed]);
    expect(await rival.pull('invoicereconciliation')).toEqual([]);
    expect(codes(await call('DELETE', ['NL', 'ALF', 'R1']))).toEqual([200, 1000]);
    expect(codes(await call('GET', ['NL', 'ALF', 'R1']))).toEqual([404, 2001]);
    expect(codes(await call('PUT', ['NL', 'ALF', 'R1'], changed))).toEqual([404, 2001]);
  });
});
