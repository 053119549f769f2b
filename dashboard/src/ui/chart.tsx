/**
 * Charts of all pages: colours from the tokens, text as the rest of the page, no motion, and read out as one picture by
 * its sentence; every chart has a table beside it with the same numbers. Pages load it, the shell does not.
 */
import type { ReactNode } from 'react';
import {
  Bar,
  CartesianGrid,
  ComposedChart,
  Legend,
  Line,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';

export interface ChartSeries {
  id: string;
  label: string;
  /** What it is compared with: the period before. Drawn as a dashed line. */
  isFormer?: boolean;
  /** A CSS colour of the tokens; else the next one in order. */
  colour?: string;
}

export interface ChartPoint {
  /** Under the axis. */
  label: string;
  /** By id of the series; null where nobody knows. */
  values: Readonly<Record<string, number | null>>;
}

interface ChartProps {
  /** What the chart says, in a sentence. */
  label: string;
  points: readonly ChartPoint[];
  series: readonly ChartSeries[];
  /** How a value is written. */
  format: (value: number) => string;
  kind?: 'bars' | 'lines';
  /** Bars of several series on one another. */
  isStacked?: boolean;
  height_px?: number;
}

/** Told apart by their lightness too; red is left to what needs a person. */
const COLOURS = ['var(--blue)', 'var(--violet)', 'var(--green)', 'var(--amber)', 'var(--grey)'] as const;
const FORMER = 'var(--faint)';
const text = { fill: 'var(--soft)', fontSize: 11 } as const;

export const Chart = ({
  label,
  points,
  series,
  format,
  kind = 'bars',
  isStacked = false,
  height_px = 220,
}: ChartProps) => {
  const data = points.map((point) => ({ label: point.label, ...point.values }));
  return (
    <ChartFrame label={label} height_px={height_px}>
      <ComposedChart data={data} accessibilityLayer={false} margin={{ top: 8, right: 8, bottom: 0, left: 0 }}>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="label"
          tick={text}
          tickLine={false}
          axisLine={{ stroke: 'var(--line)' }}
          minTickGap={16}
        />
        <YAxis tick={text} tickLine={false} axisLine={false} width={64} tickFormatter={format} />
        <Tooltip
          cursor={{ fill: 'var(--sunken)', stroke: 'var(--line)' }}
          formatter={(value, name) => [typeof value === 'number' ? format(value) : '–', name]}
          contentStyle={{
            background: 'var(--ground)',
            border: '1px solid var(--line)',
            borderRadius: 6,
            color: 'var(--ink)',
          }}
          labelStyle={{ color: 'var(--soft)' }}
          isAnimationActive={false}
        />
        {series.length > 1 && (
          <Legend
            iconSize={10}
            itemSorter={null}
            formatter={(name: string) => <span className="text-soft text-sm">{name}</span>}
          />
        )}
        {series.map(({ id, label: name, isFormer = false, colour }, i) => {
          const ink = colour ?? COLOURS[i % COLOURS.length];
          return isFormer || kind === 'lines' ? (
            <Line
              key={id}
              dataKey={id}
              name={name}
              stroke={isFormer ? FORMER : ink}
              strokeWidth={isFormer ? 1.5 : 2}
              strokeDasharray={isFormer ? '4 3' : DASHES[i % DASHES.length]}
              dot={points.length < 2}
              legendType="plainline"
              isAnimationActive={false}
            />
          ) : (
            <Bar
              key={id}
              dataKey={id}
              name={name}
              fill={ink}
              maxBarSize={36}
              isAnimationActive={false}
              {...(isStacked && { stackId: 'all' })}
            />
          );
        })}
      </ComposedChart>
    </ChartFrame>
  );
};

const DASHES = ['0', '6 2', '2 2', '8 3 2 3', '1 3'] as const;

const ChartFrame = ({
  label,
  height_px,
  children,
}: {
  label: string;
  height_px: number;
  children: ReactNode;
}) => (
  <div role="img" aria-label={label} style={{ height: height_px }}>
    <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 400, height: height_px }}>
      {children as never}
    </ResponsiveContainer>
  </div>
);
