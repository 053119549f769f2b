/** What is looked at: the time, the measure, by what it is taken apart, of whom. All of it stands in the address. */
import { useTranslation } from 'react-i18next';
import type { AnalyticsGroup } from '../../graph/index.js';
import { useSearch } from '../../list/search.js';
import { TextFilter } from '../../list/filter-bar.js';
import { Input, Select } from '../../ui/field.js';
import { nameOf } from './measure.js';
import { ranges, type Range } from './range.rules.js';
import type { Measure } from './sums.rules.js';

interface AnalyticsFiltersProps {
  by: AnalyticsGroup;
  measure: Measure;
  currencies: readonly string[];
}

const groups: readonly AnalyticsGroup[] = ['CPO', 'EMSP', 'LOCATION'];

export const AnalyticsFilters = ({ by, measure, currencies }: AnalyticsFiltersProps) => {
  const { t } = useTranslation('analytics');
  const { search, set } = useSearch();
  const isOwn = search['from'] !== undefined;
  const measures: Measure[] = [
    'energy',
    'charges',
    ...currencies.map((currency): Measure => `revenue-${currency}`),
    'mean',
    'hours',
  ];
  if (!measures.includes(measure)) measures.push(measure);
  const choose = (range: string) =>
    range === 'own'
      ? set({ range: undefined, ...lastWeek() })
      : set({ range, from: undefined, to: undefined });
  return (
    <div
      role="search"
      aria-label={t('filters.title')}
      className="flex flex-wrap items-center gap-2 [&_input[type=search]]:w-28"
    >
      <Select
        aria-label={t('filters.range')}
        className="w-auto"
        value={isOwn ? 'own' : (search['range'] ?? '30d')}
        onChange={(event) => choose(event.target.value)}
      >
        {[...ranges, 'own'].map((one) => (
          <option key={one} value={one}>
            {t(`ranges.${one}`)}
          </option>
        ))}
      </Select>
      {isOwn &&
        (['from', 'to'] as const).map((end) => (
          <Input
            key={end}
            type="date"
            aria-label={t(`filters.${end}`)}
            className="w-auto"
            value={search[end] ?? ''}
            onChange={(event) => event.target.value !== '' && set({ [end]: event.target.value })}
          />
        ))}
      <Select
        aria-label={t('filters.measure')}
        className="w-auto"
        value={measure}
        onChange={(event) => set({ measure: event.target.value })}
      >
        {measures.map((one) => (
          <option key={one} value={one}>
            {nameOf(t, one)}
          </option>
        ))}
      </Select>
      <Select
        aria-label={t('filters.by')}
        className="w-auto"
        value={by}
        onChange={(event) => set({ by: event.target.value })}
      >
        {groups.map((one) => (
          <option key={one} value={one}>
            {t('filters.byOne', { by: t(`groups.${one}`) })}
          </option>
        ))}
      </Select>
      {(['cpo', 'emsp', 'location'] as const).map((name) => (
        <TextFilter
          key={name}
          label={t(`filters.${name}`)}
          value={search[name] ?? ''}
          onChange={(text) => set({ [name]: text })}
        />
      ))}
    </div>
  );
};

const dateOf = (date: Date): string =>
  [
    date.getFullYear(),
    String(date.getMonth() + 1).padStart(2, '0'),
    String(date.getDate()).padStart(2, '0'),
  ].join('-');

const lastWeek = (): { from: string; to: string } => {
  const now = new Date();
  return { from: dateOf(new Date(now.getFullYear(), now.getMonth(), now.getDate() - 6)), to: dateOf(now) };
};

interface ExportLinkProps {
  range: Range;
  by: AnalyticsGroup;
  timeZone: string;
  filter: Readonly<Record<string, string>>;
}

/** The hub streams the file; it has every part of the time, taken apart as the table is. */
export const ExportLink = ({ range: { from, to, interval }, by, timeZone, filter }: ExportLinkProps) => {
  const { t } = useTranslation('analytics');
  const query = new URLSearchParams({
    from: from.toISOString(),
    to: to.toISOString(),
    interval: interval.toLowerCase(),
    by,
    timeZone,
    ...filter,
  });
  return (
    <a
      href={`/documents/analytics.csv?${query.toString()}`}
      download
      className="border-line hover:bg-sunken inline-flex h-7 items-center rounded-md border px-2.5 font-medium whitespace-nowrap"
    >
      {t('export')}
    </a>
  );
};
