/**
 * A statement as UBL 2.1 Invoice or CreditNote by EN 16931, which every buyer's software in Europe reads. Written part
 * by part. What may keep a statement from being one is looked at first: `invoice.rules.ts`. Numbers such as BT-25 are
 * those of the business terms of EN 16931.
 */
import { Decimal } from 'decimal.js';
import { lastDayOf, legalNameOf } from '../wording.rules.js';
import type { PartyView, StatementLineView, StatementUnit, StatementView } from '../statement-view.js';
import { xmlDocument, type Xml } from '../xml.js';
import { breakdownOf, exemptionOf, vatOf, type Vat } from './vat.rules.js';

const OASIS = 'urn:oasis:names:specification:ubl:schema:xsd';

/** How the two documents differ. A credit note says with positive amounts what is given back, as the view does. */
const shapes = {
  INVOICE: { root: 'Invoice', line: 'cac:InvoiceLine', quantity: 'cbc:InvoicedQuantity' },
  CREDIT_NOTE: { root: 'CreditNote', line: 'cac:CreditNoteLine', quantity: 'cbc:CreditedQuantity' },
} as const;

type Shape = (typeof shapes)[keyof typeof shapes];

/** UN/ECE Recommendation 20; a percentage is no quantity, so its line is one piece. */
const unitCodes: Record<StatementUnit, string> = { kWh: 'KWH', h: 'HUR', session: 'C62', percent: 'C62' };

const dateOf = (at: string): string => new Date(at).toISOString().slice(0, 10);

/** Yields the document in pieces. The statement has no obstacles. */
export const invoiceXml = (view: StatementView): Generator<string> => {
  const shape = view.kind === 'CREDIT_NOTE' ? shapes.CREDIT_NOTE : shapes.INVOICE;
  const namespaces = {
    xmlns: `${OASIS}:${shape.root}-2`,
    'xmlns:cac': `${OASIS}:CommonAggregateComponents-2`,
    'xmlns:cbc': `${OASIS}:CommonBasicComponents-2`,
  };
  return xmlDocument(shape.root, namespaces, partsOf(view, shape));
};

function* partsOf(view: StatementView, shape: Shape): Generator<Xml> {
  const money = moneyOf(view.currency);
  const hasVatNumbers = view.lines.every((line) => vatOf(view, line)?.category !== 'O');
  yield headOf(view, shape);
  yield { 'cac:AccountingSupplierParty': partyOf(view.issuer, hasVatNumbers) };
  yield { 'cac:AccountingCustomerParty': partyOf(view.recipient, hasVatNumbers) };
  yield paymentOf(view, shape);
  yield taxOf(view, money);
  yield totalsOf(view, money);
  for (const line of view.lines) yield { [shape.line]: lineOf(view, line, shape, money) };
}

type Money = (amount: string | Decimal) => Xml;

const moneyOf =
  (currency: string): Money =>
  (amount) => ({ '#': new Decimal(amount).plus(0).toFixed(2), '@currencyID': currency });

const headOf = (view: StatementView, { root }: Shape): Xml => ({
  'cbc:CustomizationID': 'urn:cen.eu:en16931:2017',
  'cbc:ID': view.number,
  'cbc:IssueDate': dateOf(view.issuedAt),
  ...(root === 'Invoice' && { 'cbc:DueDate': view.payableBy && dateOf(view.payableBy) }),
  [`cbc:${root}TypeCode`]: root === 'Invoice' ? '380' : '381',
  'cbc:DocumentCurrencyCode': view.currency,
  'cbc:BuyerReference': view.recipient.ref,
  'cac:InvoicePeriod': {
    'cbc:StartDate': dateOf(view.periodFrom),
    'cbc:EndDate': dateOf(lastDayOf(view.periodTo)),
  },
  // BT-25: what a credit note takes back, and whatever else the statement is about.
  'cac:BillingReference': view.references.map((number) => ({
    'cac:InvoiceDocumentReference': { 'cbc:ID': number },
  })),
});

/** Who is not subject to VAT names no VAT number, nor does the buyer then (BR-O-02 to BR-O-04). */
const partyOf = (party: PartyView, hasVatNumber: boolean): Xml => {
  const { ref, name, address, vatId, email } = party;
  return {
    'cac:Party': {
      'cac:PartyIdentification': { 'cbc:ID': ref },
      'cac:PartyName': { 'cbc:Name': name },
      'cac:PostalAddress': address && {
        'cbc:StreetName': address.street,
        'cbc:CityName': address.city,
        'cbc:PostalZone': address.postalCode,
        'cac:Country': { 'cbc:IdentificationCode': address.country },
      },
      'cac:PartyTaxScheme':
        hasVatNumber && vatId !== undefined
          ? { 'cbc:CompanyID': vatId, 'cac:TaxScheme': { 'cbc:ID': 'VAT' } }
          : undefined,
      'cac:PartyLegalEntity': { 'cbc:RegistrationName': legalNameOf(party) },
      'cac:Contact': { 'cbc:ElectronicMail': email },
    },
  };
};

