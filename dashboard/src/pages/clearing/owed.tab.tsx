/** Who owes whom: what every party's account says now, and party by party what the statements of a period ask for. */
import { useTranslation } from 'react-i18next';
import { useAsk } from '../../data/hooks.js';
import {
  BalancesDocument,
  LedgerTotalsDocument,
  NettingDocument,
  type BalancesQuery,
} from '../../graph/index.js';
import { useWho } from '../../app/who.js';
import { useSearch } from '../../list/search.js';
import { Empty, Failure, Loading } from '../../list/told.js';
import { Button } from '../../ui/button.js';
import { Select } from '../../ui/field.js';
import { Section } from '../../ui/page.js';
import { PlainTable } from '../../ui/plain-table.js';
import { PartyLink } from '../../ui/thing-link.js';
import { signOf } from '../../words/decimal.js';
import { day, money } from '../../words/format.js';
import { matricesOf, periodsOf, type Matrix } from './owed.rules.js';

/** As many as a page of the graph has; the lists beside have all. */
const page = { limit: 200 };

export const OwedTab = () => {
  const { t } = useTranslation(['clearing', 'common']);
  const netting = useAsk(NettingDocument, { page });
  const balances = useAsk(BalancesDocument, { page });
  const error = netting.error ?? balances.error;
  if (error && !(netting.data && balances.data)) return <Failure error={error} onAgain={netting.refetch} />;
  if (!netting.data || !balances.data) return <Loading />;
  const statements = netting.data.statements.items;
  const accounts = balances.data.ledgerAccounts.items;
  if (accounts.length === 0 && statements.length === 0) return <Empty>{t('owed.none')}</Empty>;
  const isCut = netting.data.statements.next !== null || balances.data.ledgerAccounts.next !== null;
  return (
    <div className="grid gap-6">
      {statements.length > 0 && <Netted statements={statements} />}
      <Section title={t('owed.balances')} about={t('owed.balancesAbout')}>
        <Balances accounts={accounts} />
        <Even />
      </Section>
      {isCut && <p className="text-impaired text-sm">{t('owed.cut', { count: page.limit })}</p>}
    </div>
  );
};

const Netted = ({ statements }: { statements: Parameters<typeof periodsOf>[0] }) => {
  const { t } = useTranslation('clearing');
  const { search, set } = useSearch();
  const periods = periodsOf(statements);
  const period = periods.find(({ key }) => key === search['period']) ?? periods[0];
  const isNetted = search['net'] !== 'no';
  if (!period) return null;
  return (
    <Section
      title={t('owed.matrix')}
      about={t(isNetted ? 'owed.netAbout' : 'owed.grossAbout')}
      actions={
        <>
          <Select
            aria-label={t('owed.period')}
            className="w-auto"
            value={period.key}
            onChange={(event) => set({ period: event.target.value })}
          >
            {periods.map(({ key, from, to }) => (
              <option key={key} value={key}>{`${day(from)} – ${day(to)}`}</option>
            ))}
          </Select>
          <Button aria-pressed={isNetted} onClick={() => set({ net: isNetted ? 'no' : undefined })}>
            {t(isNetted ? 'owed.showGross' : 'owed.showNet')}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        {matricesOf(statements, period.key, isNetted).map((matrix) => (
          <OwedMatrix key={matrix.currency} matrix={matrix} />
        ))}
      </div>
    </Section>
  );
};

const OwedMatrix = ({ matrix: { currency, creditors, rows, sums, total } }: { matrix: Matrix }) => {
  const { t } = useTranslation('clearing');
  if (rows.length === 0) return <p className="text-soft">{t('owed.even', { currency })}</p>;
  return (
    <PlainTable
      label={t('owed.inCurrency', { currency })}
      rows={rows}
      keyOf={({ debtor }) => debtor.ref}
      columns={[
        {
          id: 'debtor',
          title: t('owed.owes', { currency }),
          isHead: true,
          cell: ({ debtor }) => <PartyLink party={debtor} />,
        },
        ...creditors.map((creditor, i) => ({
          id: creditor.ref,
          title: t('owed.to', { party: creditor.name ?? creditor.ref }),
          isNumber: true,
          cell: ({ amounts }: Matrix['rows'][number]) => {
            const amount = amounts[i];
            return amount === undefined ? <span className="text-faint">–</span> : money(amount, currency);
          },
        })),
        { id: 'sum', title: t('owed.sum'), isNumber: true, cell: ({ sum }) => money(sum, currency) },
      ]}
      foot={{
        debtor: t('owed.sum'),
        ...Object.fromEntries(creditors.map(({ ref }, i) => [ref, money(sums[i] ?? '0', currency)])),
        sum: money(total, currency),
      }}
    />
  );
};

type Account = BalancesQuery['ledgerAccounts']['items'][number];

const Balances = ({ accounts }: { accounts: readonly Account[] }) => {
  const { t } = useTranslation('clearing');
  return (
    <PlainTable
      label={t('owed.balances')}
      rows={accounts}
      keyOf={({ id }) => id}
      columns={[
        {
          id: 'owner',
          title: t('owed.owner'),
          isHead: true,
          cell: ({ owner }) => <PartyLink party={owner} />,
        },
        { id: 'kind', title: t('owed.account'), cell: ({ kind }) => t(`accounts.${kind}`) },
        {
          id: 'stands',
          title: t('owed.stands'),
          isWideOnly: true,
          cell: ({ posted }) => t(`owed.standing.${signOf(posted)}`),
        },
        {
          id: 'posted',
          title: t('owed.posted'),
          isNumber: true,
          cell: ({ posted, currency }) => money(posted, currency),
        },
        {
          id: 'pending',
          title: t('owed.pending'),
          isNumber: true,
          cell: ({ pending, currency }) => money(pending, currency),
        },
      ]}
    />
  );
};

/** That the ledger is even, for who may see all of it. */
const Even = () => {
  const { t } = useTranslation('clearing');
  const { me } = useWho();
  const { data } = useAsk(LedgerTotalsDocument, {}, { skip: me.role === 'PARTNER' });
  return (
    <ul className="mt-2 text-sm">
      {(data?.ledgerTotals ?? []).map(({ currency, debits, credits }) => (
        <li key={currency} className={debits === credits ? 'text-soft' : 'text-alarm'}>
          {t(debits === credits ? 'owed.ledgerEven' : 'owed.ledgerUneven', {
            debits: money(debits, currency),
            credits: money(credits, currency),
          })}
        </li>
      ))}
    </ul>
  );
};
