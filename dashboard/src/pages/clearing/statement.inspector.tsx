/** One statement: its sums and taxes, what it sets off, its lines down to their CDRs, its documents, its payments. */
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { useWho } from '../../app/who.js';
import { useAsk, useChange } from '../../data/hooks.js';
import {
  PaymentProvidersDocument,
  PaymentsDocument,
  PayStatementDocument,
  StatementDocument,
  type StatementQuery,
} from '../../graph/index.js';
import { Empty, Failure, Loading } from '../../list/told.js';
import { Button } from '../../ui/button.js';
import { FormDialog } from '../../ui/form-dialog.js';
import { Facts, Section } from '../../ui/page.js';
import { PlainTable } from '../../ui/plain-table.js';
import { PartyLink, ThingLink } from '../../ui/thing-link.js';
import { sumOf } from '../../words/decimal.js';
import { day, money, number } from '../../words/format.js';
import { StatusMark } from '../../words/status-mark.js';

type Statement = NonNullable<StatementQuery['statement']>;
type Line = Statement['lines'][number];

/** Of one page of lines; more are asked for by their position. */
const LINES = 100;

export const StatementInspector = ({ itemKey }: { itemKey: string }) => {
  const { t } = useTranslation('clearing');
  const [limit, setLimit] = useState(LINES);
  const { data, error, refetch } = useAsk(StatementDocument, { number: itemKey, limit });
  if (error) return <Failure error={error} onAgain={refetch} />;
  if (!data) return <Loading />;
  const { statement } = data;
  if (!statement) return <Empty>{t('statement.unknown', { number: itemKey })}</Empty>;
  const hasMore = statement.lines.length === limit;
  return (
    <div className="grid gap-5 overflow-auto p-3">
      <Head statement={statement} />
      {statement.netting.length > 0 && <SetOff statement={statement} />}
      {statement.lines.length > 0 && (
        <Section title={t('statement.lines')}>
          <Lines statement={statement} />
          {hasMore && (
            <Button className="mt-2" onClick={() => setLimit(limit + LINES)}>
              {t('statement.moreLines')}
            </Button>
          )}
        </Section>
      )}
      <Payments statement={statement} />
    </div>
  );
};

const Head = ({ statement }: { statement: Statement }) => {
  const { t } = useTranslation('clearing');
  const { number: no, kind, currency, issuer, recipient, periodFrom, periodTo, taxes } = statement;
  const documents = kind === 'STATEMENT' ? ['pdf', 'csv'] : ['pdf', 'xml', 'csv'];
  return (
    <Section
      title={`${t(`statementKinds.${kind}`)} ${no}`}
      actions={documents.map((type) => (
        <a
          key={type}
          href={`/documents/statements/${no}.${type}`}
          target="_blank"
          rel="noreferrer"
          className="text-accent underline underline-offset-2"
        >
          {type.toUpperCase()}
        </a>
      ))}
    >
      <Facts
        of={[
          [t('statement.issuer'), <PartyLink key="issuer" party={issuer} />],
          [t('statement.recipient'), <PartyLink key="recipient" party={recipient} />],
          [t('statement.period'), `${day(periodFrom)} – ${day(periodTo)}`],
          [t('statement.issued'), day(statement.issuedAt)],
          ...(statement.payableBy ? [[t('statement.payableBy'), day(statement.payableBy)] as const] : []),
          [t('statement.beforeTaxes'), money(statement.totalBeforeTaxes, currency)],
          ...taxes.map(
            ({ name, percentage, base, amount }) =>
              [
                [name, typeof percentage === 'string' ? `${number(percentage, 1)} %` : ''].join(' '),
                t('statement.tax', { amount: money(amount, currency), base: money(base, currency) }),
              ] as const,
          ),
          [t('statement.total'), <strong key="total">{money(statement.totalAfterTaxes, currency)}</strong>],
          [
            t('statement.ledger'),
            <Link
              key="ledger"
              to="/clearing"
              search={{ tab: 'ledger', statement: no } as never}
              className="text-accent underline-offset-2 hover:underline"
            >
              {t('statement.toLedger')}
            </Link>,
          ],
        ]}
      />
    </Section>
  );
};

