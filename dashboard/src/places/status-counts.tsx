/** How many EVSEs have which status: in a row, in a ring, as buttons that narrow by it. */
import { useTranslation } from 'react-i18next';
import { useSearch } from '../list/search.js';
import { classes } from '../ui/classes.js';
import { number } from '../words/format.js';
import { colourOf, inkOf, lookOf } from '../words/status.js';
import { byNeed, type Points } from './points.rules.js';
import './words.js';

type Counts = ReadonlyMap<string, number>;

const inOrder = (counts: Counts): [status: string, count: number][] =>
  byNeed.flatMap((status) => {
    const count = counts.get(status) ?? 0;
    return count === 0 ? [] : [[status, count] as [string, number]];
  });

export const countsOf = (evses: readonly { status: string }[]): Counts => {
  const counts = new Map<string, number>();
  for (const { status } of evses) counts.set(status, (counts.get(status) ?? 0) + 1);
  return counts;
};

/** `◆ 1  ○ 3`, for a row of a list. */
export const StatusCounts = ({ counts }: { counts: Counts }) => {
  const { t } = useTranslation('status');
  return (
    <span className="inline-flex gap-2 whitespace-nowrap">
      {inOrder(counts).map(([status, count]) => (
        <span key={status} className={inkOf[lookOf('evse', status).tone]}>
          <span aria-hidden>{lookOf('evse', status).shape}</span> {count}
          <span className="sr-only"> {t(`evse.${status}.word`)}</span>
        </span>
      ))}
    </span>
  );
};

export const statusText = (counts: Counts): string =>
  inOrder(counts)
    .map(([status, count]) => `${count} ${status}`)
    .join(', ');

/** One button for each status that occurs; pressed, it is the filter. */
export const StatusButtons = ({ points }: { points: Points }) => {
  const { t } = useTranslation(['places', 'status']);
  const { search, set } = useSearch();
  return (
    <div role="group" aria-label={t('statuses')} className="flex gap-1 overflow-x-auto sm:flex-wrap">
      {inOrder(points.counts).map(([status, count]) => {
        const isPressed = search['status'] === status;
        const { tone, shape } = lookOf('evse', status);
        return (
          <button
            key={status}
            type="button"
            aria-pressed={isPressed}
            onClick={() => set({ status: isPressed ? undefined : status })}
            className={classes(
              'bg-ground flex h-6 items-center gap-1.5 rounded border px-1.5 text-sm whitespace-nowrap',
              isPressed ? 'border-accent bg-wash' : 'hover:bg-sunken',
            )}
          >
            <span aria-hidden className={inkOf[tone]}>
              {shape}
            </span>
            {t(`status:evse.${status}.word`)}
            <span className="text-faint">{number(count)}</span>
          </button>
        );
      })}
    </div>
  );
};

const RADIUS = 30;
const ROUND = 2 * Math.PI * RADIUS;

/** The statuses as a ring; what it says is said in a sentence too. */
export const StatusRing = ({ points }: { points: Points }) => {
  const { t } = useTranslation(['places', 'status']);
  const parts = inOrder(points.counts);
  const said = parts.map(([status, count]) =>
    t('statusPart', { count, word: t(`status:evse.${status}.word`) }),
  );
  let before = 0;
  return (
    <svg
      viewBox="0 0 80 80"
      role="img"
      aria-label={t('statusesSay', { total: number(points.size), parts: said.join(', ') })}
      className="size-20 shrink-0"
    >
      {parts.map(([status, count]) => {
        const share = count / points.size;
        const start = before;
        before += share;
        return (
          <circle
            key={status}
            cx="40"
            cy="40"
            r={RADIUS}
            fill="none"
            strokeWidth="10"
            stroke={colourOf[lookOf('evse', status).tone]}
            strokeDasharray={`${Math.max(share * ROUND - 1, 1)} ${ROUND}`}
            transform={`rotate(${start * 360 - 90} 40 40)`}
          />
        );
      })}
      <text x="40" y="40" textAnchor="middle" fill="var(--ink)" fontSize="15" fontWeight="600">
        {number(points.size)}
      </text>
      <text x="40" y="52" textAnchor="middle" fill="var(--faint)" fontSize="8">
        {t('total', { count: points.size })}
      </text>
    </svg>
  );
};
