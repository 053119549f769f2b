/** Both sides of a CDR as a bill: which amounts are set against each other, and what follows from the difference. */
import type { Amount } from '../../prices/explanation.rules.js';

export type Side = 'beforeTaxes' | 'afterTaxes';

export interface BillLine {
  readonly field: string;
  readonly code: string;
  readonly claimed?: Amount | null | undefined;
  readonly computed?: Amount | null | undefined;
  readonly difference: {
    readonly beforeTaxes?: string | null | undefined;
    readonly afterTaxes?: string | null | undefined;
  };
  readonly sentence: string;
}

/** With taxes where both sides of the total know them: that is what is paid. */
export const sideOf = (lines: readonly BillLine[]): Side => {
  const total = lines.find(({ field }) => field === 'TOTAL_COST');
  return typeof total?.difference.afterTaxes === 'string' ? 'afterTaxes' : 'beforeTaxes';
};

/** Whether the CPO asks for too much or too little; a decimal text is compared by its sign, whatever its digits. */
export const signOf = (difference: string | null | undefined): 'more' | 'less' | 'same' | 'unknown' => {
  if (difference === null || difference === undefined) return 'unknown';
  if (!/[1-9]/.test(difference)) return 'same';
  return difference.startsWith('-') ? 'less' : 'more';
};

export const withoutSign = (amount: string): string => amount.replace(/^-/, '');

/** What a line says by its shape and tone; a right one needs no attention. */
export const isWrong = (code: string): boolean => code === 'DIFFERS' || code === 'TAXES_DIFFER';

/** The lines a person would dispute: those that are wrong, or the whole where only the whole is. */
export const disputable = (lines: readonly BillLine[]): string[] => {
  const wrong = lines.filter(({ code }) => isWrong(code)).map(({ field }) => field);
  const parts = wrong.filter((field) => field !== 'TOTAL_COST');
  return parts.length > 0 ? parts : wrong;
};