const SetOff = ({ statement: { netting, about, currency, totalAfterTaxes } }: { statement: Statement }) => {
  const { t } = useTranslation('clearing');
  return (
    <Section title={t('statement.setOff')} about={t('statement.setOffAbout')}>
      <PlainTable
        label={t('statement.setOff')}
        rows={netting}
        keyOf={({ debtor, creditor }) => `${debtor.ref} ${creditor.ref}`}
        columns={[
          {
            id: 'debtor',
            title: t('statement.debtor'),
            isHead: true,
            cell: ({ debtor }) => debtor.name ?? debtor.ref,
          },
          {
            id: 'creditor',
            title: t('statement.creditor'),
            cell: ({ creditor }) => creditor.name ?? creditor.ref,
          },
          {
            id: 'amount',
            title: t('statement.amount'),
            isNumber: true,
            cell: ({ amount }) => money(amount, currency),
          },
        ]}
        foot={{ debtor: t('statement.left'), amount: money(totalAfterTaxes, currency) }}
      />
      <p className="mt-2 flex flex-wrap gap-x-3">
        {about.map((no) => (
          <Link
            key={no}
            to="/clearing"
            search={{ tab: 'statements', open: no } as never}
            className="text-accent font-mono text-sm underline-offset-2 hover:underline"
          >
            {no}
          </Link>
        ))}
      </p>
    </Section>
  );
};

const isWhole = (quantity: string): boolean => !sumOf([quantity]).includes('.');

const Lines = ({ statement: { lines, currency } }: { statement: Statement }) => {
  const { t } = useTranslation('clearing');
  return (
    <PlainTable
      label={t('statement.lines')}
      rows={lines}
      keyOf={({ position }: Line) => String(position)}
      columns={[
        { id: 'position', title: '#', cell: ({ position }) => position },
        {
          id: 'description',
          title: t('statement.description'),
          isHead: true,
          cell: ({ description, cdr }) => (
            <>
              {description} {cdr && <ThingLink page="cdrs" itemKey={cdr.ref} />}
            </>
          ),
        },
        {
          id: 'quantity',
          title: t('statement.quantity'),
          isNumber: true,
          isWideOnly: true,
          cell: ({ quantity, unit }) => `${number(quantity, isWhole(quantity) ? 0 : 2)} ${unit}`,
        },
        {
          id: 'before',
          title: t('statement.beforeTaxes'),
          isNumber: true,
          cell: ({ amountBeforeTaxes }) => money(amountBeforeTaxes, currency),
        },
        {
          id: 'after',
          title: t('statement.afterTaxes'),
          isNumber: true,
          cell: ({ amountAfterTaxes }) => money(amountAfterTaxes, currency),
        },
      ]}
    />
  );
};

const afterPaying = [PaymentsDocument];

const Payments = ({ statement }: { statement: Statement }) => {
  const { t } = useTranslation('clearing');
  const { isOperator } = useWho();
  const [isPaying, setPaying] = useState(false);
  const variables = { filter: { statement: statement.number }, page: { limit: 20 } };
  const { data } = useAsk(PaymentsDocument, variables);
  const providers = useAsk(PaymentProvidersDocument, {}, { skip: !isOperator }).data?.paymentProviders ?? [];
  const pay = useChange(PayStatementDocument, afterPaying);
  const payments = data?.payments.items ?? [];
  return (
    <Section
      title={t('statement.payments')}
      {...(statement.settledBy && { about: t('statement.settledBy', { number: statement.settledBy }) })}
      actions={
        isOperator &&
        !statement.settledBy && (
          <Button disabled={providers.length === 0} onClick={() => setPaying(true)}>
            {t('statement.pay')}
          </Button>
        )
      }
    >
      {isOperator && providers.length === 0 && (
        <p className="text-soft text-sm">{t('statement.noProvider')}</p>
      )}
      {payments.length === 0 ? (
        <p className="text-soft">{t('statement.noPayments')}</p>
      ) : (
        <ul>
          {payments.map(({ id, state, direction, party, amount, currency, reference }) => (
            <li key={id} className="flex h-8 items-center gap-3 border-b whitespace-nowrap">
              <StatusMark kind="payment" value={state} />
              <span>{t(`directions.${direction}`)}</span>
              <Link
                to="/clearing"
                search={{ tab: 'payments', open: id } as never}
                className="text-accent font-mono text-sm underline-offset-2 hover:underline"
              >
                {reference}
              </Link>
              <span className="text-soft truncate">{party}</span>
              <span className="ml-auto">{money(amount, currency)}</span>
            </li>
          ))}
        </ul>
      )}
      {isPaying && (
        <FormDialog
          title={t('statement.payTitle', { number: statement.number })}
          about={t('statement.payAbout')}
          submit={t('statement.pay')}
          initial={{ provider: providers[0] ?? '' }}
          fields={[
            {
              id: 'provider',
              label: t('payment.provider'),
              kind: 'select',
              isRequired: true,
              options: providers.map((value) => ({ value, label: value })),
            },
          ]}
          onSubmit={async ({ provider = '' }) => {
            const { payStatement } = await pay.run({ number: statement.number, provider });
            toast(t('statement.paying', { reference: payStatement.reference }));
          }}
          onClose={() => setPaying(false)}
        />
      )}
    </Section>
  );
};
