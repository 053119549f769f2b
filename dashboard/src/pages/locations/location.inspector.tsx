/** One Location: as we read it, its EVSEs live, and the document it was read from with what is wrong with it. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../../data/hooks.js';
import { LocationDocument } from '../../graph/index.js';
import { useSearch } from '../../list/search.js';
import { Empty, Failure, Loading } from '../../list/told.js';
import { Evses, type WholeLocation } from '../../places/evses.js';
import { Facts, Section } from '../../ui/page.js';
import { RawDocument } from '../../ui/raw-document.js';
import { Tabs } from '../../ui/tabs.js';
import { PartyLink, ThingLink } from '../../ui/thing-link.js';
import { Ago } from '../../words/time.js';

export const LocationInspector = ({ itemKey }: { itemKey: string }) => {
  const { t } = useTranslation('locations');
  const { search, set } = useSearch();
  const { data, error, refetch } = useAsk(LocationDocument, { ref: itemKey });
  const location = data?.location;
  if (error && !location) return <Failure error={error} onAgain={refetch} />;
  if (!data) return <Loading />;
  if (!location) return <Empty>{t('gone')}</Empty>;
  const { document, violations } = location;
  const tabs = [
    { value: 'reading', content: <Reading location={location} /> },
    { value: 'evses', content: <Evses location={location} /> },
    { value: 'document', content: <RawDocument document={document} violations={violations} /> },
  ];
  return (
    <Tabs
      label={t('tabs.label')}
      value={tabs.find(({ value }) => value === search['tab'])?.value ?? 'reading'}
      onChange={(tab) => set({ tab: tab === 'reading' ? undefined : tab })}
      tabs={tabs.map((tab) => ({ ...tab, title: t(`tabs.${tab.value}`) }))}
    />
  );
};

const Reading = ({ location }: { location: WholeLocation }) => {
  const { t } = useTranslation(['locations', 'common']);
  const { cpo, operator, coordinates, facilities, violations, isOpen } = location;
  const facts: [string, ReactNode][] = [
    [t('facts.cpo'), <PartyLink party={cpo} />],
    [t('facts.operator'), operator?.name],
    [
      t('facts.address'),
      `${location.address}, ${[location.postalCode, location.city].filter(Boolean).join(' ')}, ${location.country}`,
    ],
    [
      t('facts.coordinates'),
      <ThingLink page="map" itemKey={location.ref}>
        {coordinates.latitude}, {coordinates.longitude}
      </ThingLink>,
    ],
    [t('facts.timeZone'), location.timeZone],
    [
      t('facts.open'),
      isOpen === null || isOpen === undefined
        ? t('facts.noHours')
        : t(isOpen ? 'facts.isOpen' : 'facts.isClosed'),
    ],
    [t('facts.publish'), t(location.publish ? 'facts.everyone' : 'facts.some')],
    [t('facts.parking'), location.parkingType],
    [t('facts.facilities'), facilities.join(', ')],
    [t('facts.updated'), <Ago at={location.lastUpdated} timeZone={location.timeZone} />],
  ];
  return (
    <div className="grid gap-4">
      <h2 className="text-lg font-semibold">{location.name ?? location.address}</h2>
      <Facts of={facts.filter(([, value]) => value !== undefined && value !== null && value !== '')} />
      {violations.length > 0 && (
        <Section title={t('wrong')}>
          <ul className="grid gap-1">
            {violations.map(({ pointer, code, message }) => (
              <li key={pointer + code} className="text-impaired">
                <span aria-hidden>▲ </span>
                <span className="font-mono text-sm">{pointer}</span> {message}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={t('tabs.evses')}>
        <Evses location={location} />
      </Section>
    </div>
  );
};
