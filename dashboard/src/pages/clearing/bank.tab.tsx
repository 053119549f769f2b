/** What the bank says: statements in camt.053 are taken in, their lines matched with payments, the rest decided by people. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import type { Search } from '../../app/router.js';
import { useWho } from '../../app/who.js';
import { useAsk, useChange } from '../../data/hooks.js';
import {
  BankTransactionsDocument,
  DismissBankTransactionDocument,
  ImportBankStatementDocument,
  MatchBankTransactionDocument,
  type BankTransactionRowFragment,
  type BankTransactionsQueryVariables,
} from '../../graph/index.js';
import { defineList } from '../../list/definition.js';
import { ListPage } from '../../list/list-page.js';
import { listIn, useSearch } from '../../list/search.js';
import { Empty, Failure, Loading } from '../../list/told.js';
import { ActionButton } from '../../ui/action-button.js';
import { Button } from '../../ui/button.js';
import { FormDialog } from '../../ui/form-dialog.js';
import { Facts, Section } from '../../ui/page.js';
import { negated } from '../../words/decimal.js';
import { exactly, money } from '../../words/format.js';
import { looks } from '../../words/status.js';
import { StatusMark } from '../../words/status-mark.js';
import { Link } from '@tanstack/react-router';

const statesOf = ({ states }: Search): Pick<BankTransactionsQueryVariables, 'states'> =>
  states === undefined
    ? {}
    : { states: listIn(states) as NonNullable<BankTransactionsQueryVariables['states']> };

/** What left the account is below zero. */
const signed = ({ isCredit, amount }: BankTransactionRowFragment): string =>
  isCredit ? amount : negated(amount);

const None = () => {
  const { t } = useTranslation('bank');
  return <Empty>{t('none')}</Empty>;
};

const afterDeciding = [BankTransactionsDocument];
const OPEN = ['UNMATCHED', 'AMOUNT_DIFFERS', 'CONFLICT'];

