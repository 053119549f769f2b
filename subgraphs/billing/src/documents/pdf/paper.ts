/**
 * The sheet and what is drawn on it with: measures in points, colours, two weights of one font. Inter is embedded, since
 * the fonts every reader has know neither Polish nor Greek names; its figures are set equally wide, so that columns of
 * amounts stand under each other. What is here is a part of Inter (Latin, Greek, Cyrillic; `assets/OFL.txt`).
 */
import { existsSync, readFileSync } from 'node:fs';
import PDFDocument from 'pdfkit';

export type Sheet = InstanceType<typeof PDFDocument>;

export const A4 = { width: 595.28, height: 841.89 } as const;
export const LEFT = 48;
export const RIGHT = A4.width - 48;
export const WIDTH = RIGHT - LEFT;
export const TOP = 48;
/** Where the foot of a page begins. */
export const FOOT = A4.height - 52;

export const ink = {
  text: '#17212b',
  quiet: '#5f6b76',
  rule: '#d5dbe1',
  accent: '#0b5d5b',
  tint: '#eef5f4',
} as const;

/** From the sources the assets are three folders up, from the build four. */
const assets = ['../../../assets/', '../../../../assets/']
  .map((folder) => new URL(folder, import.meta.url))
  .find((folder) => existsSync(new URL('Inter-Regular.ttf', folder)));

const font = (name: string): Buffer => {
  if (!assets) throw new Error('The fonts of the documents are missing: subgraphs/billing/assets');
  return readFileSync(new URL(name, assets));
};

let fonts: { regular: Buffer; bold: Buffer } | undefined;

export interface PaperInfo {
  readonly title: string;
  readonly author: string;
  readonly subject: string;
  /** The moment of issue: the same statement is the same file, byte for byte, whenever it is printed. */
  readonly at: Date;
}

/** A document without a page. Margins are none: everything is placed, nothing flows over. */
export const openPaper = ({ title, author, subject, at }: PaperInfo): Sheet => {
  fonts ??= { regular: font('Inter-Regular.ttf'), bold: font('Inter-SemiBold.ttf') };
  const sheet = new PDFDocument({
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    pdfVersion: '1.7',
    lang: 'en',
    displayTitle: true,
    info: {
      Title: title,
      Author: author,
      Subject: subject,
      Producer: 'ChargeSphere',
      CreationDate: at,
      ModDate: at,
    },
  });
  sheet.registerFont('regular', fonts.regular);
  sheet.registerFont('bold', fonts.bold);
  return sheet;
};

export interface Style {
  readonly size?: number;
  readonly bold?: boolean;
  readonly color?: string;
  readonly align?: 'left' | 'right';
}

const dress = (sheet: Sheet, { size = 8.5, bold = false, color = ink.text }: Style): Sheet =>
  sheet
    .font(bold ? 'bold' : 'regular')
    .fontSize(size)
    .fillColor(color);

/** What a font has no picture of is shown as the sign for that, and control characters not at all. */
const printable = (text: string): string => text.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').trim();

/** One line of text in a box; what does not fit ends in "…". */
export const write = (
  sheet: Sheet,
  text: string,
  x: number,
  y: number,
  width: number,
  style: Style = {},
): void => {
  const shown = fitted(sheet, printable(text), width, style);
  // Placed by us: given a width, pdfkit breaks lines by rules of its own.
  const from = style.align === 'right' ? x + width - widthOf(sheet, shown) : x;
  dress(sheet, style).text(shown, from, y, { lineBreak: false });
};

const widthOf = (sheet: Sheet, text: string): number => sheet.widthOfString(text);

const fitted = (sheet: Sheet, text: string, width: number, style: Style): string => {
  dress(sheet, style);
  if (widthOf(sheet, text) <= width) return text;
  let least = 0;
  let most = text.length;
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (widthOf(sheet, `${text.slice(0, middle)}…`) <= width) least = middle;
    else most = middle - 1;
  }
  return `${text.slice(0, least).trimEnd()}…`;
};

/** The text in lines that fit, broken between words; at the most `most` lines. */
export const wrapped = (
  sheet: Sheet,
  text: string,
  width: number,
  style: Style,
  most: number,
): readonly string[] => {
  dress(sheet, style);
  const lines: string[] = [];
  let line = '';
  for (const word of printable(text).split(/\s+/)) {
    const longer = line ? `${line} ${word}` : word;
    if (!line || widthOf(sheet, longer) <= width) {
      line = longer;
    } else if (lines.length === most - 1) {
      line = longer; // the last line takes all the rest and is cut when it is drawn
    } else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
};

export const rule = (sheet: Sheet, y: number, color: string = ink.rule, weight = 0.6): void => {
  sheet.moveTo(LEFT, y).lineTo(RIGHT, y).lineWidth(weight).strokeColor(color).stroke();
};
