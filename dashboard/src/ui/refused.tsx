/** What the hub says to a change that it refuses, in its own words, where the change was asked for. */
import type { Change } from '../data/hooks.js';

export const Refused = ({ change: { error } }: { change: Pick<Change<unknown, never>, 'error'> }) =>
  error ? (
    <p role="alert" className="text-alarm">
      {error.message}
    </p>
  ) : null;
