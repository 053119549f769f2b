/** A week as a grid of hours and days, the dearer the darker; a table, so that it is read out as one. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearch } from '../../list/search.js';
import { Select } from '../../ui/field.js';
import { day, money } from '../../words/format.js';
import { levelOf, weekOf, type Week } from './week.rules.js';
import type { TariffDetail } from './tariff.inspector.js';
import { write } from './write.js';

const POWERS_KW = [3.7, 7.4, 11, 22, 50, 150, 300] as const;
const USUAL_KW = 11;

export const WeekGrid = ({ tariff: { document, cpo, currency } }: { tariff: TariffDetail }) => {
  const { t } = useTranslation('tariffs');
  const { search, set } = useSearch();
  const power_kw = POWERS_KW.find((power) => String(power) === search['power']) ?? USUAL_KW;
  const version = cpo?.ocpiVersion ?? null;
  const week = useMemo(() => weekOf(document, version, power_kw, Date.now()), [document, version, power_kw]);
  return (
    <div className="grid gap-3">
      <label className="flex items-center gap-2">
        {t('week.power')}
        <Select
          className="w-auto"
          value={String(power_kw)}
          onChange={(event) =>
            set({ power: event.target.value === String(USUAL_KW) ? undefined : event.target.value })
          }
        >
          {POWERS_KW.map((power) => (
            <option key={power} value={String(power)}>{`${write.number(power)} kW`}</option>
          ))}
        </Select>
      </label>
      <Summary week={week} currency={currency} />
      {week.lowest !== null && <Grid week={week} currency={currency} />}
      <p className="text-faint text-sm">{t('week.about', { monday: day(week.monday) })}</p>
    </div>
  );
};

const Summary = ({ week: { lowest, highest, side }, currency }: { week: Week; currency: string }) => {
  const { t } = useTranslation('tariffs');
  if (lowest === null || highest === null) return <p>{t('week.nothing')}</p>;
  const values = {
    lowest: money(lowest, currency),
    highest: money(highest, currency),
    side: t(`week.${side}`),
  };
  return <p>{t(lowest === highest ? 'week.same' : 'week.says', values)}</p>;
};

/** Of the accent in the ground: enough to tell prices apart, little enough to read them. */
const [LEAST, MOST] = [6, 44];

const Grid = ({ week, currency }: { week: Week; currency: string }) => {
  const { t } = useTranslation('tariffs');
  const short = (price: string) => money(price, currency).replaceAll(/[^\d.,-]/g, ''); // the currency stands above
  return (
    <table className="w-full table-fixed border-separate border-spacing-px text-sm">
      <caption className="sr-only">{t('week.label', { side: t(`week.${week.side}`) })}</caption>
      <thead>
        <tr>
          <th scope="col" className="text-faint w-12 text-left font-normal">
            <span className="sr-only">{t('week.hour')}</span>
          </th>
          {week.days.map((_, index) => (
            <th key={index} scope="col" className="text-faint font-normal" abbr={write.weekday(index)}>
              {write.weekday(index).slice(0, 2)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {Array.from({ length: 24 }, (_, hour) => (
          <tr key={hour}>
            <th scope="row" className="text-faint text-left font-normal">
              {String(hour).padStart(2, '0')}:00
            </th>
            {week.days.map((hours, index) => {
              const price = hours[hour] ?? null;
              return price === null ? (
                <td key={index} className="bg-sunken text-soft h-5 text-center" title={t('week.unpriced')}>
                  –
                </td>
              ) : (
                <td
                  key={index}
                  className="h-5 text-center"
                  title={money(price, currency)}
                  style={{
                    background: `color-mix(in srgb, var(--accent) ${LEAST + levelOf(price, week) * (MOST - LEAST)}%, var(--ground))`,
                  }}
                >
                  {short(price)}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
};
