/** Payment files for the bank, held to the XML Schema of ISO 20022, and what is refused before one is made. */
import { faultsOf, sepaText } from '../../src/documents/pain001/credit-transfer.rules.js';
import { creditTransferXml } from '../../src/documents/pain001/credit-transfer.xml.js';
import type { Payout, PayoutFile } from '../../src/documents/pain001/payout-file.js';
import { painErrors } from './published-rules.js';

const payout = (difference: Partial<Payout> = {}): Payout => ({
  endToEndId: 'CS-7F3A',
  amount: '1234.5',
  payee: { holder: 'Fahrstrom Łódź & Söhne GmbH', iban: 'DE89370400440532013000', bic: 'COBADEFFXXX' },
  message: 'Statement NET-2026-000007',
  ...difference,
});

const file = (payouts: readonly Payout[], difference: Partial<PayoutFile> = {}): PayoutFile => ({
  messageId: 'CS-0b5ad3b1c1c14df5a1e5b1f6b0a7c0de',
  createdAt: '2026-11-23T09:00:00.000Z',
  executeOn: '2026-11-24',
  payer: { holder: 'ChargeSphere Hub B.V.', iban: 'NL91ABNA0417164300', bic: 'ABNANL2A' },
  payouts,
  ...difference,
});

const xmlOf = (made: PayoutFile): string => [...creditTransferXml(made)].join('');

describe('a payment file', () => {
  it('fulfils the XML Schema of pain.001.001.09', async () => {
    const many = Array.from({ length: 300 }, (_, i) => payout({ endToEndId: `CS-${i}`, amount: `${i}.07` }));
    const noBank = { ...payout().payee, bic: null };
    const files = [
      file([payout()]),
      file(many.slice(1)),
      file([payout({ payee: noBank, message: '' })], { payer: { ...noBank, holder: 'Ω' } }),
    ];
    const errors = await painErrors(files.map(xmlOf));
    if (!errors) return;
    expect(errors).toEqual([]);
    const broken = xmlOf(file([payout()])).replace('<IBAN>', '<IBAN>12-');
    expect((await painErrors([broken]))?.join()).toContain('IBAN');
  }, 240_000);

  it('counts and adds up what it holds, to the cent', () => {
    const xml = xmlOf(file([payout({ amount: '0.1' }), payout({ endToEndId: 'CS-2', amount: '0.2' })]));
    expect(xml.match(/<NbOfTxs>2<\/NbOfTxs>\s*<CtrlSum>0\.30<\/CtrlSum>/g)).toHaveLength(2);
    expect(xml).toContain('<InstdAmt Ccy="EUR">0.10</InstdAmt>');
    expect(xml).toContain('<EndToEndId>CS-2</EndToEndId>');
  });

  it('names banks where they are known, and says so where not', () => {
    const { payee } = payout();
    const xml = xmlOf(file([payout({ payee: { ...payee, bic: null } })]));
    expect(xml).toContain('<BICFI>ABNANL2A</BICFI>');
    expect(xml).not.toContain('<CdtrAgt>');
    expect(xmlOf(file([payout()], { payer: { ...payee, bic: null } }))).toContain('<Id>NOTPROVIDED</Id>');
  });
});

describe('what a bank would refuse', () => {
  it('is told payout by payout, before a file is made', () => {
    const wrong = file(
      [
        payout({ amount: '0' }),
        payout({ amount: '1.005' }),
        payout({ endToEndId: 'x'.repeat(36) }),
        payout({ endToEndId: 'B', payee: { holder: ' ', iban: 'DE00370400440532013000', bic: 'NOBIC' } }),
      ],
      { messageId: '/x', executeOn: 'tomorrow' },
    );
    expect(faultsOf(wrong)).toEqual([
      '"/x" can not be the id of a file.',
      '"tomorrow" is no day.',
      'CS-7F3A is over 0 euros, which no bank transfers.',
      'CS-7F3A is there twice.',
      'CS-7F3A is over 1.005 euros, which no bank transfers.',
      `"${'x'.repeat(36)}" can not be the id of a payout.`,
      'B has no account holder.',
      'B has the IBAN DE00370400440532013000, which is none.',
      'B has the BIC NOBIC, which is none.',
    ]);
    expect(() => creditTransferXml(wrong)).toThrow('No bank would take this file.');
    expect(faultsOf(file([]))).toEqual(['The file has no payouts.']);
  });

  it('is not in its texts: SEPA has Latin letters, without marks', () => {
    expect(sepaText('Fahrstrom Łódź & Söhne GmbH', 70)).toBe('Fahrstrom Lodz + Sohne GmbH');
    expect(sepaText('Straße 7 – „Ætt“ \u0000 日本', 70)).toBe('Strasse 7 . .AEtt. . ..');
    expect(sepaText('//a//b/', 70)).toBe('a/b');
    expect(sepaText('x'.repeat(200), 70)).toHaveLength(70);
  });
});
