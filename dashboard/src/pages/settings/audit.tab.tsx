/** Who changed what: every change an operator made or tried, as it happens. */
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Search } from '../../app/router.js';
import { useAsk } from '../../data/hooks.js';
import {
  AuditLiveDocument,
  AuditTrailDocument,
  type AuditFilter,
  type AuditRowFragment,
} from '../../graph/index.js';
import { defineList, sinceOf } from '../../list/definition.js';
import { ListPage } from '../../list/list-page.js';
import { useSearch } from '../../list/search.js';
import { Empty, Failure, Loading } from '../../list/told.js';
import { Facts, Section } from '../../ui/page.js';
import { RawDocument } from '../../ui/raw-document.js';
import { exactly } from '../../words/format.js';
import { StatusMark } from '../../words/status-mark.js';
import { Ago, Key } from '../../words/time.js';

const filterOf = ({ actor, action, subject, outcome, since }: Search): AuditFilter => {
  const from = sinceOf(since);
  return {
    ...(actor !== undefined && { actor }),
    ...(action !== undefined && { action }),
    ...(subject !== undefined && { subject }),
    ...(outcome !== undefined && { outcome: outcome as AuditFilter['outcome'] }),
    ...(from !== undefined && { since: from }),
  };
};

const None = () => {
  const { t } = useTranslation('auditTrail');
  return <Empty>{t('none')}</Empty>;
};

/** An entry has no page of its own in the graph: the list has it, or its first part when one comes by a link. */
const EntryInspector = ({ itemKey, row }: { itemKey: string; row?: AuditRowFragment | undefined }) => {
  const { t } = useTranslation('auditTrail');
  const { search } = useSearch();
  const { data, error, refetch } = useAsk(
    AuditTrailDocument,
    { filter: filterOf(search), page: { limit: 200 } },
    { skip: row !== undefined },
  );
  if (error) return <Failure error={error} onAgain={refetch} />;
  if (!row && !data) return <Loading />;
  const entry = row ?? data?.auditTrail.items.find(({ id }) => id === itemKey);
  if (!entry) return <Empty>{t('further')}</Empty>;
  const { at, action, outcome, reason, actor, subject, correlationId, before, after } = entry;
  return (
    <div className="grid gap-5 overflow-auto p-3">
      <Section title={action}>
        <Facts
          of={[
            [t('columns.at'), exactly(at)],
            [t('columns.outcome'), <StatusMark key="outcome" kind="audit" value={outcome} />],
            ...(reason ? [[t('reason'), reason] as const] : []),
            [t('columns.actor'), `${actor.name} (${actor.kind})`],
            [t('columns.subject'), `${subject.type} ${subject.ref}`],
            [
              t('correlation'),
              <Link
                key="correlation"
                to="/exchanges"
                search={{ correlation: correlationId } as never}
                className="text-accent font-mono text-sm wrap-anywhere underline-offset-2 hover:underline"
              >
                {correlationId}
              </Link>,
            ],
          ]}
        />
      </Section>
      <Section title={t('before')}>
        <RawDocument document={before} isUnchecked />
      </Section>
      <Section title={t('after')}>
        <RawDocument document={after} isUnchecked />
      </Section>
    </div>
  );
};

const list = defineList({
  name: 'auditTrail',
  titleKey: 'title',
  document: AuditTrailDocument,
  field: 'auditTrail',
  variablesOf: (search: Search, page) => ({ filter: filterOf(search), page }),
  keyOf: ({ id }: AuditRowFragment) => id,
  columns: [
    { id: 'at', width: '120px', cell: ({ at }) => <Ago at={at} />, text: ({ at }) => at },
    {
      id: 'actor',
      width: 'minmax(100px,0.7fr)',
      cell: ({ actor }) => actor.name,
      text: ({ actor }) => actor.name,
    },
    { id: 'action', width: 'minmax(150px,1fr)', cell: ({ action }) => action, text: ({ action }) => action },
    {
      id: 'subject',
      width: 'minmax(150px,1.4fr)',
      cell: ({ subject }) => (
        <span className="flex gap-2">
          <span className="text-soft">{subject.type}</span>
          <Key value={subject.ref} />
        </span>
      ),
      text: ({ subject }) => `${subject.type} ${subject.ref}`,
      isWideOnly: true,
    },
    {
      id: 'outcome',
      width: '120px',
      cell: ({ outcome }) => <StatusMark kind="audit" value={outcome} />,
      text: ({ outcome }) => outcome,
    },
    {
      id: 'reason',
      width: 'minmax(120px,1fr)',
      cell: ({ reason }) => reason,
      text: ({ reason }) => reason,
      isWideOnly: true,
    },
  ],
  filters: [
    { id: 'actor', kind: 'text' },
    { id: 'action', kind: 'text' },
    { id: 'subject', kind: 'text' },
    { id: 'outcome', kind: 'one', options: ['BEGUN', 'DONE', 'REFUSED', 'FAILED'] },
    { id: 'since', kind: 'span' },
  ],
  live: {
    document: AuditLiveDocument,
    variablesOf: (search: Search) => ({ filter: filterOf(search) }),
    rowOf: ({ audited }) => audited,
  },
  Inspector: EntryInspector,
  None,
});

export const AuditTab = () => <ListPage definition={list} />;
