/** One payment: how it is to be paid, what the hub tried, how it ended. */
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWho } from '../../app/who.js';
import { useAsk, useChange } from '../../data/hooks.js';
import { CancelPaymentDocument, PaymentAttemptsDocument, PaymentDocument } from '../../graph/index.js';
import { Empty, Failure, Loading } from '../../list/told.js';
import { Button } from '../../ui/button.js';
import { FormDialog } from '../../ui/form-dialog.js';
import { Facts, Section } from '../../ui/page.js';
import { PlainTable } from '../../ui/plain-table.js';
import { ThingLink } from '../../ui/thing-link.js';
import { exactly, money } from '../../words/format.js';
import { StatusMark } from '../../words/status-mark.js';
import { Key } from '../../words/time.js';

/** What is not over can be taken back. */
const OPEN = ['CREATED', 'SUBMITTED'];

export const PaymentInspector = ({ itemKey }: { itemKey: string }) => {
  const { t } = useTranslation(['clearing', 'common']);
  const { isOperator, me } = useWho();
  const { data, error, refetch } = useAsk(PaymentDocument, { id: itemKey });
  const more = useAsk(PaymentAttemptsDocument, { id: itemKey }, { skip: me.role === 'PARTNER' }).data
    ?.payment;
  const cancel = useChange(CancelPaymentDocument);
  const [isCancelling, setCancelling] = useState(false);
  if (error) return <Failure error={error} onAgain={refetch} />;
  if (!data) return <Loading />;
  const { payment } = data;
  if (!payment) return <Empty>{t('payment.unknown')}</Empty>;
  const { state, amount, currency, direction, party, statement, provider, reference, reason, instructions } =
    payment;
  return (
    <div className="grid gap-5 overflow-auto p-3">
      <Section
        title={`${t(`directions.${direction}`)} ${money(amount, currency)}`}
        actions={
          isOperator &&
          OPEN.includes(state) && (
            <Button tone="danger" onClick={() => setCancelling(true)}>
              {t('payment.cancel')}
            </Button>
          )
        }
      >
        <Facts
          of={[
            [t('payment.state'), <StatusMark key="state" kind="payment" value={state} />],
            ...(reason ? [[t('common:reason'), reason] as const] : []),
            [t('payment.party'), <ThingLink key="party" page="parties" itemKey={party} />],
            [
              t('payment.statement'),
              <Link
                key="statement"
                to="/clearing"
                search={{ tab: 'statements', open: statement } as never}
                className="text-accent font-mono text-sm underline-offset-2 hover:underline"
              >
                {statement}
              </Link>,
            ],
            [t('payment.provider'), provider],
            [t('payment.reference'), <Key key="reference" value={reference} />],
            ...(payment.providerReference
              ? [
                  [
                    t('payment.providerReference'),
                    <Key key="theirs" value={payment.providerReference} />,
                  ] as const,
                ]
              : []),
            [t('payment.created'), exactly(payment.createdAt)],
            ...(payment.settledAt ? [[t('payment.settled'), exactly(payment.settledAt)] as const] : []),
          ]}
        />
      </Section>
      {instructions && (
        <Section title={t('payment.instructions')}>
          <Facts
            of={[
              ...(instructions.url
                ? [
                    [
                      t('payment.url'),
                      <a
                        key="url"
                        href={instructions.url}
                        target="_blank"
                        rel="noreferrer"
                        className="text-accent underline"
                      >
                        {instructions.url}
                      </a>,
                    ] as const,
                  ]
                : []),
              ...(instructions.account
                ? [
                    [t('payment.holder'), instructions.account.holder] as const,
                    [t('payment.iban'), <Key key="iban" value={instructions.account.iban} />] as const,
                  ]
                : []),
              ...(instructions.reference
                ? [[t('payment.purpose'), <Key key="purpose" value={instructions.reference} />] as const]
                : []),
            ]}
          />
        </Section>
      )}
      {more?.attempts && more.attempts.length > 0 && (
        <Section title={t('payment.attempts')}>
          <PlainTable
            label={t('payment.attempts')}
            rows={more.attempts}
            keyOf={(attempt) => String(attempt.number)}
            columns={[
              { id: 'number', title: '#', isHead: true, cell: (attempt) => attempt.number },
              { id: 'started', title: t('payment.started'), cell: ({ startedAt }) => exactly(startedAt) },
              {
                id: 'outcome',
                title: t('payment.outcome'),
                cell: ({ outcome, reason: why }) => why ?? outcome,
              },
            ]}
          />
        </Section>
      )}
      {isCancelling && (
        <FormDialog
          title={t('payment.cancel')}
          about={t('payment.cancelAbout')}
          submit={t('payment.cancel')}
          isDangerous
          fields={[{ id: 'reason', label: t('common:reason'), isRequired: true }]}
          onSubmit={({ reason: why = '' }) => cancel.run({ id: itemKey, reason: why })}
          onClose={() => setCancelling(false)}
        />
      )}
    </div>
  );
};
