/** What CPOs ask for, checked: those that somebody should look at stand out, and each can be decided about. Live. */
import { useTranslation } from 'react-i18next';
import { useAsk } from '../../data/hooks.js';
import {
  CdrCheckCountsDocument,
  CdrsCheckedDocument,
  CdrsDocument,
  type CdrCheckState,
  type CdrFilter,
  type CdrFindingCode,
  type CdrRowFragment,
} from '../../graph/index.js';
import type { Search } from '../../app/router.js';
import { defineList, sinceOf } from '../../list/definition.js';
import { ListPage } from '../../list/list-page.js';
import { useSearch } from '../../list/search.js';
import { Empty } from '../../list/told.js';
import { useLive } from '../../live/use-live.js';
import { classes } from '../../ui/classes.js';
import { money, number } from '../../words/format.js';
import { addWords } from '../../words/language.js';
import { looks } from '../../words/status.js';
import { StatusMark } from '../../words/status-mark.js';
import { Ago, Key } from '../../words/time.js';
import { CdrInspector } from './cdr.inspector.js';
import { Gravity } from './checks.js';
import en from './words.en.json';
import de from './words.de.json';

addWords('cdrs', { en, de });

const states = Object.keys(looks.check) as CdrCheckState[];
const codes = Object.keys(en.options.code);

const filterOf = ({ state, code, cpo, emsp, session, since }: Search): CdrFilter => {
  const from = sinceOf(since);
  return {
    ...(state !== undefined && { checkState: state as CdrCheckState }),
    ...(code !== undefined && { checkCode: code as CdrFindingCode }),
    ...(cpo !== undefined && { cpo }),
    ...(emsp !== undefined && { emsp }),
    ...(session !== undefined && { session }),
    ...(from !== undefined && { startedFrom: from }),
  };
};

const None = () => {
  const { t } = useTranslation('cdrs');
  return <Empty>{t('none')}</Empty>;
};

/** How many have which state; a press shows those. */
const Counts = () => {
  const { t } = useTranslation('cdrs');
  const { search, set } = useSearch();
  const { state, ...others } = search;
  const filter = filterOf(others);
  const { data, refetch } = useAsk(CdrCheckCountsDocument, { filter });
  useLive(
    CdrsCheckedDocument,
    { filter },
    {
      keyOf: ({ cdrChecked }) => cdrChecked.ref,
      onEvents: () => void refetch().catch(() => undefined), // the list shows what is wrong
    },
  );
  const found = data?.cdrCheckCounts ?? [];
  if (found.length === 0) return null;
  return (
    <div role="group" aria-label={t('filters.state')} className="flex flex-wrap gap-1 border-b px-2 py-1">
      {states.map((one) => {
        const count = found.find((counted) => counted.state === one)?.count ?? 0;
        return count === 0 ? null : (
          <button
            key={one}
            type="button"
            aria-pressed={state === one}
            className={classes(
              'flex h-7 items-center gap-2 rounded-md px-2',
              state === one ? 'bg-wash' : 'hover:bg-sunken',
            )}
            onClick={() => set({ state: state === one ? undefined : one })}
          >
            <StatusMark kind="check" value={one} />
            <span className="font-semibold">{number(count)}</span>
          </button>
        );
      })}
    </div>
  );
};

const Finding = ({ row: { check } }: { row: CdrRowFragment }) => {
  const { t } = useTranslation('cdrs');
  const [first, ...others] = check?.checks ?? [];
  if (!first) return null;
  return (
    <>
      <Gravity severity={first.severity} />
      {t(`options.code.${first.code}`, { defaultValue: first.code })}
      {others.length > 0 && <span className="text-soft"> +{others.length}</span>}
    </>
  );
};

const partyOf = (party: CdrRowFragment['cpo']): string => party?.name ?? party?.ref ?? '';
const stateOf = ({ check }: CdrRowFragment): string => check?.state ?? 'WAITING';

const list = defineList({
  name: 'cdrs',
  document: CdrsDocument,
  field: 'cdrs',
  variablesOf: (search: Search, page) => ({ filter: filterOf(search), page }),
  keyOf: ({ ref }: CdrRowFragment) => ref,
  columns: [
    {
      id: 'state',
      width: '150px',
      cell: (row) => <StatusMark kind="check" value={stateOf(row)} />,
      text: stateOf,
    },
    { id: 'ref', width: 'minmax(130px,1fr)', cell: ({ ref }) => <Key value={ref} />, text: ({ ref }) => ref },
    {
      id: 'finding',
      width: 'minmax(150px,1.4fr)',
      cell: (row) => <Finding row={row} />,
      text: ({ check }) => check?.checks.map(({ code }) => code).join(' '),
      isWideOnly: true,
    },
    {
      id: 'cpo',
      width: 'minmax(110px,1fr)',
      cell: ({ cpo }) => partyOf(cpo),
      text: ({ cpo }) => partyOf(cpo),
      isWideOnly: true,
    },
    {
      id: 'emsp',
      width: 'minmax(110px,1fr)',
      cell: ({ emsp }) => partyOf(emsp),
      text: ({ emsp }) => partyOf(emsp),
      isWideOnly: true,
    },
    {
      id: 'ended',
      width: '110px',
      cell: ({ endDateTime }) => <Ago at={endDateTime} />,
      text: ({ endDateTime }) => endDateTime,
      isWideOnly: true,
    },
    {
      id: 'energy',
      width: '110px',
      isNumber: true,
      cell: ({ totalEnergy }) => number(totalEnergy, 2),
      text: ({ totalEnergy }) => totalEnergy,
      isWideOnly: true,
    },
    {
      id: 'total',
      width: '110px',
      isNumber: true,
      cell: ({ totalCost, currency }) => money(totalCost.afterTaxes, currency),
      text: ({ totalCost }) => totalCost.afterTaxes,
    },
  ],
  filters: [
    { id: 'state', kind: 'one', options: states },
    { id: 'code', kind: 'one', options: codes },
    { id: 'cpo', kind: 'party', role: 'CPO' },
    { id: 'emsp', kind: 'party', role: 'EMSP' },
    { id: 'since', kind: 'span' },
  ],
  live: {
    document: CdrsCheckedDocument,
    variablesOf: (search: Search) => ({ filter: filterOf(search) }),
    rowOf: ({ cdrChecked }) => cdrChecked,
  },
  Above: Counts,
  Inspector: CdrInspector,
  None,
});

const CdrsPage = () => <ListPage definition={list} />;
export default CdrsPage;
