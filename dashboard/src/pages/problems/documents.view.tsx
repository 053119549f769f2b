/** What is wrong with documents that were accepted all the same, by whose they are and where it is. */
import { useTranslation } from 'react-i18next';
import { useAsk } from '../../data/hooks.js';
import { DocumentProblemsDocument, type ViolationRowFragment } from '../../graph/index.js';
import { useSearch } from '../../list/search.js';
import { Empty, Failure, Loading } from '../../list/told.js';
import { Input } from '../../ui/field.js';
import { PageFrame } from '../../ui/page.js';
import { PlainTable } from '../../ui/plain-table.js';
import { Spark } from '../../ui/spark.js';
import { ThingLink } from '../../ui/thing-link.js';
import { number } from '../../words/format.js';
import { Ago } from '../../words/time.js';
import { CopyTicket } from './copy-ticket.js';
import { peakOf } from './problem.rules.js';
import { ProblemViews } from './problem.views.js';

const kinds = ['locations', 'sessions', 'cdrs', 'tariffs', 'tokens', 'invoicereconciliation'] as const;
/** Those with a page of their own, where a document can be opened. */
const pages: readonly string[] = ['locations', 'sessions', 'cdrs', 'tariffs', 'tokens'];

type Row = ViolationRowFragment & { kind: (typeof kinds)[number] };

/** As often as somebody looks again: these are counted from all documents there are. */
const AGAIN_MS = 60_000;

export const DocumentsView = () => {
  const { t } = useTranslation('problems');
  const { search, set } = useSearch();
  const { data, error, refetch } = useAsk(DocumentProblemsDocument, {}, { every_ms: AGAIN_MS });
  const party = search['party'] ?? '';
  const rows = kinds
    .flatMap((kind): Row[] => (data?.[kind] ?? []).map((row) => ({ ...row, kind })))
    .filter((row) => row.party.startsWith(party.toUpperCase()))
    .toSorted((one, other) => (one.lastSeen < other.lastSeen ? 1 : -1));
  return (
    <PageFrame
      title={t('common:pages.problems')}
      filters={
        <Input
          type="search"
          aria-label={t('documents.filter')}
          placeholder="NL/TNM"
          className="w-44"
          value={party}
          onChange={(event) => set({ party: event.target.value })}
        />
      }
      actions={<ProblemViews />}
    >
      {error && !data ? (
        <Failure error={error} onAgain={refetch} />
      ) : !data ? (
        <Loading />
      ) : rows.length === 0 ? (
        <Empty>{t(party === '' ? 'documents.none' : 'documents.nothing')}</Empty>
      ) : (
        <div className="min-h-0 flex-1 overflow-auto p-3">
          <p className="text-soft mb-3 max-w-prose">{t('documents.about')}</p>
          <DocumentTable rows={rows} />
        </div>
      )}
    </PageFrame>
  );
};

const DocumentTable = ({ rows }: { rows: readonly Row[] }) => {
  const { t } = useTranslation('problems');
  return (
    <PlainTable
      label={t('views.documents')}
      rows={rows}
      keyOf={({ kind, party, code, pointer }) => [kind, party, code, pointer].join(' ')}
      columns={[
        {
          id: 'party',
          title: t('columns.party'),
          cell: ({ party }) => <ThingLink page="parties" itemKey={party} className="whitespace-nowrap" />,
        },
        { id: 'module', title: t('columns.module'), cell: ({ kind }) => kind },
        {
          id: 'what',
          title: t('columns.what'),
          isHead: true,
          cell: ({ code, pointer }) => (
            <span className="font-mono text-sm">
              {code} <span className="text-impaired">{pointer || '/'}</span>
            </span>
          ),
        },
        { id: 'message', title: t('columns.message'), cell: ({ message }) => message, isWideOnly: true },
        { id: 'requirement', title: t('columns.requirement'), cell: ({ requirement }) => requirement ?? '' },
        {
          id: 'count',
          title: t('documents.count'),
          isNumber: true,
          cell: ({ count }) => number(count),
        },
        {
          id: 'lastDay',
          title: t('documents.lastDay'),
          isWideOnly: true,
          cell: ({ lastDay }) => {
            const { count } = peakOf(lastDay);
            return (
              <Spark
                values={lastDay}
                label={t('peak', { count, shown: number(count) })}
                colour="var(--amber)"
              />
            );
          },
        },
        { id: 'first', title: t('columns.first'), cell: ({ firstSeen }) => <Ago at={firstSeen} /> },
        { id: 'last', title: t('columns.last'), cell: ({ lastSeen }) => <Ago at={lastSeen} /> },
        {
          id: 'example',
          title: t('documents.example'),
          cell: ({ kind, example }) =>
            pages.includes(kind) ? (
              <ThingLink page={kind} itemKey={example} className="whitespace-nowrap" />
            ) : (
              <span className="font-mono text-sm">{example}</span>
            ),
        },
        {
          id: 'ticket',
          title: t('documents.ticket'),
          cell: (row) => (
            <CopyTicket
              isOneOfMany
              ticket={{
                party: row.party,
                module: row.kind,
                faults: [row],
                seen: { count: row.count, firstAt: row.firstSeen, lastAt: row.lastSeen },
                example: row.example,
                exchanges: [],
              }}
            />
          ),
        },
      ]}
    />
  );
};
