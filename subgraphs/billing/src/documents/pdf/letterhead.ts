/** The upper part of the first page: who bills whom for what time, and how much is to be paid by when. */
import type { PartyView, StatementHead as Head } from '../statement-view.js';
import {
  countryOf,
  dayOf,
  daysOf,
  ibanInFours,
  lastDayOf,
  legalNameOf,
  moneyIn,
  titles,
} from '../wording.rules.js';
import { ink, LEFT, RIGHT, rule, TOP, WIDTH, wrapped, write, type Sheet } from './paper.js';

const COLUMN = 148;
const GAP = 16;
const LINE = 12.5;

const addressOf = (party: PartyView): string[] => {
  const { name, legalName, address, vatId, email, ref } = party;
  return [
    legalName !== undefined && legalName !== name ? name : '',
    address?.street ?? '',
    address ? `${address.postalCode} ${address.city}`.trim() : '',
    address ? countryOf(address.country) : '',
    vatId ? `VAT ${vatId}` : '',
    email ?? '',
    `OCPI ${ref}`,
  ].filter((line) => line !== '');
};

const drawParty = (sheet: Sheet, label: string, party: PartyView, x: number, top: number): number => {
  write(sheet, label, x, top, COLUMN, { size: 7.5, color: ink.quiet });
  let y = top + 13;
  for (const line of wrapped(sheet, legalNameOf(party), COLUMN, { size: 9.5, bold: true }, 3)) {
    write(sheet, line, x, y, COLUMN, { size: 9.5, bold: true });
    y += 13;
  }
  for (const line of addressOf(party)) {
    write(sheet, line, x, y, COLUMN, { size: 8.5 });
    y += LINE;
  }
  return y;
};

const factsOf = (head: Head): [string, string][] => [
  ['Number', head.number],
  ['Issued', dayOf(head.issuedAt)],
  ['Period', daysOf(head.periodFrom, lastDayOf(head.periodTo))],
  ...(head.payableBy && !head.settledBy
    ? ([['Payable by', dayOf(head.payableBy)]] as [string, string][])
    : []),
  ['Currency', head.currency],
  ...head.references.map((number): [string, string] => ['Refers to', number]),
];

const drawFacts = (sheet: Sheet, head: Head, x: number, top: number): number => {
  const width = RIGHT - x;
  write(sheet, 'Details', x, top, width, { size: 7.5, color: ink.quiet });
  let y = top + 13;
  for (const [label, value] of factsOf(head).slice(0, 9)) {
    write(sheet, label, x, y, 50, { color: ink.quiet });
    write(sheet, value, x + 52, y, width - 52, { bold: label === 'Number' });
    y += LINE;
  }
  return y;
};

/** What the reader looks for first. */
export const amountToSee = (head: Head): { label: string; amount: string } => {
  const isNegative = head.totalAfterTaxes.startsWith('-');
  const amount = moneyIn(head.currency, head.totalAfterTaxes.replace(/^-/, ''));
  if (head.settledBy)
    return { label: `Set off in ${head.settledBy}`, amount: moneyIn(head.currency, head.totalAfterTaxes) };
  if (head.kind === 'CREDIT_NOTE') return { label: isNegative ? 'Charged again' : 'Credited to you', amount };
  if (isNegative) return { label: `In favour of ${legalNameOf(head.recipient)}`, amount };
  const by = head.payableBy ? ` by ${dayOf(head.payableBy)}` : '';
  return { label: head.kind === 'INVOICE' ? `Please pay${by}` : `Balance${by}`, amount };
};

/** Draws it; tells where the rest of the page begins. */
export const drawLetterhead = (sheet: Sheet, head: Head): number => {
  write(sheet, head.issuer.name, LEFT, TOP + 3, WIDTH / 2, { size: 14, bold: true });
  const title = { size: 22, bold: true, color: ink.accent, align: 'right' } as const;
  write(sheet, titles[head.kind], LEFT + WIDTH / 2, TOP - 3, WIDTH / 2, title);
  rule(sheet, TOP + 34, ink.accent, 1.2);

  const top = TOP + 50;
  const bottom = Math.max(
    drawParty(sheet, 'From', head.issuer, LEFT, top),
    drawParty(sheet, 'To', head.recipient, LEFT + COLUMN + GAP, top),
    drawFacts(sheet, head, LEFT + 2 * (COLUMN + GAP), top),
  );

  const box = bottom + 12;
  const { label, amount } = amountToSee(head);
  sheet.roundedRect(LEFT, box, WIDTH, 40, 3).fill(ink.tint);
  write(sheet, label, LEFT + 14, box + 14, WIDTH / 2, { size: 10, color: ink.accent });
  write(sheet, amount, LEFT + WIDTH / 2, box + 11, WIDTH / 2 - 14, { size: 15, bold: true, align: 'right' });
  return box + 40 + 20;
};

/** What is needed to pay: to whom, on which account, with which reference. Empty when nothing is to be paid in. */
export const paymentFacts = (head: Head): [string, string][] => {
  const { iban, bic } = head.issuer;
  if (!iban || head.settledBy || head.kind === 'CREDIT_NOTE' || !/^[^-]*[1-9]/.test(head.totalAfterTaxes))
    return [];
  return [
    ['Account holder', legalNameOf(head.issuer)],
    ['IBAN', ibanInFours(iban)],
    ...(bic ? ([['BIC', bic]] as [string, string][]) : []),
    ['Reference', head.number],
  ];
};
