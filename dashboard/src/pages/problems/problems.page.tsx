/** What goes wrong with partners, grouped so that one row is what one person mends at one place. */
import { useTranslation } from 'react-i18next';
import type { Search } from '../../app/router.js';
import {
  ExchangesLiveDocument,
  ProblemsDocument,
  type ExchangeFilter,
  type ProblemRowFragment,
} from '../../graph/index.js';
import { defineList } from '../../list/definition.js';
import { ListPage } from '../../list/list-page.js';
import { useSearch } from '../../list/search.js';
import { Empty } from '../../list/told.js';
import { Spark } from '../../ui/spark.js';
import { number } from '../../words/format.js';
import { addWords } from '../../words/language.js';
import { StatusMark } from '../../words/status-mark.js';
import { looks } from '../../words/status.js';
import { Ago } from '../../words/time.js';
import { DocumentsView } from './documents.view.js';
import { ProblemInspector } from './problem.inspector.js';
import { filterOf, spans } from './problem.query.js';
import { ProblemViews } from './problem.views.js';
import { peakOf, problemOf } from './problem.rules.js';
import { requirementOf } from './ticket.rules.js';
import de from './words.de.json';
import en from './words.en.json';

addWords('problems', { en, de });

const wrong = ['CLIENT_ERROR', 'SERVER_ERROR', 'HUB_ERROR', 'NO_ANSWER'] as const;

const liveFilterOf = (search: Search): ExchangeFilter => {
  const { status = [...wrong], party, module } = filterOf(search);
  return { status, ...(party && { party }), ...(module && { module }) };
};

const None = () => {
  const { t } = useTranslation('problems');
  return <Empty>{t('none')}</Empty>;
};

const Course = ({ series }: { series: readonly number[] }) => {
  const { t } = useTranslation('problems');
  const { count } = peakOf(series);
  return <Spark values={series} label={t('peak', { count, shown: number(count) })} colour="var(--amber)" />;
};

const requirementIn = ({ code, requirement }: ProblemRowFragment): string =>
  requirement ?? requirementOf(code)?.id ?? '';

const list = defineList({
  name: 'problems',
  document: ProblemsDocument,
  field: 'problems',
  variablesOf: (search: Search, page) => ({ filter: filterOf(search), page }),
  keyOf: ({ id }: ProblemRowFragment) => id,
  columns: [
    {
      id: 'status',
      width: '130px',
      cell: ({ status }) => <StatusMark kind="exchange" value={status} />,
      text: ({ status }) => status,
    },
    {
      id: 'party',
      width: '80px',
      cell: ({ party }) => <span className="font-mono text-sm">{party ?? '–'}</span>,
      text: ({ party }) => party,
    },
    { id: 'module', width: '96px', cell: ({ module }) => module ?? '–', text: ({ module }) => module },
    {
      id: 'what',
      width: 'minmax(150px,1.2fr)',
      cell: ({ code, pointer }) => (
        <span className="font-mono text-sm">
          {code} <span className="text-impaired">{pointer}</span>
        </span>
      ),
      text: ({ code, pointer }) => `${code} ${pointer ?? ''}`.trim(),
    },
    {
      id: 'message',
      width: 'minmax(120px,1.6fr)',
      cell: ({ message }) => message ?? '',
      text: ({ message }) => message,
      isWideOnly: true,
    },
    {
      id: 'requirement',
      width: '100px',
      cell: requirementIn,
      text: requirementIn,
      isWideOnly: true,
    },
    {
      id: 'count',
      width: '70px',
      isNumber: true,
      cell: ({ count }) => number(count),
      text: ({ count }) => count,
    },
    {
      id: 'course',
      width: '120px',
      cell: ({ series }) => <Course series={series} />,
      text: ({ series }) => series.join(' '),
      isWideOnly: true,
    },
    {
      id: 'first',
      width: '100px',
      cell: ({ firstSeen }) => <Ago at={firstSeen} />,
      text: ({ firstSeen }) => firstSeen,
      isWideOnly: true,
    },
    {
      id: 'last',
      width: '100px',
      cell: ({ lastSeen }) => <Ago at={lastSeen} />,
      text: ({ lastSeen }) => lastSeen,
    },
  ],
  filters: [
    {
      id: 'status',
      kind: 'choice',
      options: Object.keys(looks.exchange)
        .filter((value) => value !== 'OK')
        .map((value) => ({ value, label: <StatusMark kind="exchange" value={value} /> })),
    },
    { id: 'party', kind: 'text', placeholder: 'NL/TNM' },
    {
      id: 'module',
      kind: 'one',
      options: ['cdrs', 'commands', 'credentials', 'locations', 'sessions', 'tariffs', 'tokens', 'versions'],
    },
    { id: 'code', kind: 'text' },
    { id: 'since', kind: 'one', options: spans },
  ],
  live: {
    document: ExchangesLiveDocument,
    variablesOf: (search: Search) => ({ filter: liveFilterOf(search) }),
    rowOf: ({ exchangeRecorded }) => problemOf(exchangeRecorded),
  },
  Inspector: ProblemInspector,
  Actions: ProblemViews,
  None,
});

const ProblemsPage = () => {
  const { search } = useSearch();
  return search['view'] === 'documents' ? <DocumentsView /> : <ListPage definition={list} />;
};
export default ProblemsPage;
