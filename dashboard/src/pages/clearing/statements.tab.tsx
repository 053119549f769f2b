/** Invoices, credit notes and statements of what is set off; the runs that make them above. */
import { useTranslation } from 'react-i18next';
import type { Search } from '../../app/router.js';
import { StatementsDocument, type StatementFilter, type StatementRowFragment } from '../../graph/index.js';
import { defineList } from '../../list/definition.js';
import { ListPage } from '../../list/list-page.js';
import { Empty } from '../../list/told.js';
import { day, money } from '../../words/format.js';
import { Key } from '../../words/time.js';
import { RunButton, Runs } from './runs.js';
import { StatementInspector } from './statement.inspector.js';

const filterOf = ({ party, kind, currency }: Search): StatementFilter => ({
  ...(party !== undefined && { party }),
  ...(kind !== undefined && { kind: kind as StatementFilter['kind'] }),
  ...(currency !== undefined && { currency: currency.toUpperCase() }),
});

const None = () => {
  const { t } = useTranslation('statements');
  return <Empty>{t('none')}</Empty>;
};

const Kind = ({ kind }: { kind: string }) => {
  const { t } = useTranslation('clearing');
  return t(`statementKinds.${kind}`);
};

const nameOf = ({ ref, name }: StatementRowFragment['issuer']): string => name ?? ref;

const list = defineList({
  name: 'statements',
  titleKey: 'title',
  document: StatementsDocument,
  field: 'statements',
  variablesOf: (search: Search, page) => ({ filter: filterOf(search), page }),
  keyOf: ({ number }: StatementRowFragment) => number,
  columns: [
    {
      id: 'number',
      width: 'minmax(200px,1fr)',
      cell: ({ number }) => <Key value={number} />,
      text: ({ number }) => number,
    },
    { id: 'kind', width: '120px', cell: ({ kind }) => <Kind kind={kind} />, text: ({ kind }) => kind },
    {
      id: 'issuer',
      width: 'minmax(120px,1fr)',
      cell: ({ issuer }) => nameOf(issuer),
      text: ({ issuer }) => issuer.ref,
      isWideOnly: true,
    },
    {
      id: 'recipient',
      width: 'minmax(120px,1fr)',
      cell: ({ recipient }) => nameOf(recipient),
      text: ({ recipient }) => recipient.ref,
      isWideOnly: true,
    },
    {
      id: 'period',
      width: '200px',
      cell: ({ periodFrom, periodTo }) => `${day(periodFrom)} – ${day(periodTo)}`,
      text: ({ periodFrom, periodTo }) => `${periodFrom}/${periodTo}`,
      isWideOnly: true,
    },
    {
      id: 'payableBy',
      width: '110px',
      cell: ({ payableBy }) => (payableBy ? day(payableBy) : ''),
      text: ({ payableBy }) => payableBy,
      isWideOnly: true,
    },
    {
      id: 'total',
      width: '130px',
      isNumber: true,
      cell: ({ totalAfterTaxes, currency }) => money(totalAfterTaxes, currency),
      text: ({ totalAfterTaxes }) => totalAfterTaxes,
    },
    {
      id: 'currency',
      width: '80px',
      cell: ({ currency }) => currency,
      text: ({ currency }) => currency,
      isWideOnly: true,
    },
  ],
  filters: [
    { id: 'kind', kind: 'one', options: ['INVOICE', 'CREDIT_NOTE', 'STATEMENT'] },
    { id: 'party', kind: 'text' },
    { id: 'currency', kind: 'text' },
  ],
  Inspector: StatementInspector,
  Above: Runs,
  Actions: RunButton,
  None,
});

export const StatementsTab = () => <ListPage definition={list} />;
