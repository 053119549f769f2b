/**
 * What a bank refuses in a file of SEPA credit transfers, found before the file is made; and text as every bank takes
 * it. One wrong account makes some banks refuse the whole file.
 */
import { Decimal } from 'decimal.js';
import { isValidBIC, isValidIBAN } from 'ibantools';
import type { PayoutAccount, PayoutFile } from './payout-file.js';

/** Letters that lose nothing but their marks, and those that have a spelling of their own. */
const SPELT: Record<string, string> = {
  ß: 'ss',
  ẞ: 'SS',
  æ: 'ae',
  Æ: 'AE',
  œ: 'oe',
  Œ: 'OE',
  ø: 'o',
  Ø: 'O',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ð: 'd',
  Ð: 'D',
  þ: 'th',
  Þ: 'TH',
  ı: 'i',
  '&': '+',
};

/**
 * In the Latin letters and signs of SEPA (EPC 217-08), cut to a length; "." for what has no spelling. The bank's rule
 * that a text neither begins nor ends with "/" and has no "//" is kept too.
 */
export const sepaText = (text: string, most: number): string =>
  [...text]
    .map((sign) => SPELT[sign] ?? sign)
    .join('')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/[^A-Za-z0-9/?:().,'+ -]/g, '.')
    .replace(/\/{2,}/g, '/')
    .slice(0, most)
    .replace(/^[/ ]+|[/ ]+$/g, '');

const ID = /^(?!\/)(?!.*\/\/)[A-Za-z0-9/?:().,'+ -]{1,35}(?<!\/)$/;
const MOST = new Decimal('999999999.99');

const ofAccount = (whose: string, { holder, iban, bic }: PayoutAccount): string[] => [
  ...(sepaText(holder, 70) === '' ? [`${whose} has no account holder.`] : []),
  ...(isValidIBAN(iban) ? [] : [`${whose} has the IBAN ${iban || '(none)'}, which is none.`]),
  ...(bic === null || isValidBIC(bic) ? [] : [`${whose} has the BIC ${bic}, which is none.`]),
];

/** Sentences that say what is wrong; empty when a bank can take the file. */
export const faultsOf = ({ messageId, executeOn, payer, payouts }: PayoutFile): string[] => {
  const ids = new Set<string>();
  const faults = ofAccount('The account that pays', payer);
  if (!ID.test(messageId)) faults.push(`"${messageId}" can not be the id of a file.`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(executeOn)) faults.push(`"${executeOn}" is no day.`);
  if (payouts.length === 0) faults.push('The file has no payouts.');
  for (const { endToEndId, amount, payee } of payouts) {
    if (!ID.test(endToEndId)) faults.push(`"${endToEndId}" can not be the id of a payout.`);
    if (ids.has(endToEndId)) faults.push(`${endToEndId} is there twice.`);
    ids.add(endToEndId);
    const euros = new Decimal(amount);
    if (!euros.gt(0) || euros.gt(MOST) || euros.decimalPlaces() > 2)
      faults.push(`${endToEndId} is over ${amount} euros, which no bank transfers.`);
    faults.push(...ofAccount(endToEndId, payee));
  }
  return faults;
};
