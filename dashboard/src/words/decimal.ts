/** Sums of amounts as the graph has them, exact decimals as texts: a number would lose cents. Pure. */
const partsOf = (amount: string): { digits: bigint; scale: number } => {
  const [, sign = '', whole = '0', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount) ?? [];
  return { digits: BigInt(`${sign}${whole}${fraction}`), scale: fraction.length };
};

const textOf = (digits: bigint, scale: number): string => {
  const sign = digits < 0n ? '-' : '';
  const text = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0');
  const fraction = scale === 0 ? '' : text.slice(-scale).replace(/0+$/, '');
  const whole = scale === 0 ? text : text.slice(0, -scale);
  return fraction === '' ? `${sign}${whole}` : `${sign}${whole}.${fraction}`;
};

export const sumOf = (amounts: readonly string[]): string => {
  const parts = amounts.map(partsOf);
  const scale = Math.max(0, ...parts.map((part) => part.scale));
  const sum = parts.reduce((all, part) => all + part.digits * 10n ** BigInt(scale - part.scale), 0n);
  return textOf(sum, scale);
};

export const negated = (amount: string): string => {
  const { digits, scale } = partsOf(amount);
  return textOf(-digits, scale);
};

/** Below zero, zero or above it: -1, 0, 1. */
export const signOf = (amount: string): -1 | 0 | 1 => {
  const { digits } = partsOf(amount);
  return digits === 0n ? 0 : digits < 0n ? -1 : 1;
};
