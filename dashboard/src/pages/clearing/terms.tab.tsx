/** What the hub takes for a charge, and what CPOs pass on of their revenue. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWho } from '../../app/who.js';
import { useAsk, useChange } from '../../data/hooks.js';
import {
  FeeRulesDocument,
  PutFeeRuleDocument,
  PutRevenueShareDocument,
  RevenueSharesDocument,
  type FeeRuleInput,
  type FeeRuleRowFragment,
  type RevenueShareInput,
  type RevenueShareRowFragment,
} from '../../graph/index.js';
import { Failure, Loading } from '../../list/told.js';
import { Button } from '../../ui/button.js';
import { FormDialog, type FormField, type FormValues } from '../../ui/form-dialog.js';
import { Section } from '../../ui/page.js';
import { PlainTable } from '../../ui/plain-table.js';
import { PartyLink } from '../../ui/thing-link.js';
import { signOf } from '../../words/decimal.js';
import { day, money, number } from '../../words/format.js';

const page = { limit: 200 };
const afterFee = [FeeRulesDocument];
const afterShare = [RevenueSharesDocument];

export const TermsTab = () => (
  <div className="grid gap-8">
    <FeeRules />
    <RevenueShares />
  </div>
);

const instantOf = (date: string | undefined) => (date === undefined ? undefined : `${date}T00:00:00Z`);

/** Times as the graph has them; everything else is as it was filled in. */
const inputOf = ({ validFrom, validUntil, ...rest }: FormValues): FormValues => {
  const [from, until] = [instantOf(validFrom), instantOf(validUntil)];
  return {
    ...rest,
    ...(from !== undefined && { validFrom: from }),
    ...(until !== undefined && { validUntil: until }),
  };
};

const valuesOf = (row: Readonly<Record<string, unknown>>): FormValues =>
  Object.fromEntries(
    Object.entries(row).flatMap(([name, value]): [string, string][] => {
      if (typeof value === 'string') return [[name, name.startsWith('valid') ? value.slice(0, 10) : value]];
      const ref = typeof value === 'object' && value !== null && 'ref' in value ? value.ref : undefined;
      return typeof ref === 'string' ? [[name, ref]] : [];
    }),
  );

interface ValidProps {
  from: string;
  until: string | null | undefined;
}

const Valid = ({ from, until }: ValidProps) => {
  const { t } = useTranslation('clearing');
  return until
    ? t('terms.between', { from: day(from), until: day(until) })
    : t('terms.since', { from: day(from) });
};

const FeeRules = () => {
  const { t } = useTranslation('clearing');
  const { isOperator } = useWho();
  const { data, error, refetch } = useAsk(FeeRulesDocument, { page });
  const put = useChange(PutFeeRuleDocument, afterFee);
  const [edited, setEdited] = useState<FormValues>();
  if (error && !data) return <Failure error={error} onAgain={refetch} />;
  if (!data) return <Loading />;
  const text = (id: string, rest: Partial<FormField> = {}): FormField => ({
    id,
    label: t(`terms.fields.${id}`),
    ...rest,
  });
  const amount = ({ perSession, perKwh, percent, currency }: FeeRuleRowFragment) =>
    [
      signOf(perSession) !== 0 &&
        t('terms.perSession', { amount: currency ? money(perSession, currency) : perSession }),
      signOf(perKwh) !== 0 && t('terms.perKwh', { amount: currency ? money(perKwh, currency) : perKwh }),
      signOf(percent) !== 0 && t('terms.percent', { percent: number(percent, 2) }),
    ]
      .filter(Boolean)
      .join(' + ');
  return (
    <Section
      title={t('terms.fees')}
      about={t('terms.feesAbout')}
      actions={
        isOperator && <Button onClick={() => setEdited({ payer: 'EMSP' })}>{t('terms.addFee')}</Button>
      }
    >
      {data.feeRules.items.length === 0 ? (
        <p className="text-soft">{t('terms.noFees')}</p>
      ) : (
        <PlainTable
          label={t('terms.fees')}
          rows={data.feeRules.items}
          keyOf={({ id }) => id}
          columns={[
            { id: 'name', title: t('terms.fields.name'), isHead: true, cell: ({ name }) => name },
            { id: 'payer', title: t('terms.fields.payer'), cell: ({ payer }) => t(`terms.payers.${payer}`) },
            {
              id: 'cpo',
              title: t('terms.fields.cpo'),
              isWideOnly: true,
              cell: ({ cpo }) => (cpo ? <PartyLink party={cpo} /> : t('terms.any')),
            },
            {
              id: 'emsp',
              title: t('terms.fields.emsp'),
              isWideOnly: true,
              cell: ({ emsp }) => (emsp ? <PartyLink party={emsp} /> : t('terms.any')),
            },
            { id: 'amount', title: t('terms.amount'), cell: amount },
            {
              id: 'valid',
              title: t('terms.valid'),
              isWideOnly: true,
              cell: ({ validFrom, validUntil }) => <Valid from={validFrom} until={validUntil} />,
            },
            ...(isOperator
              ? [editColumn<FeeRuleRowFragment>(t('terms.edit'), (row) => setEdited(valuesOf(row as never)))]
              : []),
          ]}
        />
      )}
      {edited && (
        <FormDialog
          title={t(edited['id'] === undefined ? 'terms.addFee' : 'terms.editFee')}
          about={t('terms.feeAbout')}
          submit={t('terms.save')}
          isWide
          initial={edited}
          fields={[
            text('name', { isRequired: true }),
            text('payer', {
              kind: 'select',
              isRequired: true,
              options: ['EMSP', 'CPO'].map((value) => ({ value, label: t(`terms.payers.${value}`) })),
            }),
            text('cpo', { hint: t('terms.anyHint') }),
            text('emsp', { hint: t('terms.anyHint') }),
            text('currency', { placeholder: 'EUR' }),
            text('perSession', { kind: 'number' }),
            text('perKwh', { kind: 'number' }),
            text('percent', { kind: 'number' }),
            ...taxesAndTimes(text),
          ]}
          onSubmit={(values) => put.run({ input: known(inputOf(values), FEE) as unknown as FeeRuleInput })}
          onClose={() => setEdited(undefined)}
        />
      )}
    </Section>
  );
};

