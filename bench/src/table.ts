/** The report as people read it: the ratios first, the absolute figures in small beside them. */
import type { Figure, Row } from './report.rules.js';

export interface Style {
  strong(text: string): string;
  small(text: string): string;
}

export const plain: Style = { strong: (text) => text, small: (text) => text };

interface Column {
  title: string;
  isLeft?: true;
  style: keyof Style | undefined;
  cell(row: Row): string;
}

const columns: readonly Column[] = [
  { title: 'measure', isLeft: true, style: undefined, cell: ({ measure }) => measure },
  { title: 'beside', isLeft: true, style: undefined, cell: ({ beside }) => beside },
  { title: 'ratio', style: 'strong', cell: ({ ratio }) => ratioText(ratio.median) },
  {
    title: 'rounds',
    style: 'small',
    cell: ({ ratio }) => `${ratioText(ratio.low)}–${ratioText(ratio.high)}`,
  },
  {
    title: 'CPU ratio',
    style: 'strong',
    cell: ({ cpuRatio }) => (cpuRatio === undefined ? '' : ratioText(cpuRatio)),
  },
  { title: 'hub', style: 'small', cell: ({ value, unit }) => valueText(value.hub, unit) },
  { title: 'floor', style: 'small', cell: ({ value, unit }) => valueText(value.floor, unit) },
  { title: 'CPU hub', style: 'small', cell: (row) => cpuText(row, 'hub') },
  { title: 'CPU floor', style: 'small', cell: (row) => cpuText(row, 'floor') },
];

/** Lines of equal columns, titles first; styles change no widths. */
export const tableOf = (rows: readonly Row[], style: Style = plain): string => {
  const lines = [
    columns.map(({ title }) => title),
    ...rows.map((row) => columns.map(({ cell }) => cell(row))),
  ];
  const widths = columns.map((_, i) => Math.max(...lines.map((line) => line[i]?.length ?? 0)));
  return lines
    .map((line, number) =>
      columns
        .map(({ isLeft, style: name }, i) => {
          const text = line[i] ?? '';
          const padded = isLeft ? text.padEnd(widths[i] ?? 0) : text.padStart(widths[i] ?? 0);
          return number === 0 ? style.small(padded) : name ? style[name](padded) : padded;
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};

/** Two digits that count: 0.62, 1.7, 12, 340. */
export const ratioText = (ratio: number): string => {
  if (!Number.isFinite(ratio)) return '–';
  return ratio >= 10 ? ratio.toFixed(0) : ratio.toFixed(ratio >= 1 ? 1 : 2);
};

const valueText = (value: number, unit: Row['unit']): string =>
  unit === '/s' ? `${value.toFixed(0)}/s` : `${value.toFixed(value >= 10 ? 0 : 2)} ms`;

/** Own process, then the database's where there is one. */
const cpuText = ({ cpu_us, database_us }: Row, side: keyof Figure): string => {
  if (!cpu_us) return '';
  const database = Math.round(database_us?.[side] ?? 0);
  return `${cpu_us[side].toFixed(0)}${database > 0 ? ` + ${database}` : ''} µs`;
};
