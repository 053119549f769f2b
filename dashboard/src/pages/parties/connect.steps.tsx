/** The steps of a handshake, each with what it is doing, what it was answered, and where that can be looked at. */
import { useTranslation } from 'react-i18next';
import type { FirstLocationQuery, PullRowFragment } from '../../graph/index.js';
import { classes } from '../../ui/classes.js';
import { ThingLink } from '../../ui/thing-link.js';
import { duration, number } from '../../words/format.js';
import type { Step, StepState, Way } from './handshake.rules.js';

const looks: Record<StepState, { shape: string; ink: string }> = {
  waiting: { shape: '·', ink: 'text-faint' },
  running: { shape: '●', ink: 'text-work' },
  done: { shape: '✓', ink: 'text-free' },
  failed: { shape: '◆', ink: 'text-alarm' },
  unneeded: { shape: '–', ink: 'text-faint' },
};

interface StepListProps {
  steps: readonly Step[];
  way: Way;
  pull: PullRowFragment | undefined;
  location: FirstLocationQuery['locations']['items'][number] | undefined;
}

export const StepList = ({ steps, way, pull, location }: StepListProps) => {
  const { t } = useTranslation('parties');
  const current = steps.find(({ state }) => state === 'running' || state === 'failed');
  return (
    <div>
      <p role="status" className="sr-only">
        {current && `${t(`connect.steps.${way}.${current.name}`)}: ${t(`connect.states.${current.state}`)}`}
      </p>
      <ol aria-label={t('connect.stepsTitle')} className="grid">
        {steps.map(({ name, state, leg }) => (
          <li key={name} className="flex min-h-8 flex-wrap items-baseline gap-x-2 border-b py-1">
            <span aria-hidden className={classes('w-4 text-center', looks[state].ink)}>
              {looks[state].shape}
            </span>
            <span className={state === 'waiting' || state === 'unneeded' ? 'text-faint' : 'font-medium'}>
              {t(`connect.steps.${way}.${name}`)}
            </span>
            <span className={looks[state].ink}>{t(`connect.states.${state}`)}</span>
            <span className="text-soft ml-auto text-sm">
              {leg && (
                <ThingLink page="exchanges" itemKey={leg.id}>
                  {t('connect.leg', {
                    method: leg.method,
                    http: leg.http ?? '–',
                    ocpi: leg.ocpi ?? '–',
                    time: duration(leg.durationMs),
                  })}
                </ThingLink>
              )}
              {name === 'pull' && pull && state !== 'unneeded' && (
                <>
                  {t(pull.total === null ? 'connect.read' : 'connect.readOf', {
                    seen: number(pull.seen),
                    total: number(pull.total ?? 0),
                  })}
                  {pull.failure !== null && ` ${pull.failure}`}
                </>
              )}
              {name === 'location' && location && (
                <ThingLink page="locations" itemKey={location.ref}>
                  {location.name ?? location.city}
                </ThingLink>
              )}
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
};
