/** Payouts by bank: batches of payments as a file for the bank. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { useWho } from '../../app/who.js';
import { useAsk, useChange } from '../../data/hooks.js';
import {
  CreatePayoutBatchDocument,
  PayoutBatchDocument,
  PayoutBatchesDocument,
  type PayoutBatchRowFragment,
} from '../../graph/index.js';
import { defineList } from '../../list/definition.js';
import { ListPage } from '../../list/list-page.js';
import { Empty, Failure, Loading } from '../../list/told.js';
import { ActionButton } from '../../ui/action-button.js';
import { FormDialog, type FormValues } from '../../ui/form-dialog.js';
import { Facts, Section } from '../../ui/page.js';
import { PlainTable } from '../../ui/plain-table.js';
import { ThingLink } from '../../ui/thing-link.js';
import { day, money, number } from '../../words/format.js';
import { StatusMark } from '../../words/status-mark.js';
import { Ago, Key } from '../../words/time.js';

const None = () => {
  const { t } = useTranslation('payouts');
  return <Empty>{t('none')}</Empty>;
};

const BatchInspector = ({ itemKey }: { itemKey: string }) => {
  const { t } = useTranslation('payouts');
  const { data, error, refetch } = useAsk(PayoutBatchDocument, { id: itemKey });
  if (error) return <Failure error={error} onAgain={refetch} />;
  if (!data) return <Loading />;
  const batch = data.payoutBatch;
  if (!batch) return <Empty>{t('unknown')}</Empty>;
  return (
    <div className="grid gap-5 overflow-auto p-3">
      <Section
        title={batch.messageId}
        actions={
          <a
            href={`/documents/payouts/${batch.id}.xml`}
            download
            className="text-accent underline underline-offset-2"
          >
            {t('file')}
          </a>
        }
      >
        <Facts
          of={[
            [t('columns.total'), <strong key="total">{money(batch.total, batch.currency)}</strong>],
            [t('columns.count'), number(batch.count)],
            [t('columns.executeOn'), day(batch.executeOn)],
            [t('account'), `${batch.account.holder}, ${batch.account.iban}`],
          ]}
        />
      </Section>
      <PlainTable
        label={t('payouts')}
        rows={batch.payouts}
        keyOf={({ id }) => id}
        columns={[
          {
            id: 'reference',
            title: t('reference'),
            isHead: true,
            cell: ({ reference }) => <Key value={reference} />,
          },
          {
            id: 'state',
            title: t('state'),
            cell: ({ state }) => <StatusMark kind="payment" value={state} />,
          },
          {
            id: 'party',
            title: t('party'),
            cell: ({ party }) => <ThingLink page="parties" itemKey={party} />,
          },
          {
            id: 'amount',
            title: t('columns.total'),
            isNumber: true,
            cell: ({ amount, currency }) => money(amount, currency),
          },
        ]}
      />
    </div>
  );
};

const afterBatch = [PayoutBatchesDocument];

const BatchButton = () => {
  const { t } = useTranslation('payouts');
  const { isOperator } = useWho();
  const [isOpen, setOpen] = useState(false);
  const create = useChange(CreatePayoutBatchDocument, afterBatch);
  if (!isOperator) return null;
  const make = async ({ statements, executeOn }: FormValues) => {
    const numbers = statements?.split(/[\s,]+/).filter((one) => one !== '');
    const { createPayoutBatch: batch } = await create.run({
      ...(numbers && { statements: numbers }),
      ...(executeOn !== undefined && { executeOn: `${executeOn}T00:00:00Z` }),
    });
    toast(t('created', { count: batch.count, total: money(batch.total, batch.currency) }));
  };
  return (
    <>
      <ActionButton onPress={() => setOpen(true)}>{t('create')}</ActionButton>
      {isOpen && (
        <FormDialog
          title={t('create')}
          about={t('about')}
          submit={t('submit')}
          fields={[
            { id: 'statements', label: t('statements'), kind: 'textarea', hint: t('statementsHint') },
            { id: 'executeOn', label: t('columns.executeOn'), kind: 'date', hint: t('executeOnHint') },
          ]}
          onSubmit={make}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
};

const list = defineList({
  name: 'payouts',
  titleKey: 'title',
  document: PayoutBatchesDocument,
  field: 'payoutBatches',
  variablesOf: (_search, page) => ({ page }),
  keyOf: ({ id }: PayoutBatchRowFragment) => id,
  columns: [
    {
      id: 'messageId',
      width: 'minmax(160px,1fr)',
      cell: ({ messageId }) => <Key value={messageId} />,
      text: ({ messageId }) => messageId,
    },
    {
      id: 'created',
      width: '120px',
      cell: ({ createdAt }) => <Ago at={createdAt} />,
      text: ({ createdAt }) => createdAt,
      isWideOnly: true,
    },
    {
      id: 'executeOn',
      width: '130px',
      cell: ({ executeOn }) => day(executeOn),
      text: ({ executeOn }) => executeOn,
      isWideOnly: true,
    },
    {
      id: 'count',
      width: '90px',
      isNumber: true,
      cell: ({ count }) => number(count),
      text: ({ count }) => count,
    },
    {
      id: 'total',
      width: '130px',
      isNumber: true,
      cell: ({ total, currency }) => money(total, currency),
      text: ({ total }) => total,
    },
  ],
  filters: [],
  Inspector: BatchInspector,
  Actions: BatchButton,
  None,
});

export const PayoutsTab = () => <ListPage definition={list} />;
