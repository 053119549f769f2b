/** HTML as values: everything that is put into a template is escaped, but for what a template made. */

export class Html {
  constructor(readonly text: string) {}
}

type Piece = Html | string | number | false | undefined | readonly Piece[];

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const textOf = (piece: Piece): string => {
  if (piece === undefined || piece === false) return '';
  if (piece instanceof Html) return piece.text;
  if (typeof piece === 'object') return piece.map(textOf).join('');
  return String(piece).replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');
};

export const html = (strings: TemplateStringsArray, ...pieces: Piece[]): Html =>
  new Html(strings.map((text, at) => text + textOf(pieces[at])).join(''));

/** Pieces with something between them. */
export const joined = (pieces: readonly Piece[], between: Piece = ', '): Html =>
  html`${pieces.map((piece, at) => [at > 0 && between, piece])}`;
