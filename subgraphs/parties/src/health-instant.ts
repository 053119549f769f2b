/** Instants of statements of our own: the ORM's pool gives them as PostgreSQL writes them. */
export const instant = (written: Date | string): Date => new Date(written);

export const instantOrNull = (written: Date | string | null): Date | null =>
  written === null ? null : instant(written);
