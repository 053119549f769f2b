/**
 * A statement as a PDF that people read, check and pay by: letterhead, one row for each line with the CDR it bills, sums
 * carried from page to page, taxes by rate, totals, and how to pay.
 */
import { setImmediate as breathe } from 'node:timers/promises';
import type { Readable } from 'node:stream';
import { Decimal } from 'decimal.js';
import type { StatementLineView, StatementView } from '../statement-view.js';
import {
  amountIn,
  legalNameOf,
  minuteOf,
  moneyIn,
  quantityOf,
  rateOf,
  taxOf,
  titles,
} from '../wording.rules.js';
import { drawLetterhead, paymentFacts } from './letterhead.js';
import { planPages, type PlannedPage } from './page-plan.rules.js';
import { FOOT, ink, LEFT, openPaper, RIGHT, rule, TOP, WIDTH, wrapped, write, type Sheet } from './paper.js';

/** More lines than people read: about 100 pages, two seconds. The CSV and the XML have all, and the PDF says so. */
export const PRINTED_LINES = 2000;

const HEAD = 20;
const CARRY = 17;

/** Where a column begins and how wide it is. */
const columns = {
  position: [LEFT, 26],
  description: [LEFT + 28, 178],
  quantity: [LEFT + 210, 66],
  net: [LEFT + 280, 62],
  rate: [LEFT + 346, 36],
  tax: [LEFT + 386, 48],
  gross: [LEFT + 438, WIDTH - 438],
} as const;

/** What is placed on a page as one. */
interface Piece {
  readonly height: number;
  draw(y: number): void;
}

interface Sums {
  readonly lines: number;
  readonly net: Decimal;
  readonly tax: Decimal;
  readonly gross: Decimal;
}

/** `lines` may hold fewer than there are: then `totalLines` says how many. */
export const statementPdf = (view: StatementView, totalLines = view.lines.length): Readable => {
  const { number, kind, issuer, recipient, issuedAt } = view;
  const sheet = openPaper({
    title: `${titles[kind]} ${number}`,
    author: legalNameOf(issuer),
    subject: `${titles[kind]} of ${issuer.ref} for ${recipient.ref}`,
    at: new Date(issuedAt),
  });
  new StatementPages(sheet, view, totalLines).draw().then(
    () => sheet.end(),
    (error: unknown) => sheet.destroy(error instanceof Error ? error : new Error(String(error))),
  );
  return sheet;
};

class StatementPages {
  readonly #lines: readonly StatementLineView[];
  #sums: Sums = { lines: 0, net: new Decimal(0), tax: new Decimal(0), gross: new Decimal(0) };

  constructor(
    private readonly sheet: Sheet,
    private readonly view: StatementView,
    private readonly totalLines: number,
  ) {
    this.#lines = view.lines.slice(0, PRINTED_LINES);
  }

