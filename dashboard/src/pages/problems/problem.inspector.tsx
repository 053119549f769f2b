/** One group of failures: what is wrong, since when, an example of it, and the text for whoever has to mend it. */
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useWho } from '../../app/who.js';
import { useAsk } from '../../data/hooks.js';
import { ExchangeDocument, ProblemsDocument, type ProblemRowFragment } from '../../graph/index.js';
import { useSearch } from '../../list/search.js';
import { Empty, Failure, Loading } from '../../list/told.js';
import { PAGE_ROWS } from '../../list/use-rows.js';
import { Facts, Section } from '../../ui/page.js';
import { PlainTable } from '../../ui/plain-table.js';
import { Spark } from '../../ui/spark.js';
import { ThingLink } from '../../ui/thing-link.js';
import { exactly, number } from '../../words/format.js';
import { StatusMark } from '../../words/status-mark.js';
import { Ago } from '../../words/time.js';
import { Message } from '../exchanges/message.js';
import { isForPlatforms } from '../parties/staff.rules.js';
import { CopyTicket } from './copy-ticket.js';
import { filterOf } from './problem.query.js';
import { peakOf } from './problem.rules.js';
import { requirementOf, type Ticket } from './ticket.rules.js';

export const ProblemInspector = ({ itemKey }: { itemKey: string }) => {
  const { t } = useTranslation('problems');
  const { search } = useSearch();
  const variables = { filter: filterOf(search), page: { limit: PAGE_ROWS } };
  const { data, error, refetch } = useAsk(ProblemsDocument, variables);
  if (error && !data) return <Failure error={error} onAgain={refetch} />;
  if (!data) return <Loading />;
  const problem = data.problems.items.find(({ id }) => id === itemKey);
  if (!problem) return <Empty>{t('unknown')}</Empty>;
  const { since, until } = data.problems;
  return <Whole problem={problem} since={since} until={until} />;
};

interface WholeProps {
  problem: ProblemRowFragment;
  since: string;
  until: string;
}

const Whole = ({ problem, since, until }: WholeProps) => {
  const { t } = useTranslation('problems');
  const { me } = useWho();
  const { data } = useAsk(ExchangeDocument, { id: problem.exchangeId });
  const example = data?.exchange ?? undefined;
  const { code, pointer, party, module, count, series } = problem;
  const requirement = requirementOf(code, example?.http);
  const message = problem.message ?? example?.failure?.message ?? example?.note ?? t('answered', { code });
  const ticket: Ticket = {
    party: party ?? '?',
    module: module ?? '?',
    faults: [{ code, pointer: pointer ?? '', message, requirement: problem.requirement }],
    seen: { count, firstAt: problem.firstSeen, lastAt: problem.lastSeen },
    exchanges: example ? [example] : [],
  };
  const same = {
    ...(party !== null && { party }),
    ...(module !== null && { module }),
    status: problem.status,
    direction: problem.direction,
    ...(pointer !== null && { wrong: 'yes' }),
  };
  return (
    <div className="grid grid-cols-1 gap-4 p-3">
      <div className="flex flex-wrap items-center gap-3">
        <h2 className="font-mono font-semibold">{code}</h2>
        {pointer !== null && <code className="text-impaired font-mono">{pointer || '/'}</code>}
        <StatusMark kind="exchange" value={problem.status} />
        <span className="ml-auto">
          <CopyTicket ticket={ticket} />
        </span>
      </div>
      <p>{message}</p>
      <Facts
        of={[
          [
            t('facts.party'),
            party === null ? t('noParty') : <ThingLink key="party" page="parties" itemKey={party} />,
          ],
          ...(party !== null || problem.platformId === null || !isForPlatforms(me.role)
            ? []
            : [
                [
                  t('facts.platform'),
                  <Link
                    key="platform"
                    to="/parties"
                    search={{ view: 'platforms', open: problem.platformId } as never}
                    className="text-accent font-mono text-sm underline-offset-2 hover:underline"
                  >
                    {problem.platformId}
                  </Link>,
                ] as const,
              ]),
          [t('facts.module'), `${module ?? '–'}, ${t(`directions.${problem.direction}`)}`],
          [
            t('facts.requirement'),
            problem.requirement === null
              ? (requirement?.id ?? t('noRequirement'))
              : requirement?.id === problem.requirement
                ? `${requirement.id} (${requirement.chapter})`
                : problem.requirement,
          ],
          [t('facts.count'), t('times', { count, shown: number(count) })],
          [t('facts.first'), <When key="first" at={problem.firstSeen} />],
          [t('facts.last'), <When key="last" at={problem.lastSeen} />],
        ]}
      />
      <Section title={t('course')}>
        <Course series={series} since={since} until={until} />
        <p className="mt-2">
          <Link
            to="/exchanges"
            search={same as never}
            className="text-accent underline-offset-2 hover:underline"
          >
            {t('all')}
          </Link>
        </p>
      </Section>
      <Section
        title={t('example')}
        actions={
          <ThingLink page="exchanges" itemKey={problem.exchangeId}>
            {t('open')}
          </ThingLink>
        }
      >
        {example ? (
          <Message message={example.request} violations={example.violations} />
        ) : (
          <p className="text-soft">{data ? t('exampleGone') : t('common:list.loading')}</p>
        )}
      </Section>
    </div>
  );
};

const When = ({ at }: { at: string }) => (
  <>
    <Ago at={at} /> <span className="text-faint">{exactly(at)}</span>
  </>
);

/** The line, and the same as a table that opens: nobody has to see a line to know when. */
const Course = ({ series, since, until }: { series: readonly number[]; since: string; until: string }) => {
  const { t } = useTranslation('problems');
  const { count } = peakOf(series);
  const part_ms = (Date.parse(until) - Date.parse(since)) / Math.max(series.length, 1);
  const rows = series.flatMap((seen, part) =>
    seen === 0 ? [] : [{ at: new Date(Date.parse(since) + part * part_ms).toISOString(), seen }],
  );
  return (
    <>
      <Spark
        values={series}
        label={t('peak', { count, shown: number(count) })}
        colour="var(--amber)"
        width={360}
        height={40}
      />
      <details>
        <summary className="text-soft text-sm">{t('asTable')}</summary>
        <PlainTable
          label={t('course')}
          rows={rows}
          keyOf={({ at }) => at}
          columns={[
            { id: 'at', title: t('from'), isHead: true, cell: ({ at }) => exactly(at) },
            { id: 'seen', title: t('columns.count'), isNumber: true, cell: ({ seen }) => number(seen) },
          ]}
        />
      </details>
    </>
  );
};
