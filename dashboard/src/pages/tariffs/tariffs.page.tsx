/** What CPOs ask for a charge: in words, as a week, and as a bill for a charge one thinks of. */
import { useTranslation } from 'react-i18next';
import type { Search } from '../../app/router.js';
import { TariffsDocument, type TariffFilter, type TariffRowFragment } from '../../graph/index.js';
import { defineList } from '../../list/definition.js';
import { ListPage } from '../../list/list-page.js';
import { Empty } from '../../list/told.js';
import { money } from '../../words/format.js';
import { addWords } from '../../words/language.js';
import { Ago, Key } from '../../words/time.js';
import { TariffInspector } from './tariff.inspector.js';
import en from './words.en.json';
import de from './words.de.json';

addWords('tariffs', { en, de });

const filterOf = ({ cpo, currency }: Search): TariffFilter => ({
  ...(cpo !== undefined && { cpo }),
  ...(currency !== undefined && { currency: currency.toUpperCase() }),
});

const None = () => {
  const { t } = useTranslation('tariffs');
  return <Empty>{t('none')}</Empty>;
};

const componentsOf = ({ elements }: TariffRowFragment) =>
  elements.flatMap(({ priceComponents }) => priceComponents);

/** The least and the greatest price of a kWh. */
const rangeOf = (row: TariffRowFragment): [number, number] | undefined => {
  const prices = componentsOf(row).flatMap(({ type, price }) => (type === 'ENERGY' ? price : []));
  return prices.length === 0 ? undefined : [Math.min(...prices), Math.max(...prices)];
};

const priceText = (row: TariffRowFragment): string => {
  const range = rangeOf(row);
  if (!range) return '';
  const [least, most] = range.map((price) => money(price, row.currency));
  return least === most ? `${least}` : `${least} – ${most}`;
};

const ORDER = ['FLAT', 'TIME', 'PARKING_TIME'] as const;

const othersOf = (row: TariffRowFragment) =>
  ORDER.filter((type) =>
    componentsOf(row).some((component) => component.type === type && component.price > 0),
  );

const Others = ({ row }: { row: TariffRowFragment }) => {
  const { t } = useTranslation('prices');
  return othersOf(row)
    .map((type) => t(`dimension.${type}`))
    .join(', ');
};

const Taxes = ({ row: { taxIncluded } }: { row: TariffRowFragment }) => {
  const { t } = useTranslation('tariffs');
  return t(`taxIncluded.${taxIncluded}`);
};

const Kind = ({ row: { type } }: { row: TariffRowFragment }) => {
  const { t } = useTranslation('tariffs');
  return type === null ? '' : t(`type.${type}`);
};

const list = defineList({
  name: 'tariffs',
  document: TariffsDocument,
  field: 'tariffs',
  variablesOf: (search: Search, page) => ({ filter: filterOf(search), page }),
  keyOf: ({ ref }: TariffRowFragment) => ref,
  columns: [
    {
      id: 'ref',
      width: 'minmax(140px,1.2fr)',
      cell: ({ ref }) => <Key value={ref} />,
      text: ({ ref }) => ref,
    },
    {
      id: 'cpo',
      width: 'minmax(110px,1fr)',
      cell: ({ cpo }) => cpo?.name ?? cpo?.ref ?? '',
      text: ({ cpo }) => cpo?.name ?? cpo?.ref,
      isWideOnly: true,
    },
    { id: 'price', width: '150px', isNumber: true, cell: priceText, text: priceText },
    {
      id: 'also',
      width: 'minmax(140px,1fr)',
      cell: (row) => <Others row={row} />,
      text: (row) => othersOf(row).join(' '),
      isWideOnly: true,
    },
    {
      id: 'taxes',
      width: '120px',
      cell: (row) => <Taxes row={row} />,
      text: ({ taxIncluded }) => taxIncluded,
      isWideOnly: true,
    },
    {
      id: 'type',
      width: 'minmax(110px,1fr)',
      cell: (row) => <Kind row={row} />,
      text: ({ type }) => type,
      isWideOnly: true,
    },
    {
      id: 'updated',
      width: '110px',
      cell: ({ lastUpdated }) => <Ago at={lastUpdated} />,
      text: ({ lastUpdated }) => lastUpdated,
      isWideOnly: true,
    },
  ],
  filters: [
    { id: 'cpo', kind: 'party', role: 'CPO' },
    { id: 'currency', kind: 'text' },
  ],
  Inspector: TariffInspector,
  None,
});

const TariffsPage = () => <ListPage definition={list} />;
export default TariffsPage;
