/** Invoice reconciliation records, against PostgreSQL. */
import type { Caller, InvoiceReconciliationRecord, JsonObject } from '@chargesphere/schema';
import {
  anonymous,
  cdr,
  cpo,
  credit,
  emsp,
  operator,
  otherCpo,
  otherEmsp,
  party,
  problemOf,
  tokenOf,
  World,
  type Data,
} from './world.js';

/** The March invoice of NL/TNM to DE/EMP; takes only what should differ. */
const record = (difference: JsonObject = {}): JsonObject => ({
  ...({
    country_code: 'NL',
    party_id: 'TNM',
    id: 'R1',
    invoice_id: 'INV-2026-03',
    cdrs: ['C101', 'C102'],
    last_updated: '2026-04-01T00:00:00Z',
  } satisfies InvoiceReconciliationRecord),
  ...difference,
});

/** The same charges in reverse billing: the eMSP issues a credit invoice. */
const reverse = (difference: JsonObject = {}): JsonObject =>
  record({ country_code: 'DE', party_id: 'EMP', ...difference });

interface Result {
  ref: string;
  outcome: string;
  warnings: string[];
}

describe('an invoice reconciliation record', () => {
  let world: World;
  beforeEach(async () => {
    world = await World.open();
    await world.post(cdr());
    await world.post(cdr({ id: 'C102' }));
  });
  afterEach(() => world.close());

  const send = async (method: 'post' | 'put', document: JsonObject, as: Caller, addressee?: string) => {
    const { result } = await world.ask<{ result: Result }>(
      as,
      `mutation ($document: InvoiceReconciliationDocument!, $addressee: ID) {
        result: ${method}InvoiceReconciliation(document: $document, addressee: $addressee) { ref outcome warnings }
      }`,
      { document, addressee },
    );
    return result;
  };
  const post = (document = record(), as = cpo, addressee?: string) => send('post', document, as, addressee);
  const put = (document = record(), as = cpo, addressee?: string) => send('put', document, as, addressee);
  const remove = (ref = 'NL/TNM/R1', as = cpo) =>
    world.ask(as, 'mutation ($ref: ID!) { deleteInvoiceReconciliation(ref: $ref) }', { ref });
  const read = (as: Caller, ref = 'NL/TNM/R1') =>
    world.ask<{ document: unknown; record: Data | null }>(
      as,
      `query ($ref: ID!) {
        document: invoiceReconciliationDocument(ref: $ref)
        record: invoiceReconciliation(ref: $ref) {
          ref invoiceId cdrIds cdrs { ref } issuer { ref } counterparty { ref } warnings
        }
      }`,
      { ref },
    );

  it('INV-001 INV-002 INV-006 covers, in direct billing, CDRs of its issuer, shown to be added up', async () => {
    expect(await post()).toEqual({ ref: 'NL/TNM/R1', outcome: 'CREATED', warnings: [] });
    for (const viewer of [cpo, emsp, operator])
      expect(await read(viewer, 'nl/tnm/r1')).toEqual({
        document: record(),
        record: {
          ref: 'NL/TNM/R1',
          invoiceId: 'INV-2026-03',
          cdrIds: ['C101', 'C102'],
          cdrs: [{ ref: 'NL/TNM/C101' }, { ref: 'NL/TNM/C102' }],
          issuer: { ref: 'NL/TNM' },
          counterparty: { ref: 'DE/EMP' },
          warnings: [],
        },
      });
  });

  it('INV-001 INV-011 RTE-049 covers, in reverse billing, CDRs of the receiving CPO', async () => {
    // Another CPO has CDRs of these ids too, but not all of them with this eMSP.
    const other = { country_code: 'FR', party_id: 'OTH' };
    await world.post(cdr(other), { as: otherCpo });
    await world.post(cdr({ ...other, id: 'C102', cdr_token: tokenOf('BE', 'OTH') }), { as: otherCpo });
    expect(await post(reverse(), emsp)).toEqual({ ref: 'DE/EMP/R1', outcome: 'CREATED', warnings: [] });
    expect((await read(cpo, 'DE/EMP/R1')).record).toMatchObject({
      cdrs: [{ ref: 'NL/TNM/C101' }, { ref: 'NL/TNM/C102' }],
      issuer: { ref: 'DE/EMP' },
      counterparty: { ref: 'NL/TNM' },
    });
    // Addressed, the namespace is that of the addressee.
    const addressed = await post(reverse({ id: 'R2' }), emsp, 'fr/oth');
    expect(addressed.warnings).toEqual([
      'The hub knows no CDRs between DE/EMP and FR/OTH with these ids: C102.',
    ]);
    expect((await read(otherCpo, 'DE/EMP/R2')).record).toMatchObject({ cdrs: [{ ref: 'FR/OTH/C101' }] });
  });

  it('INV-008 HUB-034 is seen and listed by the two parties only', async () => {
    await post();
    const list = `{
      invoiceReconciliations { items { ref } total }
      invoiceReconciliationDocuments(window: {}) { items total }
    }`;
    for (const viewer of [cpo, emsp])
      expect(await world.ask(viewer, list)).toEqual({
        invoiceReconciliations: { items: [{ ref: 'NL/TNM/R1' }], total: 1 },
        invoiceReconciliationDocuments: { items: [record()], total: 1 },
      });
    for (const stranger of [otherCpo, otherEmsp, party('NL/NAP', 'NAP')]) {
      expect(await read(stranger)).toEqual({ document: null, record: null });
      expect(await world.ask(stranger, list)).toEqual({
        invoiceReconciliations: { items: [], total: 0 },
        invoiceReconciliationDocuments: { items: [], total: 0 },
      });
    }
    expect((await problemOf(read(anonymous))).code).toBe('UNAUTHENTICATED');
  });

  it('INV-008 INV-015 is sent by its issuer only, in whatever role, and never to itself', async () => {
    for (const stranger of [emsp, otherCpo])
      expect((await problemOf(post(record(), stranger))).code).toBe('FORBIDDEN');
    const ptp = party('BE/PAY', 'PTP');
    const issued = record({ country_code: 'BE', party_id: 'PAY' });
    expect((await post(issued, ptp, 'NL/TNM')).outcome).toBe('CREATED');
    expect((await read(cpo, 'BE/PAY/R1')).document).toEqual(issued);
    expect(await problemOf(post(record({ id: 'R2' }), cpo, 'nl/tnm'))).toMatchObject({
      code: 'INVALID_INPUT',
    });
  });

  it('INV-009 is created once, by one of many writers at once', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        post(record({ invoice_id: `I${i}` })).then(
          ({ outcome }) => outcome,
          (problem: { code: string }) => problem.code,
        ),
      ),
    );
    expect(outcomes.sort()).toEqual([...Array<string>(7).fill('CONFLICT'), 'CREATED']);
    expect(await problemOf(post())).toEqual({
      code: 'CONFLICT',
      message: 'The record NL/TNM/R1 is stored already; send the changed record with PUT.',
    });
  });

  it('INV-004 INV-009 is changed by PUT, and not found when it was never sent', async () => {
    expect(await problemOf(put())).toEqual({
      code: 'NOT_FOUND',
      message: 'The record NL/TNM/R1 is not known here, or is deleted; send it with POST first.',
    });
    await post();
    const later = record({ cdrs: ['C101'], invoice_id: 'INV-2', last_updated: '2026-04-02T00:00:00Z' });
    expect(await put(later)).toEqual({ ref: 'NL/TNM/R1', outcome: 'REPLACED', warnings: [] });
    expect((await read(emsp)).document).toEqual(later);
    // LOC-016: what is older changes nothing.
    expect((await put(record())).outcome).toBe('OLDER');
    expect((await read(emsp)).document).toEqual(later);
    const filtered =
      '{ invoiceReconciliations(filter: { invoiceId: "inv-2", issuer: "nl/tnm", counterparty: "de/emp" }) { total } }';
    expect(await world.ask(operator, filtered)).toEqual({ invoiceReconciliations: { total: 1 } });
    expect((await problemOf(put(later, emsp))).code).toBe('FORBIDDEN');
    expect(
      await world.rows('select topic, addressee from billing.outbox where ref like $1', ['%R1']),
    ).toEqual([
      { topic: 'invoice-reconciliation.updated', addressee: 'DE/EMP' },
      { topic: 'invoice-reconciliation.updated', addressee: 'DE/EMP' },
    ]);
  });

  it('INV-008 stays with the party it was sent to, unless a PUT names another', async () => {
    await post(record(), cpo, 'DE/EMP');
    await world.post(cdr({ id: 'C201', cdr_token: tokenOf('BE', 'OTH') }));
    const later = { cdrs: ['C201'], last_updated: '2026-04-02T00:00:00Z' };
    expect((await put(record(later))).warnings).toEqual([
      'The hub knows no CDRs between NL/TNM and DE/EMP with these ids: C201.',
    ]);
    expect((await read(emsp)).record).not.toBeNull();
    expect((await put(record(later), cpo, 'BE/OTH')).warnings).toEqual([]);
    expect((await read(emsp)).record).toBeNull();
    expect((await read(otherEmsp)).record).toMatchObject({ cdrs: [{ ref: 'NL/TNM/C201' }] });
  });

  it('INV-004 is deleted by its issuer, and may be sent anew after that', async () => {
    await post();
    expect((await problemOf(remove('NL/TNM/R1', emsp))).code).toBe('FORBIDDEN');
    expect(await remove('nl/tnm/r1')).toEqual({ deleteInvoiceReconciliation: 'nl/tnm/r1' });
    expect(await read(cpo)).toEqual({ document: null, record: null });
    expect((await problemOf(remove())).code).toBe('NOT_FOUND');
    expect((await problemOf(put())).code).toBe('NOT_FOUND');
    const anew = record({ invoice_id: 'ANEW', last_updated: '2026-03-01T00:00:00Z' });
    expect((await post(anew)).outcome).toBe('CREATED');
    expect((await read(emsp)).document).toEqual(anew);
  });

  it('INV-010 warns of CDRs that are not known between the two parties, and stores it all the same', async () => {
    await world.post(cdr({ id: 'C103', cdr_token: tokenOf('BE', 'OTH') }));
    const cdrs = ['C101', 'C103', ...Array.from({ length: 12 }, (_, i) => `X${i}`)];
    expect(await post(record({ cdrs }), cpo, 'DE/EMP')).toEqual({
      ref: 'NL/TNM/R1',
      outcome: 'CREATED',
      warnings: [
        'The hub knows no CDRs between NL/TNM and DE/EMP with these ids: C103, X0, X1, X2, X3, X4, X5, X6, X7, X8 and 3 more.',
      ],
    });
    // What comes later is known later.
    for (const id of cdrs.slice(2)) await world.post(cdr({ id }));
    expect((await read(emsp)).record?.warnings).toEqual([
      'The hub knows no CDRs between NL/TNM and DE/EMP with these ids: C103.',
    ]);
  });

  it('RTE-049 is refused when its CDRs are those of several parties and nobody is addressed', async () => {
    await world.post(cdr({ id: 'C103', cdr_token: tokenOf('BE', 'OTH') }));
    expect(await problemOf(post(record({ cdrs: ['C101', 'C103'] })))).toEqual({
      code: 'INVALID_INPUT',
      message:
        'The CDRs of NL/TNM/R1 may be those of BE/OTH or DE/EMP; address the record to the invoiced party.',
    });
  });

  it('INV-010 is seen by its issuer alone when nothing tells whom it is for', async () => {
    const { outcome, warnings } = await post(record({ cdrs: ['X1'] }));
    expect(outcome).toBe('CREATED');
    expect(warnings).toEqual([
      'Nothing tells whom NL/TNM/R1 is for, so only its issuer sees it; send it again, addressed to the invoiced party.',
      'The hub knows no CDRs of NL/TNM with these ids: X1.',
    ]);
    expect((await read(emsp)).record).toBeNull();
    expect((await read(cpo)).record).toMatchObject({ counterparty: null, cdrs: [] });
    // A PUT with CDRs that tell puts it right.
    expect((await put(record({ last_updated: '2026-04-02T00:00:00Z' }))).warnings).toEqual([]);
    expect((await read(emsp)).record).toMatchObject({ counterparty: { ref: 'DE/EMP' } });
  });

  it('INV-012 AMB-027 accepts ids of credit CDRs, longer than the list allows', async () => {
    const id = `C101-${'x'.repeat(34)}`;
    await world.post(credit({ id }));
    expect((await post(record({ cdrs: ['C101', id] }))).warnings).toEqual([]);
    expect((await read(emsp)).record).toMatchObject({
      cdrs: [{ ref: 'NL/TNM/C101' }, { ref: `NL/TNM/${id}` }],
    });
  });

  it('INV-013 accepts CDRs written as objects, and lists them as ids', async () => {
    await post(record({ cdrs: [{ id: 'C101' }, 'C102'], x_unknown: [{ id: 'C101' }] }));
    expect((await read(emsp)).document).toEqual(record({ x_unknown: [{ id: 'C101' }] }));
  });

  it('E12 is refused when it cannot be understood', async () => {
    await expect(post(record({ cdrs: [], invoice_id: undefined }))).rejects.toMatchObject({
      code: 'INVALID_DOCUMENT',
      violations: [{ pointer: '/invoice_id' }, { pointer: '/cdrs' }],
    });
    await expect(put(record({ cdrs: [7] }))).rejects.toMatchObject({ code: 'INVALID_DOCUMENT' });
  });

  it('INV-005 TRN-036 is listed by when it was last updated, and shows its CDRs in parts', async () => {
    await post();
    await post(record({ id: 'R2', cdrs: ['C102', 'c102'], last_updated: '2026-05-01T00:00:00Z' }));
    const { documents, page } = await world.ask<Record<'documents' | 'page', Data>>(
      emsp,
      `{
        documents: invoiceReconciliationDocuments(window: { dateFrom: "2026-05-01T00:00:00Z" }, owner: "nl/tnm") { items total }
        page: invoiceReconciliations { items { id first: cdrs(limit: 1) { id } rest: cdrs(offset: 1) { id } } }
      }`,
    );
    expect(documents).toMatchObject({ items: [{ id: 'R2' }], total: 1 });
    expect(page['items']).toEqual([
      { id: 'R1', first: [{ id: 'C101' }], rest: [{ id: 'C102' }] },
      { id: 'R2', first: [{ id: 'C102' }], rest: [] },
    ]);
  });

  it('finds records by reference for the graph, only for those who may see them', async () => {
    await post();
    const of = [{ __typename: 'InvoiceReconciliationRecord', ref: 'NL/TNM/R1' }];
    const text =
      'query ($of: [_Any!]!) { _entities(representations: $of) { ... on InvoiceReconciliationRecord { id } } }';
    expect(await world.ask(emsp, text, { of })).toEqual({ _entities: [{ id: 'R1' }] });
    expect(await world.ask(otherEmsp, text, { of })).toEqual({ _entities: [null] });
  });
});
