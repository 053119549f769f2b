/** What is read from a platform page by page: how far each pull has come, and the buttons that begin and end one. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWho } from '../../app/who.js';
import { useChange } from '../../data/hooks.js';
import {
  CancelPullDocument,
  PullsLiveDocument,
  ResumePullDocument,
  StartPullDocument,
  type PullRowFragment,
} from '../../graph/index.js';
import { useLive } from '../../live/use-live.js';
import { Button } from '../../ui/button.js';
import { FormDialog } from '../../ui/form-dialog.js';
import { Section } from '../../ui/page.js';
import { PlainTable } from '../../ui/plain-table.js';
import { number } from '../../words/format.js';
import { StatusMark } from '../../words/status-mark.js';
import { Ago } from '../../words/time.js';
import type { Platform } from './platform.panel.js';

const MODULES = ['locations', 'tariffs', 'sessions', 'cdrs', 'tokens'];

export const Pulls = ({ platform, refetch }: { platform: Platform; refetch: () => Promise<unknown> }) => {
  const { t } = useTranslation('parties');
  const { isOperator } = useWho();
  const [isAsked, setAsked] = useState(false);
  const start = useChange(StartPullDocument);
  useLive(
    PullsLiveDocument,
    { filter: { platformId: platform.id } },
    {
      keyOf: ({ pullUpdated }) => pullUpdated.id,
      // One that is new is not among those shown yet.
      onEvents: (events) => {
        const known = new Set(platform.pulls.map(({ id }) => id));
        if (events.some(({ pullUpdated }) => !known.has(pullUpdated.id)))
          void refetch().catch(() => undefined);
      },
    },
  );
  const offered = MODULES.filter((module) =>
    platform.endpoints.some(({ identifier, role }) => identifier === module && role === 'SENDER'),
  );
  const isConnected = platform.status === 'CONNECTED' || platform.status === 'OFFLINE';
  return (
    <Section
      title={t('pulls.title')}
      actions={
        isOperator &&
        isConnected &&
        offered.length > 0 && (
          <Button size="small" onClick={() => setAsked(true)}>
            {t('pulls.start')}
          </Button>
        )
      }
    >
      {platform.pulls.length === 0 ? (
        <p className="text-soft">{t(offered.length === 0 ? 'pulls.nothingOffered' : 'pulls.none')}</p>
      ) : (
        <PlainTable
          label={t('pulls.title')}
          rows={platform.pulls}
          keyOf={({ id }) => id}
          columns={[
            { id: 'module', title: t('pulls.module'), isHead: true, cell: ({ module }) => module },
            { id: 'mode', title: t('pulls.mode'), cell: ({ mode }) => t(`pulls.modes.${mode}`) },
            {
              id: 'status',
              title: t('pulls.status'),
              cell: ({ status }) => <StatusMark kind="pull" value={status} />,
            },
            { id: 'progress', title: t('pulls.progress'), cell: (pull) => <Progress pull={pull} /> },
            {
              id: 'at',
              title: t('pulls.at'),
              cell: ({ finishedAt, requestedAt }) => <Ago at={finishedAt ?? requestedAt} />,
            },
            ...(isOperator
              ? [{ id: 'do', title: '', cell: (pull: PullRowFragment) => <PullButton pull={pull} /> }]
              : []),
          ]}
        />
      )}
      {platform.pullSchedules.map(({ module, mode, everyMinutes, nextAt }) => (
        <p key={module + mode} className="text-soft mt-1 text-sm">
          {t('pulls.schedule', { module, mode: t(`pulls.modes.${mode}`), minutes: number(everyMinutes) })}{' '}
          <Ago at={nextAt} />
        </p>
      ))}
      {isAsked && (
        <FormDialog
          title={t('pulls.start')}
          about={t('pulls.about')}
          submit={t('pulls.start')}
          initial={{ module: offered[0] ?? '', mode: 'INCREMENTAL' }}
          fields={[
            {
              id: 'module',
              label: t('pulls.module'),
              kind: 'select',
              isRequired: true,
              options: offered.map((value) => ({ value, label: value })),
            },
            {
              id: 'mode',
              label: t('pulls.mode'),
              kind: 'select',
              isRequired: true,
              options: ['INCREMENTAL', 'FULL'].map((value) => ({ value, label: t(`pulls.modes.${value}`) })),
            },
          ]}
          onSubmit={async ({ module = '', mode }) => {
            const isFull = mode === 'FULL';
            await start.run({
              input: { platformId: platform.id, module, mode: isFull ? 'FULL' : 'INCREMENTAL' },
            });
            await refetch();
          }}
          onClose={() => setAsked(false)}
        />
      )}
    </Section>
  );
};

export const Progress = ({ pull }: { pull: PullRowFragment }) => {
  const { t } = useTranslation('parties');
  const { seen, total, stored, quarantined, failure, remark, status } = pull;
  return (
    <div className="grid min-w-32 gap-0.5">
      <span>
        {total === null
          ? t('pulls.read', { seen: number(seen) })
          : t('pulls.readOf', { seen: number(seen), total: number(total) })}
        <span className="text-faint"> {t('pulls.stored', { stored: number(stored) })}</span>
        {quarantined > 0 && (
          <span className="text-impaired"> {t('pulls.quarantined', { count: quarantined })}</span>
        )}
      </span>
      {status !== 'DONE' && total !== null && total > 0 && (
        <progress
          max={total}
          value={Math.min(seen, total)}
          aria-label={t('pulls.progress')}
          className="accent-work h-1.5 w-full"
        />
      )}
      {(failure ?? remark) !== null && <span className="text-soft text-sm">{failure ?? remark}</span>}
    </div>
  );
};

const PullButton = ({ pull }: { pull: PullRowFragment }) => {
  const { t } = useTranslation('parties');
  const cancel = useChange(CancelPullDocument);
  const resume = useChange(ResumePullDocument);
  const { id, status } = pull;
  const change = status === 'QUEUED' || status === 'RUNNING' ? cancel : resume;
  if (status === 'DONE') return null;
  return (
    <>
      <Button
        size="small"
        disabled={change.isRunning}
        onClick={() => void change.run({ id }).catch(() => undefined)}
      >
        {t(change === cancel ? 'pulls.cancel' : 'pulls.resume')}
      </Button>
      {change.error && (
        <p role="alert" className="text-alarm text-sm">
          {change.error.message}
        </p>
      )}
    </>
  );
};
