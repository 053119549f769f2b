/** Payments: money the hub asked for and money it sent, as they change. */
import { useTranslation } from 'react-i18next';
import type { Search } from '../../app/router.js';
import { useWho } from '../../app/who.js';
import { useAsk } from '../../data/hooks.js';
import {
  PaymentDoubtsDocument,
  PaymentsDocument,
  PaymentsLiveDocument,
  type PaymentFilter,
  type PaymentRowFragment,
} from '../../graph/index.js';
import { defineList } from '../../list/definition.js';
import { ListPage } from '../../list/list-page.js';
import { listIn } from '../../list/search.js';
import { Empty } from '../../list/told.js';
import { money } from '../../words/format.js';
import { looks } from '../../words/status.js';
import { StatusMark } from '../../words/status-mark.js';
import { Ago, Key } from '../../words/time.js';
import { PaymentInspector } from './payment.inspector.js';

const filterOf = ({ states, direction, party, statement }: Search): PaymentFilter => ({
  ...(states !== undefined && { states: listIn(states) as PaymentFilter['states'] }),
  ...(direction !== undefined && { direction: direction as PaymentFilter['direction'] }),
  ...(party !== undefined && { party }),
  ...(statement !== undefined && { statement }),
});

/** Those of late. */
const DOUBTS = 3;

const None = () => {
  const { t } = useTranslation('payments');
  return <Empty>{t('none')}</Empty>;
};

const Direction = ({ direction }: { direction: string }) => {
  const { t } = useTranslation('clearing');
  return t(`directions.${direction}`);
};

/** Messages about payments that somebody should look at; nothing while there are none. */
const Doubts = () => {
  const { t } = useTranslation('payments');
  const isStaff = useWho().me.role !== 'PARTNER';
  const { data } = useAsk(PaymentDoubtsDocument, { page: { limit: DOUBTS } }, { skip: !isStaff });
  const doubts = data?.paymentDoubts.items ?? [];
  if (doubts.length === 0) return null;
  return (
    <section aria-label={t('doubts')} className="bg-raised border-b px-3 py-1">
      <ul>
        {doubts.map(({ id, provider, kind, outcome, reason, receivedAt }) => (
          <li key={id} className="flex h-7 items-center gap-3 whitespace-nowrap">
            <span className="text-impaired">
              <span aria-hidden>▲</span> {provider}
            </span>
            <span>{kind}</span>
            <span className="text-soft truncate">{reason ?? outcome}</span>
            <span className="text-faint ml-auto text-sm">
              <Ago at={receivedAt} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
};

const list = defineList({
  name: 'payments',
  titleKey: 'title',
  document: PaymentsDocument,
  field: 'payments',
  variablesOf: (search: Search, page) => ({ filter: filterOf(search), page }),
  keyOf: ({ id }: PaymentRowFragment) => id,
  columns: [
    {
      id: 'state',
      width: '120px',
      cell: ({ state }) => <StatusMark kind="payment" value={state} />,
      text: ({ state }) => state,
    },
    {
      id: 'reference',
      width: 'minmax(130px,1fr)',
      cell: ({ reference }) => <Key value={reference} />,
      text: ({ reference }) => reference,
    },
    {
      id: 'direction',
      width: '110px',
      cell: ({ direction }) => <Direction direction={direction} />,
      text: ({ direction }) => direction,
      isWideOnly: true,
    },
    {
      id: 'party',
      width: 'minmax(90px,1fr)',
      cell: ({ party }) => party,
      text: ({ party }) => party,
      isWideOnly: true,
    },
    {
      id: 'statement',
      width: 'minmax(130px,1fr)',
      cell: ({ statement }) => <span className="font-mono text-sm">{statement}</span>,
      text: ({ statement }) => statement,
      isWideOnly: true,
    },
    {
      id: 'provider',
      width: '120px',
      cell: ({ provider }) => provider,
      text: ({ provider }) => provider,
      isWideOnly: true,
    },
    {
      id: 'changed',
      width: '110px',
      cell: ({ changedAt }) => <Ago at={changedAt} />,
      text: ({ changedAt }) => changedAt,
      isWideOnly: true,
    },
    {
      id: 'amount',
      width: '120px',
      isNumber: true,
      cell: ({ amount, currency }) => money(amount, currency),
      text: ({ amount }) => amount,
    },
  ],
  filters: [
    {
      id: 'states',
      kind: 'choice',
      options: Object.keys(looks.payment).map((value) => ({
        value,
        label: <StatusMark kind="payment" value={value} />,
      })),
    },
    { id: 'direction', kind: 'one', options: ['COLLECTION', 'PAYOUT'] },
    { id: 'party', kind: 'text' },
    { id: 'statement', kind: 'text' },
  ],
  live: {
    document: PaymentsLiveDocument,
    variablesOf: () => ({}),
    rowOf: ({ paymentUpdated }) => paymentUpdated,
  },
  Inspector: PaymentInspector,
  Above: Doubts,
  None,
});

export const PaymentsTab = () => <ListPage definition={list} />;
