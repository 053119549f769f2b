/** What narrows places: the same for the map and the list of Locations, in their addresses, so that one leads to the other. */
import type { Search } from '../app/router.js';
import type { LocationFilter } from '../graph/index.js';
import type { Filter } from '../list/definition.js';
import { byNeed } from './points.rules.js';

/** The plugs worth a choice; any other can be written into the address. */
const PLUGS = [
  'IEC_62196_T2',
  'IEC_62196_T2_COMBO',
  'CHADEMO',
  'IEC_62196_T1',
  'IEC_62196_T1_COMBO',
  'SAE_J3400',
  'MCS',
  'DOMESTIC_F',
];
/** kW, at least. */
const POWERS = ['11', '22', '50', '150', '300'];

export const placeFilters: readonly Filter[] = [
  { id: 'text', kind: 'text' },
  { id: 'cpo', kind: 'party', role: 'CPO' },
  { id: 'status', kind: 'one', options: byNeed },
  { id: 'plug', kind: 'one', options: PLUGS },
  { id: 'power', kind: 'one', options: POWERS },
];

/** `south,west,north,east` as the map writes it; undefined when it is nothing of the kind. */
export const boxIn = (text: string | undefined): LocationFilter['box'] => {
  const [south, west, north, east] = (text ?? '').split(',').map(Number);
  if (south === undefined || west === undefined || north === undefined || east === undefined)
    return undefined;
  if (![south, west, north, east].every(Number.isFinite)) return undefined;
  return { south, west, north, east };
};

/** What the graph is asked; the box only when the list is the map's. */
export const placeFilterOf = ({ text, cpo, status, plug, power, box, flawed }: Search): LocationFilter => {
  const within = boxIn(box);
  const watts = Number(power) * 1_000;
  return {
    ...(text !== undefined && { text }),
    ...(cpo !== undefined && { cpo }),
    ...(status !== undefined && { status }),
    ...(plug !== undefined && { standard: plug }),
    ...(watts > 0 && { minPower: watts }),
    ...(within && { box: within }),
    ...(flawed !== undefined && { hasViolations: flawed === 'yes' }),
  };
};

/** All points that could be shown: narrowed by status here, not there, so that all statuses can be counted. */
export const pointFilterOf = (search: Search): LocationFilter => {
  const filter = { ...placeFilterOf(search) };
  delete filter.status;
  delete filter.box;
  return filter;
};
