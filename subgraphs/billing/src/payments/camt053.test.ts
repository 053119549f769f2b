import { readCamt053 } from './camt053.js';

const statement = (entries: string, version = '08') => `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.${version}">
  <BkToCstmrStmt>
    <GrpHdr><MsgId>M1</MsgId><CreDtTm>2026-11-23T06:00:00+01:00</CreDtTm></GrpHdr>
    <Stmt>
      <Id>2026-327</Id><CreDtTm>2026-11-23T06:00:00+01:00</CreDtTm>
      <Acct><Id><IBAN>NL91 ABNA 0417 1643 00</IBAN></Id><Ccy>EUR</Ccy></Acct>
      ${entries}
    </Stmt>
  </BkToCstmrStmt>
</Document>`;

const only = (xml: string) => {
  const [found, ...more] = readCamt053(xml).flatMap(({ transactions }) => transactions);
  expect(more).toEqual([]);
  return found;
};

const incoming = `<Ntry>
  <NtryRef>1</NtryRef><Amt Ccy="EUR">0100.50</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
  <BookgDt><Dt>2026-11-22</Dt></BookgDt><AcctSvcrRef>B-77</AcctSvcrRef>
  <NtryDtls><TxDtls>
    <Refs><EndToEndId>RF35CS000000042</EndToEndId></Refs>
    <RltdPties><Dbtr><Pty><Nm>E &amp; M Mobility</Nm></Pty></Dbtr><DbtrAcct><Id><IBAN>DE89370400440532013000</IBAN></Id></DbtrAcct></RltdPties>
    <RmtInf><Ustrd>Invoice</Ustrd><Ustrd>0042</Ustrd><Strd><CdtrRefInf><Ref>RF35CS000000042</Ref></CdtrRefInf></Strd></RmtInf>
  </TxDtls></NtryDtls>
</Ntry>`;

it('reads what came in, with all it can be known by', () => {
  const [read] = readCamt053(statement(incoming));
  expect(read).toMatchObject({ id: '2026-327', account: 'NL91ABNA0417164300', currency: 'EUR', pending: 0 });
  expect(read?.transactions).toEqual([
    {
      key: 'bank:B-77',
      isCredit: true,
      isReturn: false,
      amount: '100.5',
      currency: 'EUR',
      bookedAt: '2026-11-22',
      endToEndId: 'RF35CS000000042',
      batchId: null,
      creditorReference: 'RF35CS000000042',
      text: 'Invoice 0042',
      counterparty: { name: 'E & M Mobility', iban: 'DE89370400440532013000' },
      returnReason: null,
    },
  ]);
});

it('reads the second version as it reads the later ones', () => {
  const early = incoming
    .replace('<Sts><Cd>BOOK</Cd></Sts>', '<Sts>BOOK</Sts>')
    .replace('<Pty><Nm>E &amp; M Mobility</Nm></Pty>', '<Nm>E &amp; M Mobility</Nm>');
  expect(only(statement(early, '02'))).toEqual(only(statement(incoming)));
});

it('leaves out what is not booked yet, and says how much', () => {
  const pending = incoming.replace('<Cd>BOOK</Cd>', '<Cd>PDNG</Cd>');
  expect(readCamt053(statement(pending))).toMatchObject([{ transactions: [], pending: 1 }]);
});

it('tells a payment that came back, and why', () => {
  const returned = `<Ntry><Amt Ccy="EUR">8.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>
    <NtryDtls><TxDtls><Refs><EndToEndId>E1</EndToEndId></Refs><RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf></TxDtls></NtryDtls></Ntry>`;
  expect(only(statement(returned))).toMatchObject({
    isCredit: true,
    isReturn: true,
    returnReason: 'AC04',
    endToEndId: 'E1',
    key: 'place:2026-327/1',
  });
});

it('takes a booking of many apart by its details, and one without details by its batch', () => {
  const detail = (id: string, amount: string) =>
    `<TxDtls><Refs><EndToEndId>${id}</EndToEndId></Refs><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>DBIT</CdtDbtInd></TxDtls>`;
  const whole = (
    details: string,
  ) => `<Ntry><Amt Ccy="EUR">30.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts>
    <AcctSvcrRef>B-9</AcctSvcrRef><NtryDtls><Btch><PmtInfId>BATCH-1</PmtInfId><NbOfTxs>2</NbOfTxs></Btch>${details}</NtryDtls></Ntry>`;
  const [split] = readCamt053(statement(whole(detail('A', '10.00') + detail('B', '20.00'))));
  expect(split?.transactions).toMatchObject([
    { key: 'bank:B-9/1', endToEndId: 'A', amount: '10', batchId: null, isCredit: false },
    { key: 'bank:B-9/2', endToEndId: 'B', amount: '20', batchId: null, isCredit: false },
  ]);
  expect(only(statement(whole('')))).toMatchObject({ endToEndId: null, batchId: 'BATCH-1', amount: '30' });
});

it('takes no booking for the repetition of another that bears the same reference of the bank', () => {
  const [read] = readCamt053(statement(incoming + incoming));
  expect(read?.transactions.map(({ key }) => key)).toEqual(['bank:B-77', 'bank:B-77#2']);
});

it.each([
  ['no XML', 'MT940: :20:', 'It is no'],
  ['another document', '<Document><CstmrCdtTrfInitn/></Document>', 'It is no camt.053'],
  ['a DOCTYPE', '<!DOCTYPE d [<!ENTITY a "b">]><Document/>', 'It has a DOCTYPE'],
  ['no account', statement('').replace(/<Acct>.*<\/Acct>/, ''), 'of which account'],
  ['no amount', statement(incoming.replace('0100.50', '1e3')), 'has no amount'],
  ['no direction', statement(incoming.replace('<CdtDbtInd>CRDT</CdtDbtInd>', '')), 'came or went'],
])('refuses %s, and says why', (_, xml, why) => {
  expect(() => readCamt053(xml)).toThrow(why);
});
