/** Statement runs: begun here, carried out by the hub whether somebody looks or not, and found again with their progress. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { useWho } from '../../app/who.js';
import { useAsk, useChange } from '../../data/hooks.js';
import {
  JobsDocument,
  JobsLiveDocument,
  NettingDocument,
  RunStatementsDocument,
  StatementsDocument,
  type JobLineFragment,
} from '../../graph/index.js';
import { client, documentOf } from '../../data/client.js';
import { useLive } from '../../live/use-live.js';
import { ActionButton } from '../../ui/action-button.js';
import { FormDialog, type FormValues } from '../../ui/form-dialog.js';
import { number } from '../../words/format.js';
import { StatusMark } from '../../words/status-mark.js';
import { Ago } from '../../words/time.js';
import { lastMonth } from './period.rules.js';

/** Those of late; what ran before is in the audit trail. */
const SHOWN = 3;

export const Runs = () => {
  const { t } = useTranslation('clearing');
  const isStaff = useWho().me.role !== 'PARTNER';
  const { data, refetch } = useAsk(JobsDocument, { page: { limit: SHOWN } }, { skip: !isStaff });
  useLive(
    JobsLiveDocument,
    {},
    {
      keyOf: ({ jobUpdated }) => jobUpdated.id,
      skip: !isStaff,
      onEvents: (events) => {
        const known = new Set(data?.jobs.items.map(({ id }) => id));
        if (events.some(({ jobUpdated }) => !known.has(jobUpdated.id))) void refetch().catch(() => undefined); // shown by the query
        if (events.some(({ jobUpdated }) => jobUpdated.state === 'DONE'))
          void client.refetchQueries({
            include: [documentOf(StatementsDocument), documentOf(NettingDocument)] as never,
          });
      },
    },
  );
  const jobs = data?.jobs.items ?? [];
  if (jobs.length === 0) return null;
  return (
    <section aria-label={t('runs.title')} className="bg-raised border-b px-3 py-1">
      <ul>
        {jobs.map((job) => (
          <Run key={job.id} job={job} />
        ))}
      </ul>
    </section>
  );
};

const Run = ({
  job: { kind, state, step, done, error, createdAt, finishedAt, askedBy },
}: {
  job: JobLineFragment;
}) => {
  const { t } = useTranslation('clearing');
  return (
    <li className="flex h-7 items-center gap-3 whitespace-nowrap">
      <StatusMark kind="job" value={state} />
      <span>{t(`runs.kinds.${kind}`)}</span>
      <span className="text-soft min-w-0 truncate">
        {state === 'RUNNING' && step !== ''
          ? t('runs.step', { step, done: number(done) })
          : done > 0 && t('runs.done', { count: done, done: number(done) })}
      </span>
      {error !== null && error !== undefined && <span className="text-alarm truncate">{error}</span>}
      <span className="text-faint ml-auto hidden text-sm sm:inline">
        {askedBy} · <Ago at={finishedAt ?? createdAt} />
      </span>
    </li>
  );
};

const afterRun = [JobsDocument];

export const RunButton = () => {
  const { t } = useTranslation('clearing');
  const { isOperator } = useWho();
  const [isOpen, setOpen] = useState(false);
  const run = useChange(RunStatementsDocument, afterRun);
  if (!isOperator) return null;
  const begin = async ({ from = '', to = '', payableDays = '14' }: FormValues) => {
    await run.run({
      input: { from: `${from}T00:00:00Z`, to: `${to}T00:00:00Z`, payableDays: Number(payableDays) },
    });
    toast(t('runs.begun'));
  };
  return (
    <>
      <ActionButton shortcut="r" onPress={() => setOpen(true)}>
        {t('runs.run')}
      </ActionButton>
      {isOpen && (
        <FormDialog
          title={t('runs.run')}
          about={t('runs.about')}
          submit={t('runs.submit')}
          initial={{ ...lastMonth(Date.now()), payableDays: '14' }}
          fields={[
            { id: 'from', label: t('runs.from'), kind: 'date', isRequired: true },
            { id: 'to', label: t('runs.to'), kind: 'date', isRequired: true, hint: t('runs.toHint') },
            { id: 'payableDays', label: t('runs.payableDays'), kind: 'number', isRequired: true },
          ]}
          onSubmit={begin}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
};
