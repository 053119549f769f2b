/** An expression of SQL for an instant as everybody reads it: `2026-05-01T12:00:00.000Z`. */
export const isoOf = (expression: string): string =>
  `to_char(${expression} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
