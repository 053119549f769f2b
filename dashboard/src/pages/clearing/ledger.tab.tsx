/** The ledger: every movement between accounts, and for which part of which CDR it was made. */
import { useTranslation } from 'react-i18next';
import type { Search } from '../../app/router.js';
import { TransfersDocument, type LedgerTransferFilter, type TransferRowFragment } from '../../graph/index.js';
import { defineList } from '../../list/definition.js';
import { ListPage } from '../../list/list-page.js';
import { useSearch } from '../../list/search.js';
import { Empty, Failure, Loading } from '../../list/told.js';
import { useAsk } from '../../data/hooks.js';
import { Facts } from '../../ui/page.js';
import { PartyLink, ThingLink } from '../../ui/thing-link.js';
import { exactly, money } from '../../words/format.js';
import { StatusMark } from '../../words/status-mark.js';
import { Ago } from '../../words/time.js';
import { Link } from '@tanstack/react-router';

const filterOf = ({ party, cdr, state, kind, statement, currency }: Search): LedgerTransferFilter => ({
  ...(party !== undefined && { party }),
  ...(cdr !== undefined && { cdr }),
  ...(statement !== undefined && { statement }),
  ...(currency !== undefined && { currency: currency.toUpperCase() }),
  ...(state !== undefined && { state: state as LedgerTransferFilter['state'] }),
  ...(kind !== undefined && { kind: kind as LedgerTransferFilter['kind'] }),
});

const None = () => {
  const { t } = useTranslation('ledger');
  return <Empty>{t('none')}</Empty>;
};

const Kind = ({ transfer: { kind, cdrLine, taxName } }: { transfer: TransferRowFragment }) => {
  const { t } = useTranslation('ledger');
  return (
    <>
      {t(`options.kind.${kind}`)}
      <span className="text-faint ml-2 text-sm">{taxName ?? cdrLine}</span>
    </>
  );
};

/** A transfer has no page of its own in the graph: the list has it, or its first part when one comes by a link. */
const TransferInspector = ({ itemKey, row }: { itemKey: string; row?: TransferRowFragment | undefined }) => {
  const { t } = useTranslation('ledger');
  const { search } = useSearch();
  const { data, error, refetch } = useAsk(
    TransfersDocument,
    { filter: filterOf(search), page: { limit: 200 } },
    { skip: row !== undefined },
  );
  if (error) return <Failure error={error} onAgain={refetch} />;
  if (!row && !data) return <Loading />;
  const transfer = row ?? data?.ledgerTransfers.items.find(({ id }) => id === itemKey);
  if (!transfer) return <Empty>{t('further')}</Empty>;
  const { cause, kind, state, amount, currency, cdr, cdrLine, statement, debit, credit, note, reason } =
    transfer;
  return (
    <div className="overflow-auto p-3">
      <Facts
        of={[
          [t('columns.kind'), t(`options.kind.${kind}`)],
          [t('columns.state'), <StatusMark key="state" kind="transfer" value={state} />],
          [t('columns.amount'), <strong key="amount">{money(amount, currency)}</strong>],
          [t('columns.from'), <PartyLink key="from" party={debit.owner} />],
          [t('columns.to'), <PartyLink key="to" party={credit.owner} />],
          ...(cdr
            ? [[t('columns.cdr'), <ThingLink key="cdr" page="cdrs" itemKey={cdr.ref} />] as const]
            : []),
          ...(cdrLine === '' ? [] : [[t('cdrLine'), cdrLine] as const]),
          ...(statement
            ? [
                [
                  t('columns.statement'),
                  <Link
                    key="statement"
                    to="/clearing"
                    search={{ tab: 'statements', open: statement } as never}
                    className="text-accent font-mono text-sm underline-offset-2 hover:underline"
                  >
                    {statement}
                  </Link>,
                ] as const,
              ]
            : []),
          ...(note ? [[t('note'), note] as const] : []),
          ...(reason ? [[t('reason'), reason] as const] : []),
          [t('occurred'), exactly(transfer.occurredAt)],
          [t('recorded'), exactly(transfer.recordedAt)],
          ...(transfer.settledAt ? [[t('settled'), exactly(transfer.settledAt)] as const] : []),
          [
            t('cause'),
            <span key="cause" className="font-mono text-sm wrap-anywhere">
              {cause}
            </span>,
          ],
        ]}
      />
    </div>
  );
};

const list = defineList({
  name: 'ledger',
  titleKey: 'title',
  document: TransfersDocument,
  field: 'ledgerTransfers',
  variablesOf: (search: Search, page) => ({ filter: filterOf(search), page }),
  keyOf: ({ id }: TransferRowFragment) => id,
  columns: [
    {
      id: 'state',
      width: '110px',
      cell: ({ state }) => <StatusMark kind="transfer" value={state} />,
      text: ({ state }) => state,
    },
    {
      id: 'kind',
      width: 'minmax(150px,1fr)',
      cell: (transfer) => <Kind transfer={transfer} />,
      text: ({ kind, cdrLine, taxName }) => [kind, taxName ?? cdrLine].join(' '),
    },
    {
      id: 'from',
      width: 'minmax(110px,1fr)',
      cell: ({ debit }) => debit.owner.name ?? debit.owner.ref,
      text: ({ debit }) => debit.owner.ref,
      isWideOnly: true,
    },
    {
      id: 'to',
      width: 'minmax(110px,1fr)',
      cell: ({ credit }) => credit.owner.name ?? credit.owner.ref,
      text: ({ credit }) => credit.owner.ref,
      isWideOnly: true,
    },
    {
      id: 'cdr',
      width: 'minmax(120px,1fr)',
      cell: ({ cdr }) => cdr && <ThingLink page="cdrs" itemKey={cdr.ref} />,
      text: ({ cdr }) => cdr?.ref,
      isWideOnly: true,
    },
    {
      id: 'statement',
      width: 'minmax(120px,1fr)',
      cell: ({ statement }) => <span className="font-mono text-sm">{statement}</span>,
      text: ({ statement }) => statement,
      isWideOnly: true,
    },
    {
      id: 'at',
      width: '110px',
      cell: ({ occurredAt }) => <Ago at={occurredAt} />,
      text: ({ occurredAt }) => occurredAt,
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
    { id: 'kind', kind: 'one', options: ['CDR', 'FEE', 'SHARE', 'TAX', 'PAYMENT', 'PAYOUT', 'CORRECTION'] },
    { id: 'state', kind: 'one', options: ['PENDING', 'POSTED', 'VOIDED'] },
    { id: 'party', kind: 'text' },
    { id: 'cdr', kind: 'text' },
    { id: 'statement', kind: 'text' },
    { id: 'currency', kind: 'text' },
  ],
  Inspector: TransferInspector,
  None,
});

export const LedgerTab = () => <ListPage definition={list} />;
