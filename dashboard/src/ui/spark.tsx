/** A line as small as a word; drawn by hand, so that pages with nothing larger need no charts. */
interface SparkProps {
  values: readonly number[];
  /** What it says, for who does not see it. */
  label: string;
  /** A CSS colour of the tokens. */
  colour?: string;
  width?: number;
  height?: number;
}

export const Spark = ({ values, label, colour = 'var(--blue)', width = 96, height = 20 }: SparkProps) => {
  const highest = Math.max(...values, 0);
  const step = values.length > 1 ? width / (values.length - 1) : 0;
  const heightOf = (value: number) => height - 1 - (highest === 0 ? 0 : (value / highest) * (height - 2));
  const points = values.map((value, i) => `${(i * step).toFixed(1)},${heightOf(value).toFixed(1)}`).join(' ');
  return (
    <svg
      role="img"
      aria-label={label}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      className="inline-block"
    >
      <polyline points={points} fill="none" stroke={colour} strokeWidth="1.5" strokeLinejoin="round" />
    </svg>
  );
};