const TransactionInspector = ({
  itemKey,
  row,
}: {
  itemKey: string;
  row?: BankTransactionRowFragment | undefined;
}) => {
  const { t } = useTranslation(['bank', 'common']);
  const { isOperator } = useWho();
  const { search } = useSearch();
  const { data, error, refetch } = useAsk(
    BankTransactionsDocument,
    { ...statesOf(search), page: { limit: 200 } },
    { skip: row !== undefined },
  );
  const [asks, setAsks] = useState<'match' | 'dismiss'>();
  const match = useChange(MatchBankTransactionDocument, afterDeciding);
  const dismiss = useChange(DismissBankTransactionDocument, afterDeciding);
  if (error) return <Failure error={error} onAgain={refetch} />;
  if (!row && !data) return <Loading />;
  const one = row ?? data?.bankTransactions.items.find(({ id }) => id === itemKey);
  if (!one) return <Empty>{t('further')}</Empty>;
  return (
    <div className="grid gap-5 overflow-auto p-3">
      <Section
        title={money(signed(one), one.currency)}
        actions={
          isOperator &&
          OPEN.includes(one.state) && (
            <>
              <Button onClick={() => setAsks('match')}>{t('match')}</Button>
              <Button onClick={() => setAsks('dismiss')}>{t('dismiss')}</Button>
            </>
          )
        }
      >
        <Facts
          of={[
            [t('columns.state'), <StatusMark key="state" kind="bank" value={one.state} />],
            ...(one.reason ? [[t('common:reason'), one.reason] as const] : []),
            [
              t('columns.counterparty'),
              [one.counterpartyName, one.counterpartyIban].filter(Boolean).join(', '),
            ],
            [t('columns.remittance'), one.remittance],
            ...(one.reference ? [[t('reference'), one.reference] as const] : []),
            ...(one.bookedAt ? [[t('columns.booked'), one.bookedAt] as const] : []),
            [t('statement'), one.statement],
            [t('imported'), exactly(one.importedAt)],
          ]}
        />
      </Section>
      {one.payments.length > 0 && (
        <Section title={t('payments')}>
          <ul>
            {one.payments.map(({ id, reference, state, amount, currency }) => (
              <li key={id} className="flex h-8 items-center gap-3 border-b">
                <StatusMark kind="payment" value={state} />
                <Link
                  to="/clearing"
                  search={{ tab: 'payments', open: id } as never}
                  className="text-accent font-mono text-sm underline-offset-2 hover:underline"
                >
                  {reference}
                </Link>
                <span className="ml-auto">{money(amount, currency)}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {asks && (
        <FormDialog
          title={t(asks)}
          about={t(`${asks}About`)}
          submit={t(asks)}
          fields={[
            ...(asks === 'match'
              ? [{ id: 'payment', label: t('payment'), isRequired: true, hint: t('paymentHint') }]
              : []),
            { id: 'reason', label: t('common:reason'), isRequired: true },
          ]}
          onSubmit={({ payment = '', reason = '' }) =>
            asks === 'match'
              ? match.run({ id: itemKey, payment, reason })
              : dismiss.run({ id: itemKey, reason })
          }
          onClose={() => setAsks(undefined)}
        />
      )}
    </div>
  );
};

const ImportButton = () => {
  const { t } = useTranslation('bank');
  const { isOperator } = useWho();
  const [isOpen, setOpen] = useState(false);
  const take = useChange(ImportBankStatementDocument, afterDeciding);
  if (!isOperator) return null;
  return (
    <>
      <ActionButton onPress={() => setOpen(true)}>{t('import')}</ActionButton>
      {isOpen && (
        <FormDialog
          title={t('import')}
          about={t('importAbout')}
          submit={t('importSubmit')}
          fields={[
            {
              id: 'camt053',
              label: t('file'),
              kind: 'file',
              accept: '.xml,text/xml,application/xml',
              isRequired: true,
            },
          ]}
          onSubmit={async ({ camt053 = '' }) => {
            const { importBankStatement: told } = await take.run({ camt053 });
            toast(t('importedAll', { matched: told.matched, open: told.open, repeated: told.repeated }));
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
};

const list = defineList({
  name: 'bank',
  titleKey: 'title',
  document: BankTransactionsDocument,
  field: 'bankTransactions',
  variablesOf: (search: Search, page) => ({ ...statesOf(search), page }),
  keyOf: ({ id }: BankTransactionRowFragment) => id,
  columns: [
    {
      id: 'state',
      width: '140px',
      cell: ({ state }) => <StatusMark kind="bank" value={state} />,
      text: ({ state }) => state,
    },
    {
      id: 'booked',
      width: '110px',
      cell: ({ bookedAt }) => bookedAt,
      text: ({ bookedAt }) => bookedAt,
      isWideOnly: true,
    },
    {
      id: 'counterparty',
      width: 'minmax(120px,1fr)',
      cell: ({ counterpartyName, counterpartyIban }) => counterpartyName ?? counterpartyIban,
      text: ({ counterpartyName, counterpartyIban }) => counterpartyName ?? counterpartyIban,
      isWideOnly: true,
    },
    {
      id: 'remittance',
      width: 'minmax(140px,2fr)',
      cell: ({ remittance, reference }) => remittance || reference,
      text: ({ remittance, reference }) => remittance || reference,
    },
    {
      id: 'amount',
      width: '130px',
      isNumber: true,
      cell: (row) => money(signed(row), row.currency),
      text: (row) => signed(row),
    },
  ],
  filters: [
    {
      id: 'states',
      kind: 'choice',
      options: Object.keys(looks.bank).map((value) => ({
        value,
        label: <StatusMark kind="bank" value={value} />,
      })),
    },
  ],
  Inspector: TransactionInspector,
  Actions: ImportButton,
  None,
});

export const BankTab = () => <ListPage definition={list} />;
