/** How the hub is set: what may pass between whom, who may come in, how much partners may send, and who changed what. */
import { useTranslation } from 'react-i18next';
import { useWho, type Person } from '../../app/who.js';
import { useSearch } from '../../list/search.js';
import { PageFrame } from '../../ui/page.js';
import { Tabs } from '../../ui/tabs.js';
import { addWords } from '../../words/language.js';
import { AgreementsTab } from './agreements.tab.js';
import { AuditTab } from './audit.tab.js';
import { HubTab } from './hub.tab.js';
import { KeysTab } from './keys.tab.js';
import { PeopleTab } from './people.tab.js';
import { ProfilesTab } from './profiles.tab.js';
import en from './words.en.json';
import de from './words.de.json';

for (const part of Object.keys(en) as (keyof typeof en)[]) addWords(part, { en: en[part], de: de[part] });

const staff: readonly Person['role'][] = ['OPERATOR', 'ANALYST'];
const operators: readonly Person['role'][] = ['OPERATOR'];

const all = [
  { value: 'hub', Content: HubTab, roles: staff },
  { value: 'agreements', Content: AgreementsTab, isFlush: true },
  { value: 'people', Content: PeopleTab, isFlush: true, roles: operators },
  { value: 'keys', Content: KeysTab, isFlush: true, roles: operators },
  { value: 'profiles', Content: ProfilesTab, isFlush: true, roles: staff },
  { value: 'audit', Content: AuditTab, isFlush: true, roles: staff },
];

const SettingsPage = () => {
  const { t } = useTranslation(['settings', 'common']);
  const { me } = useWho();
  const { search, set } = useSearch();
  const tabs = all.filter(({ roles }) => roles === undefined || roles.includes(me.role));
  const value = (tabs.find((tab) => tab.value === search['tab']) ?? tabs[0])?.value ?? '';
  // What narrows one list means nothing to the next.
  const change = (tab: string) =>
    set({ ...Object.fromEntries(Object.keys(search).map((name) => [name, undefined])), tab }, true);
  return (
    <PageFrame title={t('common:pages.settings')}>
      <Tabs
        label={t('common:pages.settings')}
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

export default SettingsPage;
