/** What a charge would cost: priced in this browser, by the rules the hub checks CDRs with. */
import { estimateOf } from '@chargesphere/tariffs/rules';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearch } from '../../list/search.js';
import { Explanation } from '../../prices/explanation.js';
import { explained } from '../../prices/explanation.rules.js';
import { Field, Input } from '../../ui/field.js';
import { instantFrom, isTimeZone, localAt } from './clock.rules.js';
import type { TariffDetail } from './tariff.inspector.js';

const here = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** As it is written into the fields. */
type Plan = Record<'start' | 'zone' | 'kwh' | 'minutes' | 'parking', string>;

const planIn = (search: Partial<Plan>): Plan => {
  const zone = search.zone ?? here();
  const now = localAt(Date.now(), isTimeZone(zone) ? zone : 'UTC');
  return { start: now, kwh: '20', minutes: '60', parking: '0', ...search, zone };
};

/** From 0 on; undefined for what is no number. */
const numberIn = (text: string): number | undefined => {
  const value = text.trim() === '' ? NaN : Number(text.replace(',', '.'));
  return value >= 0 && Number.isFinite(value) ? value : undefined;
};

export const Simulator = ({ tariff: { document, cpo } }: { tariff: TariffDetail }) => {
  const { t } = useTranslation('tariffs');
  const { search, set } = useSearch();
  const [plan, setPlan] = useState(() => planIn(search));
  const { start, zone, kwh, minutes, parking } = plan;
  const given = (name: keyof Plan) => (event: { target: { value: string } }) => {
    setPlan({ ...plan, [name]: event.target.value });
    set({ [name]: event.target.value }); // so that a link shows the same charge
  };

  const instant = instantFrom(start, zone);
  const [energy, charging, parked] = [kwh, minutes, parking].map(numberIn);
  const version = cpo?.ocpiVersion ?? null;
  const price = useMemo(() => {
    if (instant === undefined || energy === undefined || charging === undefined || parked === undefined)
      return undefined;
    const charge = {
      start: instant,
      kwh: energy,
      chargingMinutes: charging,
      parkingMinutes: parked,
      timeZone: zone,
    };
    return attempt(() => explained(estimateOf(document, charge, version)));
  }, [instant, energy, charging, parked, zone, document, version]);

  return (
    <div className="grid gap-4">
      <form
        className="grid grid-cols-6 items-end gap-3 *:min-w-0"
        onSubmit={(event) => event.preventDefault()}
      >
        <div className="col-span-6 sm:col-span-3">
          <Field label={t('simulator.start')}>
            {(bound) => <Input {...bound} type="datetime-local" value={start} onChange={given('start')} />}
          </Field>
        </div>
        <div className="col-span-6 sm:col-span-3">
          <Field label={t('simulator.zone')}>
            {(bound) => <Input {...bound} value={zone} onChange={given('zone')} />}
          </Field>
        </div>
        <div className="col-span-2">
          <Field label={t('simulator.kwh')}>
            {(bound) => <Input {...bound} inputMode="decimal" value={kwh} onChange={given('kwh')} />}
          </Field>
        </div>
        <div className="col-span-2">
          <Field label={t('simulator.minutes')}>
            {(bound) => <Input {...bound} inputMode="decimal" value={minutes} onChange={given('minutes')} />}
          </Field>
        </div>
        <div className="col-span-2">
          <Field label={t('simulator.parking')}>
            {(bound) => <Input {...bound} inputMode="decimal" value={parking} onChange={given('parking')} />}
          </Field>
        </div>
      </form>
      <div aria-live="polite">
        {instant === undefined ? (
          <p className="text-alarm">{t('simulator.badStart')}</p>
        ) : price === undefined ? (
          <p className="text-alarm">{t('simulator.badNumber')}</p>
        ) : 'refused' in price ? (
          <p className="text-alarm">{price.refused}</p>
        ) : (
          <Explanation price={price.value} label={t('simulator.lines')} />
        )}
      </div>
      <p className="text-faint text-sm">{t('simulator.about')}</p>
    </div>
  );
};

/** What the rules refuse, such as a charge of years, they say in a sentence. */
const attempt = <T,>(price: () => T): { value: T } | { refused: string } => {
  try {
    return { value: price() };
  } catch (reason) {
    return { refused: reason instanceof Error ? reason.message : String(reason) };
  }
};
