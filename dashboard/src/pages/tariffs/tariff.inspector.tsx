/** One tariff: in words, as a week, as the price of a charge one thinks of, and as it came. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../../data/hooks.js';
import { TariffDocument, type TariffQuery } from '../../graph/index.js';
import { useSearch } from '../../list/search.js';
import { Empty, Failure, Loading } from '../../list/told.js';
import { Facts, Section } from '../../ui/page.js';
import { RawDocument } from '../../ui/raw-document.js';
import { Tabs } from '../../ui/tabs.js';
import { PartyLink } from '../../ui/thing-link.js';
import { Ago } from '../../words/time.js';
import { sentencesOf, type Say } from './sentence.rules.js';
import { Simulator } from './simulator.js';
import { WeekGrid } from './week.js';
import { write } from './write.js';

export type TariffDetail = NonNullable<TariffQuery['tariff']>;

export const TariffInspector = ({ itemKey }: { itemKey: string }) => {
  const { t } = useTranslation('tariffs');
  const { search, set } = useSearch();
  const { data, error, isLoading, refetch } = useAsk(TariffDocument, { ref: itemKey });
  const tariff = data?.tariff;
  if (error && !tariff) return <Failure error={error} onAgain={refetch} />;
  if (!data || (isLoading && !tariff)) return <Loading />;
  if (!tariff) return <Empty>{t('gone')}</Empty>;
  const tabs = [
    { value: 'words', content: <InWords tariff={tariff} /> },
    { value: 'week', content: <WeekGrid tariff={tariff} /> },
    { value: 'simulator', content: <Simulator tariff={tariff} /> },
    {
      value: 'document',
      content: <RawDocument document={tariff.document} violations={tariff.violations} />,
    },
  ];
  return (
    <Tabs
      label={t('tabs.label')}
      value={tabs.find(({ value }) => value === search['tab'])?.value ?? 'words'}
      onChange={(tab) => set({ tab: tab === 'words' ? undefined : tab })}
      tabs={tabs.map((tab) => ({ ...tab, title: t(`tabs.${tab.value}`) }))}
    />
  );
};

const InWords = ({ tariff }: { tariff: TariffDetail }) => {
  const { t, i18n } = useTranslation('tariffs');
  const { cpo, energyMix, tariffAltText, tariffAltUrl, violations } = tariff;
  const say: Say = (name, values) => t(`sentence.${name}`, { ...values });
  const own = tariffAltText.find(({ language }) => language === i18n.language) ?? tariffAltText[0];
  const energy = energyMix && [
    t(energyMix.isGreenEnergy ? 'facts.green' : 'facts.notGreen'),
    energyMix.supplierName,
    energyMix.energyProductName,
  ];
  const facts: [string, ReactNode][] = [
    [t('facts.cpo'), cpo && <PartyLink party={cpo} />],
    [t('facts.version'), cpo?.ocpiVersion],
    [t('facts.currency'), tariff.currency],
    [t('facts.energy'), energy?.filter((part) => part !== null).join(', ')],
    [t('facts.link'), tariffAltUrl && <Elsewhere url={tariffAltUrl} />],
    [t('facts.changed'), <Ago key="changed" at={tariff.lastUpdated} />],
    [
      t('facts.violations'),
      violations.length > 0 && <span className="text-impaired">{violations.length}</span>,
    ],
  ];
  return (
    <div className="grid gap-5">
      <div className="max-w-prose text-lg">
        {sentencesOf(tariff.document, cpo?.ocpiVersion ?? null, say, write).map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
      {own && (
        <Section title={t('parts.own')}>
          <blockquote lang={own.language} className="border-line text-soft border-l-2 pl-3">
            {own.text}
          </blockquote>
        </Section>
      )}
      <Section title={t('parts.facts')}>
        <Facts
          of={facts.filter(
            ([, value]) => value !== null && value !== undefined && value !== '' && value !== false,
          )}
        />
      </Section>
    </div>
  );
};

/** A link that its CPO chose: only to the web, and telling nothing of us. */
const Elsewhere = ({ url }: { url: string }) =>
  /^https?:\/\//i.test(url) ? (
    <a href={url} target="_blank" rel="noreferrer noopener" className="text-accent underline">
      {url}
    </a>
  ) : (
    <span>{url}</span>
  );