/**
 * Code 58 is a SEPA credit transfer, 30 any other, 97 the setting off between partners. A credit note tells no account:
 * nothing is to be paid in.
 */
const paymentOf = (view: StatementView, { root }: Shape): Xml => {
  const { issuer, currency, payableBy, number, settledBy, totalAfterTaxes } = view;
  if (settledBy !== undefined) {
    return {
      'cac:PaymentMeans': { 'cbc:PaymentMeansCode': '97', 'cbc:PaymentID': settledBy },
      'cac:PaymentTerms': { 'cbc:Note': `Set off in ${settledBy}` },
    };
  }
  if (root !== 'Invoice') return {};
  const isDue = new Decimal(totalAfterTaxes).gt(0);
  return {
    'cac:PaymentMeans':
      issuer.iban === undefined
        ? undefined
        : {
            'cbc:PaymentMeansCode': currency === 'EUR' ? '58' : '30',
            'cbc:PaymentID': number,
            'cac:PayeeFinancialAccount': {
              'cbc:ID': issuer.iban,
              'cbc:Name': legalNameOf(issuer),
              'cac:FinancialInstitutionBranch': { 'cbc:ID': issuer.bic },
            },
          },
    // BR-CO-25: what is due needs a day or terms.
    'cac:PaymentTerms': isDue && payableBy === undefined ? { 'cbc:Note': 'As agreed' } : undefined,
  };
};

const categoryOf = ({ category, rate }: Vat, exemption?: ReturnType<typeof exemptionOf>): Xml => ({
  'cbc:ID': category,
  'cbc:Percent': rate?.toFixed(),
  'cbc:TaxExemptionReasonCode': exemption?.code,
  'cbc:TaxExemptionReason': exemption?.reason,
  'cac:TaxScheme': { 'cbc:ID': 'VAT' },
});

const taxOf = (view: StatementView, money: Money): Xml => ({
  'cac:TaxTotal': {
    'cbc:TaxAmount': money(view.totalTaxes),
    'cac:TaxSubtotal': breakdownOf(view).map((vat) => ({
      'cbc:TaxableAmount': money(vat.base),
      'cbc:TaxAmount': money(vat.amount),
      'cac:TaxCategory': categoryOf(vat, exemptionOf(vat.category)),
    })),
  },
});

const totalsOf = (view: StatementView, money: Money): Xml => ({
  'cac:LegalMonetaryTotal': {
    'cbc:LineExtensionAmount': money(view.totalBeforeTaxes),
    'cbc:TaxExclusiveAmount': money(view.totalBeforeTaxes),
    'cbc:TaxInclusiveAmount': money(view.totalAfterTaxes),
    'cbc:PayableAmount': money(view.totalAfterTaxes),
  },
});

/**
 * A price is never negative (BR-27), so of a line that gives back the quantity is. Eight decimals of price give the
 * amount again to the cent for anything below a million units.
 */
const lineOf = (view: StatementView, line: StatementLineView, shape: Shape, money: Money): Xml => {
  const net = new Decimal(line.amountBeforeTaxes);
  const counted = new Decimal(line.quantity);
  const isCounted = line.unit !== 'percent' && counted.gt(0);
  const pieces = isCounted ? counted : new Decimal(1);
  const vat = vatOf(view, line);
  const percent = line.unit === 'percent' ? ` (${line.quantity} %)` : '';
  return {
    'cbc:ID': String(line.position),
    [shape.quantity]: {
      '#': (net.isNegative() && !net.isZero() ? pieces.neg() : pieces).toFixed(),
      '@unitCode': isCounted ? unitCodes[line.unit] : 'C62',
    },
    'cbc:LineExtensionAmount': money(line.amountBeforeTaxes),
    // BT-128, "invoiced object": the CDR that the line bills.
    'cac:DocumentReference':
      line.cdrRef === null ? undefined : { 'cbc:ID': line.cdrRef, 'cbc:DocumentTypeCode': '130' },
    'cac:Item': {
      'cbc:Description': `Ended ${line.at}`,
      'cbc:Name': `${line.description}${percent}`,
      'cac:ClassifiedTaxCategory': vat ? categoryOf(vat) : undefined,
    },
    'cac:Price': {
      'cbc:PriceAmount': {
        '#': net.abs().div(pieces).toDecimalPlaces(8).toFixed(),
        '@currencyID': view.currency,
      },
    },
  };
};
