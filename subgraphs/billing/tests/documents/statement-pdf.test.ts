/** The PDF of a statement: what can be told of it without looking. How it looks was looked at, as an image. */
import { execFile } from 'node:child_process';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { amountToSee, paymentFacts } from '../../src/documents/pdf/letterhead.js';
import { PRINTED_LINES, statementPdf } from '../../src/documents/pdf/statement.pdf.js';
import { line, month, seller, statement } from './sample.js';

const pagesOf = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0;

const isThere = (program: string): Promise<boolean> =>
  promisify(execFile)(program, ['-v']).then(
    () => true,
    () => false,
  );

/** The text as a reader copies it, with its columns; undefined where the program is not installed. */
const textOf = async (pdf: Buffer): Promise<string | undefined> => {
  if (!(await isThere('pdftotext'))) {
    process.stderr.write('pdftotext (poppler-utils) is not installed: the PDF was not read back.\n');
    return undefined;
  }
  const reading = promisify(execFile)('pdftotext', ['-layout', '-', '-'], { timeout: 20_000 });
  reading.child.stdin?.end(pdf);
  return (await reading).stdout;
};

describe('the PDF of a statement', () => {
  it('is a whole PDF with its fonts in it, the same bytes each time it is printed', async () => {
    const [first, again] = await Promise.all([
      buffer(statementPdf(month(5))),
      buffer(statementPdf(month(5))),
    ]);
    expect(first.subarray(0, 8).toString('latin1')).toBe('%PDF-1.7');
    expect(first.subarray(-6).toString('latin1').trim()).toBe('%%EOF');
    expect(first.toString('latin1')).toContain('/FontFile2');
    expect(first.equals(again)).toBe(true);
  });

  it('takes as many pages as it needs', async () => {
    const counts = await Promise.all(
      [1, 60].map(async (lines) => pagesOf(await buffer(statementPdf(month(lines))))),
    );
    expect(counts).toEqual([1, 4]);
  });

  it('can be searched and copied: every line, sums carried over, letters beyond Latin-1', async () => {
    const text = await textOf(await buffer(statementPdf(month(60))));
    if (text === undefined) return;
    for (let i = 0; i < 60; i += 1) expect(text).toContain(`CDR NL/TNM/C${1000 + i}`);
    expect(text).toContain('Fahrstrom Łódź & Söhne GmbH');
    expect(text.match(/Carried forward/g)).toHaveLength(3);
    const carried = [...text.matchAll(/(?:Carried|Brought) forward +([\d.,]+)/g)].map(([, sum]) => sum);
    expect(carried.filter((_, i) => i % 2 === 0)).toEqual(carried.filter((_, i) => i % 2 === 1));
    expect(text).toContain('Page 4 of 4');
    expect(text).toMatch(/Total +EUR 683\.25/);
  });

  it('prints what a stranger wrote without being broken by it', async () => {
    const odd = line('1.00', '21', {
      description: `\u0000\u202e${'very'.repeat(200)} long\n\n${'x '.repeat(500)}`,
    });
    const pdf = await buffer(statementPdf(statement([odd, odd])));
    expect(pagesOf(pdf)).toBe(1);
  });

  it('stops at some thousand lines and says where the others are', async () => {
    const view = statement([line('1.00')]);
    const text = await textOf(await buffer(statementPdf(view, PRINTED_LINES + 5)));
    if (text === undefined) return;
    expect(text).toContain(`${PRINTED_LINES + 4} further lines are not printed here`);
  });
});

describe('the amount to see first', () => {
  it('is what is to be paid, and by when', () => {
    expect(amountToSee(statement([line('10.00')]))).toEqual({
      label: 'Please pay by 15 Dec 2026',
      amount: 'EUR 12.10',
    });
  });

  it('asks for nothing when money goes the other way', () => {
    expect(amountToSee(statement([line('10.00')], { kind: 'CREDIT_NOTE' }))).toEqual({
      label: 'Credited to you',
      amount: 'EUR 12.10',
    });
    expect(paymentFacts(statement([line('10.00')], { kind: 'CREDIT_NOTE' }))).toEqual([]);
    const back = statement([line('-10.00')]);
    expect(paymentFacts(back)).toEqual([]);
    expect(amountToSee(back).label).toContain('In favour of Fahrstrom');
    expect(paymentFacts(statement([line('10.00'), line('-10.00')]))).toEqual([]);
  });

  it('sends to the statement that sets it off', () => {
    const view = statement([line('10.00')], { settledBy: 'NET-2026-000007' });
    expect(amountToSee(view)).toEqual({ label: 'Set off in NET-2026-000007', amount: 'EUR 12.10' });
    expect(paymentFacts(view)).toEqual([]);
  });

  it('comes with the account only when there is one', () => {
    expect(paymentFacts(statement([line('10.00')])).map(([label]) => label)).toEqual([
      'Account holder',
      'IBAN',
      'BIC',
      'Reference',
    ]);
    const without = { ref: seller.ref, name: seller.name };
    expect(paymentFacts(statement([line('10.00')], { issuer: without }))).toEqual([]);
  });
});