const RevenueShares = () => {
  const { t } = useTranslation('clearing');
  const { isOperator } = useWho();
  const { data, error, refetch } = useAsk(RevenueSharesDocument, { page });
  const put = useChange(PutRevenueShareDocument, afterShare);
  const [edited, setEdited] = useState<FormValues>();
  if (error && !data) return <Failure error={error} onAgain={refetch} />;
  if (!data) return null;
  const text = (id: string, rest: Partial<FormField> = {}): FormField => ({
    id,
    label: t(`terms.fields.${id}`),
    ...rest,
  });
  return (
    <Section
      title={t('terms.shares')}
      about={t('terms.sharesAbout')}
      actions={isOperator && <Button onClick={() => setEdited({})}>{t('terms.addShare')}</Button>}
    >
      {data.revenueShares.items.length === 0 ? (
        <p className="text-soft">{t('terms.noShares')}</p>
      ) : (
        <PlainTable
          label={t('terms.shares')}
          rows={data.revenueShares.items}
          keyOf={({ id }) => id}
          columns={[
            { id: 'name', title: t('terms.fields.name'), isHead: true, cell: ({ name }) => name },
            { id: 'cpo', title: t('terms.fields.cpo'), cell: ({ cpo }) => <PartyLink party={cpo} /> },
            {
              id: 'beneficiary',
              title: t('terms.fields.beneficiary'),
              cell: ({ beneficiary }) => <PartyLink party={beneficiary} />,
            },
            {
              id: 'location',
              title: t('terms.fields.location'),
              isWideOnly: true,
              cell: ({ location }) => location?.name ?? location?.ref ?? t('terms.any'),
            },
            { id: 'percent', title: '%', isNumber: true, cell: ({ percent }) => number(percent, 2) },
            {
              id: 'valid',
              title: t('terms.valid'),
              isWideOnly: true,
              cell: ({ validFrom, validUntil }) => <Valid from={validFrom} until={validUntil} />,
            },
            ...(isOperator
              ? [
                  editColumn<RevenueShareRowFragment>(t('terms.edit'), (row) =>
                    setEdited(valuesOf(row as never)),
                  ),
                ]
              : []),
          ]}
        />
      )}
      {edited && (
        <FormDialog
          title={t(edited['id'] === undefined ? 'terms.addShare' : 'terms.editShare')}
          submit={t('terms.save')}
          isWide
          initial={edited}
          fields={[
            text('name', { isRequired: true }),
            text('percent', { kind: 'number', isRequired: true }),
            text('cpo', { isRequired: true, placeholder: 'NL/ALF' }),
            text('beneficiary', { isRequired: true, placeholder: 'NL/ALF' }),
            text('location', { hint: t('terms.locationHint') }),
            ...taxesAndTimes(text),
          ]}
          onSubmit={(values) =>
            put.run({ input: known(inputOf(values), SHARE) as unknown as RevenueShareInput })
          }
          onClose={() => setEdited(undefined)}
        />
      )}
    </Section>
  );
};

const COMMON = ['id', 'name', 'cpo', 'percent', 'taxName', 'taxPercentage', 'validFrom', 'validUntil'];
const FEE = [...COMMON, 'payer', 'emsp', 'currency', 'perSession', 'perKwh'];
const SHARE = [...COMMON, 'beneficiary', 'location'];

/** A row knows more than may be said of it. */
const known = (values: FormValues, names: readonly string[]): FormValues =>
  Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name)));

const taxesAndTimes = (text: (id: string, rest?: Partial<FormField>) => FormField): FormField[] => [
  text('taxName'),
  text('taxPercentage', { kind: 'number' }),
  text('validFrom', { kind: 'date' }),
  text('validUntil', { kind: 'date' }),
];

const editColumn = <Row extends { name: string }>(title: string, edit: (row: Row) => void) => ({
  id: 'edit',
  title: <span className="sr-only">{title}</span>,
  isNumber: true,
  cell: (row: Row) => (
    <Button size="small" aria-label={`${title}: ${row.name}`} onClick={() => edit(row)}>
      {title}
    </Button>
  ),
});