  /** A statement of account sets documents off: they have neither quantities nor taxes. */
  get #isAccount(): boolean {
    return this.view.kind === 'STATEMENT';
  }

  async draw(): Promise<void> {
    const { sheet, view } = this;
    sheet.addPage();
    const firstTop = drawLetterhead(sheet, view);
    const lines = this.#lines.map((line) => this.#line(line));
    const pieces = [...lines, ...this.#closing()];
    const plan = planPages(
      pieces.map(({ height }) => height),
      lines.length,
      { first: FOOT - firstTop, next: FOOT - TOP, tableHead: HEAD, carry: CARRY },
    );
    for (const [index, page] of plan.entries()) {
      if (index > 0) {
        sheet.addPage();
        // Others want to be answered too: a page is the longest that a document holds them up.
        await breathe();
      }
      this.#page(pieces, page, index === 0 ? firstTop : TOP);
      this.#foot(index + 1, plan.length);
    }
  }

  #page(pieces: readonly Piece[], { from, to }: PlannedPage, top: number): void {
    const lines = this.#lines.length;
    let y = top;
    if (from < lines) {
      this.#tableHead(y);
      y += HEAD;
      if (from > 0) {
        this.#carry('Brought forward', from, y);
        y += CARRY;
      }
    }
    for (const piece of pieces.slice(from, to)) {
      piece.draw(y);
      y += piece.height;
    }
    if (to < lines) this.#carry('Carried forward', to, y);
  }

  #tableHead(y: number): void {
    const { sheet, view } = this;
    const style = { size: 7.5, color: ink.quiet };
    const right = { ...style, align: 'right' } as const;
    write(sheet, '#', ...at(columns.position, y), style);
    write(sheet, this.#isAccount ? 'Document' : 'Description', ...at(columns.description, y), style);
    write(sheet, `Total ${view.currency}`, ...at(columns.gross, y), right);
    rule(sheet, y + HEAD - 6, ink.text, 0.8);
    if (this.#isAccount) return;
    write(sheet, 'Quantity', ...at(columns.quantity, y), right);
    write(sheet, 'Before tax', ...at(columns.net, y), right);
    write(sheet, 'Rate', ...at(columns.rate, y), right);
    write(sheet, 'Tax', ...at(columns.tax, y), right);
  }

  #line(line: StatementLineView): Piece {
    const { sheet, view } = this;
    const [, width] = columns.description;
    const texts = wrapped(sheet, line.description, width, {}, 2);
    const height = 8 + texts.length * 11 + 10;
    const draw = (top: number) => {
      const y = top + 4;
      const right = { align: 'right' } as const;
      write(sheet, String(line.position), ...at(columns.position, y), { color: ink.quiet });
      for (const [i, text] of texts.entries()) write(sheet, text, ...at(columns.description, y + i * 11));
      const origin = [minuteOf(line.at), ...(line.cdrRef ? [`CDR ${line.cdrRef}`] : [])].join('  \u00b7  ');
      const small = { size: 7, color: ink.quiet };
      write(sheet, origin, columns.description[0], y + texts.length * 11, 250, small);
      write(sheet, amountIn(view.currency, line.amountAfterTaxes), ...at(columns.gross, y), right);
      rule(sheet, top + height - 0.5, ink.rule, 0.4);
      if (this.#isAccount) return;
      write(sheet, quantityOf(line.quantity, line.unit), ...at(columns.quantity, y), right);
      write(sheet, amountIn(view.currency, line.amountBeforeTaxes), ...at(columns.net, y), right);
      write(sheet, rateOf(line.taxPercentage), ...at(columns.rate, y), right);
      write(sheet, amountIn(view.currency, line.taxAmount), ...at(columns.tax, y), right);
    };
    return { height, draw };
  }

  #carry(label: string, lines: number, y: number): void {
    const { sheet, view } = this;
    const style = { size: 8, bold: true, color: ink.quiet };
    const right = { ...style, align: 'right' } as const;
    const { net, tax, gross } = this.#upTo(lines);
    write(sheet, label, ...at(columns.description, y + 4), style);
    write(sheet, amountIn(view.currency, gross.toFixed()), ...at(columns.gross, y + 4), right);
    if (this.#isAccount) return;
    write(sheet, amountIn(view.currency, net.toFixed()), ...at(columns.net, y + 4), right);
    write(sheet, amountIn(view.currency, tax.toFixed()), ...at(columns.tax, y + 4), right);
  }

  /** The sums of the first lines; each page asks for more than the last, so no line is added twice. */
  #upTo(lines: number): Sums {
    let { net, tax, gross } = this.#sums;
    for (const line of this.#lines.slice(this.#sums.lines, lines)) {
      net = net.plus(line.amountBeforeTaxes);
      tax = tax.plus(line.taxAmount);
      gross = gross.plus(line.amountAfterTaxes);
    }
    return (this.#sums = { lines, net, tax, gross });
  }

  #closing(): Piece[] {
    const { view, totalLines } = this;
    const pieces: Piece[] = [];
    const left = totalLines - this.#lines.length;
    if (left > 0) {
      pieces.push(
        this.#note(
          `${left} further lines are not printed here; the CSV and the XML of this number have all.`,
        ),
      );
    }
    pieces.push(space(10), ...(this.#isAccount ? [] : this.#sumsByTax()));
    pieces.push(this.#grandTotal());
    if (view.netting && view.netting.length > 0) {
      pieces.push(space(8), this.#heading('Set off against each other'));
      for (const { direction, amount } of view.netting) pieces.push(this.#setOff(direction, amount));
    }
    const payment = paymentFacts(view);
    if (payment.length > 0) pieces.push(space(14), this.#payment(payment));
    return pieces;
  }

  #sumsByTax(): Piece[] {
    const { currency, taxes, totalBeforeTaxes, totalTaxes } = this.view;
    const money = (amount: string) => amountIn(currency, amount);
    return [
      this.#total('Total before tax', money(totalBeforeTaxes)),
      ...taxes.map((tax) => this.#total(`${taxOf(tax)} of ${money(tax.base)}`, money(tax.amount))),
      ...(taxes.length === 1 ? [] : [this.#total('Total tax', money(totalTaxes))]),
    ];
  }

  #total(label: string, amount: string): Piece {
    const draw = (y: number) => {
      write(this.sheet, label, LEFT + 210, y + 3, 200, { color: ink.quiet });
      write(this.sheet, amount, ...at(columns.gross, y + 3), { align: 'right' });
    };
    return { height: 15, draw };
  }

  #grandTotal(): Piece {
    const { sheet, view } = this;
    const draw = (y: number) => {
      sheet
        .moveTo(LEFT + 210, y + 3)
        .lineTo(RIGHT, y + 3)
        .lineWidth(0.8)
        .strokeColor(ink.text)
        .stroke();
      write(sheet, 'Total', LEFT + 210, y + 10, 100, { size: 10.5, bold: true });
      const total = moneyIn(view.currency, view.totalAfterTaxes);
      write(sheet, total, LEFT + 310, y + 10, WIDTH - 310, { size: 10.5, bold: true, align: 'right' });
    };
    return { height: 30, draw };
  }

  #heading(text: string): Piece {
    return {
      height: 18,
      draw: (y) => write(this.sheet, text, LEFT, y + 3, WIDTH, { size: 9.5, bold: true }),
    };
  }

  #note(text: string): Piece {
    return { height: 18, draw: (y) => write(this.sheet, text, LEFT, y + 5, WIDTH, { color: ink.quiet }) };
  }

  #setOff(direction: string, amount: string): Piece {
    const draw = (y: number) => {
      write(this.sheet, direction, LEFT, y + 2, WIDTH - 130);
      const money = amountIn(this.view.currency, amount);
      write(this.sheet, money, ...at(columns.gross, y + 2), { align: 'right' });
    };
    return { height: 14, draw };
  }

  #payment(facts: readonly [string, string][]): Piece {
    const { sheet } = this;
    const height = 30 + facts.length * 13;
    const draw = (y: number) => {
      sheet.roundedRect(LEFT, y, WIDTH, height, 3).lineWidth(0.6).strokeColor(ink.rule).stroke();
      write(sheet, 'How to pay', LEFT + 14, y + 9, WIDTH, { size: 9.5, bold: true });
      for (const [i, [label, value]] of facts.entries()) {
        write(sheet, label, LEFT + 14, y + 25 + i * 13, 80, { color: ink.quiet });
        write(sheet, value, LEFT + 100, y + 25 + i * 13, WIDTH - 114, { bold: label === 'IBAN' });
      }
    };
    return { height, draw };
  }

  #foot(page: number, pages: number): void {
    const { sheet, view } = this;
    const { vatId } = view.issuer;
    const style = { size: 7, color: ink.quiet };
    rule(sheet, FOOT + 14);
    const who = [legalNameOf(view.issuer), ...(vatId ? [`VAT ${vatId}`] : [])].join('  \u00b7  ');
    write(sheet, who, LEFT, FOOT + 20, WIDTH / 2, style);
    const where = `${titles[view.kind]} ${view.number}  \u00b7  Page ${page} of ${pages}`;
    write(sheet, where, LEFT + WIDTH / 2, FOOT + 20, WIDTH / 2, { ...style, align: 'right' });
  }
}

const at = ([x, width]: readonly [number, number], y: number): [number, number, number] => [x, y, width];

const space = (height: number): Piece => ({ height, draw: () => undefined });
