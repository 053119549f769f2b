/** What is asked for the page: the list and what is beside it ask the same, so it is asked once. */
import type { Search } from '../../app/router.js';
import type { ProblemFilter } from '../../graph/index.js';
import { sinceOf } from '../../list/definition.js';
import { listIn } from '../../list/search.js';

/** Beside a day, which is shown when none is chosen; the hub keeps exchanges for fourteen unless told otherwise. */
export const spans = ['1h', '7d', '14d'] as const;

export const filterOf = ({ status, party, module, code, since, platform }: Search): ProblemFilter => {
  const from = sinceOf(since ?? '24h');
  return {
    ...(status !== undefined && { status: listIn(status) as ProblemFilter['status'] }),
    ...(party !== undefined && { party }),
    ...(module !== undefined && { module }),
    ...(code !== undefined && { code }),
    ...(platform !== undefined && { platformId: platform }),
    ...(from !== undefined && { since: from }),
  };
};
