/**
 * SEPA credit transfers as pain.001.001.09 (ISO 20022), which the EPC's rulebook asks of banks since 2023. Written part
 * by part, so that a batch of any size can be sent while it is written.
 */
import { Problem } from '@chargesphere/schema';
import { Decimal } from 'decimal.js';
import { xmlDocument, type Xml } from '../xml.js';
import { faultsOf, sepaText } from './credit-transfer.rules.js';
import type { Payout, PayoutAccount, PayoutFile } from './payout-file.js';

const NAMESPACE = 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.09';

/** Yields the file in pieces; throws before the first when a bank would refuse it. */
export const creditTransferXml = (file: PayoutFile): Generator<string> => {
  const faults = faultsOf(file);
  if (faults.length > 0)
    throw new Problem('INVALID_INPUT', `No bank would take this file. ${faults.slice(0, 10).join(' ')}`);
  return xmlDocument('Document', { xmlns: NAMESPACE }, [{ CstmrCdtTrfInitn: transferOf(file) }]);
};

const transferOf = ({ messageId, createdAt, executeOn, payer, payouts }: PayoutFile): Xml => {
  const sums = {
    NbOfTxs: String(payouts.length),
    CtrlSum: payouts.reduce((sum, { amount }) => sum.plus(amount), new Decimal(0)).toFixed(2),
  };
  return {
    GrpHdr: {
      MsgId: messageId,
      CreDtTm: new Date(createdAt).toISOString(),
      ...sums,
      InitgPty: { Nm: sepaText(payer.holder, 70) },
    },
    PmtInf: {
      PmtInfId: messageId,
      PmtMtd: 'TRF',
      ...sums,
      PmtTpInf: { SvcLvl: { Cd: 'SEPA' } },
      ReqdExctnDt: { Dt: executeOn },
      Dbtr: { Nm: sepaText(payer.holder, 70) },
      DbtrAcct: { Id: { IBAN: payer.iban } },
      // Banks find each other by IBAN; one that insists on an agent takes this.
      DbtrAgt: payer.bic ? bankOf(payer.bic) : { FinInstnId: { Othr: { Id: 'NOTPROVIDED' } } },
      ChrgBr: 'SLEV',
      CdtTrfTxInf: payouts.map(payoutOf),
    },
  };
};

const bankOf = (bic: string): Xml => ({ FinInstnId: { BICFI: bic } });

const payoutOf = ({ endToEndId, amount, payee, message }: Payout): Xml => ({
  PmtId: { EndToEndId: endToEndId },
  Amt: { InstdAmt: { '#': new Decimal(amount).toFixed(2), '@Ccy': 'EUR' } },
  ...receiverOf(payee),
  RmtInf: { Ustrd: sepaText(message, 140) },
});

const receiverOf = ({ holder, iban, bic }: PayoutAccount): Record<string, Xml | undefined> => ({
  CdtrAgt: bic === null ? undefined : bankOf(bic),
  Cdtr: { Nm: sepaText(holder, 70) },
  CdtrAcct: { Id: { IBAN: iban } },
});
