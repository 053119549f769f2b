/** What the line of a document says it is for. Pure. */
import type { CostLine } from './cost-line.rules.js';

const TEXTS: Readonly<Record<CostLine['field'], string>> = {
  total_energy_cost: 'Energy',
  total_time_cost: 'Charging time',
  total_fixed_cost: 'Flat fees',
  total_parking_cost: 'Parking',
  total_reservation_cost: 'Reservation',
  total_cost: 'Charging session',
};

const isField = (line: string): line is CostLine['field'] => line in TEXTS;

export const lineText = (
  line: string,
  note: string | null,
  kind: 'INVOICE' | 'CREDIT_NOTE' | 'STATEMENT',
): string => {
  const text = isField(line) ? TEXTS[line] : (note ?? 'Fee');
  return kind === 'CREDIT_NOTE' ? `${text}, taken back` : text;
};
