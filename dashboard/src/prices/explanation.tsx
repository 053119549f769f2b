/** A price as a bill: what was measured, at which rate, what that makes, limits and taxes, and what to know beside it. */
import { useTranslation } from 'react-i18next';
import { PlainTable, type PlainColumn } from '../ui/plain-table.js';
import { Tooltip } from '../ui/overlay.js';
import { exactly, money, number, timeOfDay } from '../words/format.js';
import { addWords } from '../words/language.js';
import {
  clockOf,
  thousandth,
  type Amount,
  type Explained,
  type PricedLine,
  type Unit,
} from './explanation.rules.js';
import en from './words.en.json';
import de from './words.de.json';
import notes from './notes.de.json';

// The hub says notes in English; `defaultValue` below is what it said.
addWords('prices', { en, de: { ...de, notes } });

/** As many decimals as it has, so that nothing is hidden. */
const exact = (text: string): string => number(text, (/\.(\d+)$/.exec(text)?.[1] ?? '').length);

export const volumeText = (unit: Unit, volume: string): string => {
  switch (unit) {
    case 'WATT_HOURS':
      return `${exact(thousandth(volume))} kWh`;
    case 'SECONDS':
      return clockOf(volume);
    case 'TIMES':
      return `${volume} ×`;
  }
};

const Span = ({ from, to, timeZone }: { from: string; to: string; timeZone: string }) => (
  <Tooltip text={`${exactly(from, timeZone)} – ${exactly(to, timeZone)}`}>
    <span className="whitespace-nowrap">
      {timeOfDay(from, timeZone)}
      {from !== to && `–${timeOfDay(to, timeZone)}`}
    </span>
  </Tooltip>
);

/** What somebody has to pay on one side of taxes; a dash where nobody knows. */
export const Money = ({ amount, currency }: { amount: string | null | undefined; currency: string }) =>
  amount === null || amount === undefined ? <span className="text-faint">–</span> : money(amount, currency);

export const Explanation = ({ price, label }: { price: Explained; label: string }) => {
  const { t } = useTranslation('prices');
  const { currency, timeZone, lines, unpriced, adjustments, subtotal, total } = price;
  const nameOf = (line: Pick<PricedLine, 'dimension' | 'reservation'>) =>
    t(`dimension.${line.dimension}`) + (line.reservation ? ` · ${t(`reservation.${line.reservation}`)}` : '');
  const side = lines.every(({ cost }) => cost.beforeTaxes !== null) ? 'beforeTaxes' : 'afterTaxes';
  const columns: PlainColumn<PricedLine>[] = [
    { id: 'what', title: t('what'), isHead: true, cell: nameOf },
    {
      id: 'when',
      title: t('when'),
      cell: (line) => <Span {...line} timeZone={timeZone} />,
      isWideOnly: true,
    },
    {
      id: 'billed',
      title: t('billed'),
      isNumber: true,
      cell: ({ unit, measured, billed }) => (
        <>
          {measured !== billed && (
            <span className="text-faint" title={t('measured')}>
              {volumeText(unit, measured)} →{' '}
            </span>
          )}
          {volumeText(unit, billed)}
        </>
      ),
    },
    {
      id: 'rate',
      title: t('rate'),
      isNumber: true,
      cell: ({ rate, unit }) => `${money(rate, currency)}${t(`per.${unit}`)}`,
    },
    {
      id: 'cost',
      title: t(side),
      isNumber: true,
      cell: ({ cost }) => <Money amount={cost[side]} currency={currency} />,
    },
    {
      id: 'rule',
      title: t('rule'),
      cell: ({ rule }) => <span className="text-faint font-mono text-xs">{rule}</span>,
      isWideOnly: true,
    },
  ];
  return (
    <div className="grid gap-2">
      {lines.length > 0 && (
        <PlainTable
          label={label}
          columns={columns}
          rows={lines}
          keyOf={({ dimension, from, reservation, tariff }) => [dimension, from, reservation, tariff].join()}
        />
      )}
      <dl className="ml-auto grid w-full max-w-80 gap-x-6">
        {adjustments.length > 0 && <Sum name={t('subtotal')} amount={subtotal[side]} currency={currency} />}
        {adjustments.map((one) => (
          <Sum key={one.code} name={t(`adjustment.${one.code}`)} amount={one[side]} currency={currency} />
        ))}
        <Total total={total} currency={currency} />
      </dl>
      {unpriced.map(({ dimension, unit, measured, from }) => (
        <p key={dimension + from} className="text-soft text-sm">
          {t('unpriced', { what: t(`dimension.${dimension}`), volume: volumeText(unit, measured) })}
        </p>
      ))}
      {price.notes.length > 0 && (
        <ul className="text-soft grid gap-1 text-sm">
          {price.notes.map(({ code, rule, sentence }) => (
            <li key={code}>
              {t(`notes.${code}`, { defaultValue: sentence })}{' '}
              <span className="text-faint font-mono text-xs">{rule}</span>
            </li>
          ))}
        </ul>
      )}
      <p className="text-faint text-sm">{t('zone', { zone: timeZone })}</p>
    </div>
  );
};

const Sum = ({
  name,
  amount,
  currency,
  isTotal = false,
}: {
  name: string;
  amount: string | null | undefined;
  currency: string;
  isTotal?: boolean;
}) => (
  <div
    className={
      isTotal
        ? 'flex h-8 items-center justify-between border-t font-semibold'
        : 'text-soft flex h-6 items-center justify-between'
    }
  >
    <dt>{name}</dt>
    <dd>
      <Money amount={amount} currency={currency} />
    </dd>
  </div>
);

/** Both sides with the taxes between them. */
export const Total = ({ total, currency }: { total: Amount; currency: string }) => {
  const { t } = useTranslation('prices');
  return (
    <>
      <Sum name={t('beforeTaxes')} amount={total.beforeTaxes} currency={currency} />
      {total.taxes.map(({ name, percentage, amount }) => (
        <Sum
          key={name + percentage}
          name={percentage === null || percentage === undefined ? name : `${name} ${exact(percentage)} %`}
          amount={amount}
          currency={currency}
        />
      ))}
      <Sum isTotal name={t('afterTaxes')} amount={total.afterTaxes} currency={currency} />
    </>
  );
};
