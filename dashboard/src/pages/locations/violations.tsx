/** What is wrong with Locations that were accepted all the same, by rule and place; the most frequent first. */
import { useTranslation } from 'react-i18next';
import { useAsk } from '../../data/hooks.js';
import { LocationViolationsDocument } from '../../graph/index.js';
import { PlainTable } from '../../ui/plain-table.js';
import { ThingLink } from '../../ui/thing-link.js';
import { number } from '../../words/format.js';
import { Ago } from '../../words/time.js';

const SHOWN = 20;

export const Violations = () => {
  const { t } = useTranslation('locations');
  const { data, error } = useAsk(LocationViolationsDocument);
  if (error) return <p className="text-impaired">{t('violations.unknown', { message: error.message })}</p>;
  const found = data?.locationViolations ?? [];
  if (found.length === 0) return <p className="text-soft">{data && t('violations.none')}</p>;
  return (
    <PlainTable
      label={t('violations.title')}
      keyOf={({ party, code, pointer }) => `${party} ${code} ${pointer}`}
      rows={found.slice(0, SHOWN)}
      columns={[
        {
          id: 'pointer',
          title: t('violations.pointer'),
          isHead: true,
          cell: ({ pointer }) => <span className="font-mono text-sm">{pointer === '' ? '/' : pointer}</span>,
        },
        { id: 'message', title: t('violations.message'), cell: ({ message }) => message, isWideOnly: true },
        {
          id: 'party',
          title: t('violations.party'),
          cell: ({ party }) => <ThingLink page="parties" itemKey={party} />,
        },
        {
          id: 'example',
          title: t('violations.example'),
          cell: ({ example }) => (example ? <ThingLink page="locations" itemKey={example} /> : null),
          isWideOnly: true,
        },
        {
          id: 'seen',
          title: t('violations.seen'),
          cell: ({ lastSeen }) => (lastSeen ? <Ago at={lastSeen} /> : null),
          isWideOnly: true,
        },
        {
          id: 'count',
          title: t('violations.count'),
          isNumber: true,
          cell: ({ count }) => number(count),
        },
      ]}
    />
  );
};
