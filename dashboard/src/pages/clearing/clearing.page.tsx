/** From what charges cost to money that has moved: who owes whom, statements, the ledger, payments, and the terms. */
import { useTranslation } from 'react-i18next';
import { useWho } from '../../app/who.js';
import { useSearch } from '../../list/search.js';
import { PageFrame } from '../../ui/page.js';
import { Tabs } from '../../ui/tabs.js';
import { addWords } from '../../words/language.js';
import { BankTab } from './bank.tab.js';
import { LedgerTab } from './ledger.tab.js';
import { OwedTab } from './owed.tab.js';
import { PaymentsTab } from './payments.tab.js';
import { PayoutsTab } from './payouts.tab.js';
import { StatementsTab } from './statements.tab.js';
import { TermsTab } from './terms.tab.js';
import en from './words.en.json';
import de from './words.de.json';

for (const part of Object.keys(en) as (keyof typeof en)[]) addWords(part, { en: en[part], de: de[part] });

const ClearingPage = () => {
  const { t } = useTranslation(['clearing', 'common']);
  const { me } = useWho();
  const { search, set } = useSearch();
  const all = [
    { value: 'owed', Content: OwedTab },
    { value: 'statements', Content: StatementsTab, isFlush: true },
    { value: 'ledger', Content: LedgerTab, isFlush: true },
    { value: 'payments', Content: PaymentsTab, isFlush: true },
    { value: 'payouts', Content: PayoutsTab, isFlush: true, isForStaff: true },
    { value: 'bank', Content: BankTab, isFlush: true, isForStaff: true },
    { value: 'terms', Content: TermsTab, isForStaff: true },
  ];
  const tabs = all.filter(({ isForStaff = false }) => !isForStaff || me.role !== 'PARTNER');
  const value = tabs.find((tab) => tab.value === search['tab'])?.value ?? 'owed';
  // What narrows one list means nothing to the next.
  const change = (tab: string) =>
    set({ ...Object.fromEntries(Object.keys(search).map((name) => [name, undefined])), tab }, true);
  return (
    <PageFrame title={t('common:pages.clearing')}>
      <Tabs
        label={t('common:pages.clearing')}
        value={value}
        onChange={change}
        tabs={tabs.map((tab) => ({
          value: tab.value,
          title: t(`tabs.${tab.value}`),
          isFlush: tab.isFlush ?? false,
          content: <tab.Content />,
        }))}
      />
    </PageFrame>
  );
};

export default ClearingPage;
