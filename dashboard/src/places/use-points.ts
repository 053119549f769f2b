/** Every EVSE as a point, loaded at once and kept up to date by its events; the map and the ring of statuses draw them. */
import { useCallback, useEffect, useState } from 'react';
import { graph } from '../data/client.js';
import { graphErrorOf } from '../data/hooks.js';
import {
  EvsesLiveDocument,
  MapPointsDocument,
  type GraphError,
  type LocationFilter,
} from '../graph/index.js';
import { useReconnections } from '../live/socket-state.js';
import { useLive } from '../live/use-live.js';
import { Points } from './points.rules.js';

/** EVSEs that are new are not told of by events, so all are asked for again now and then. */
const AGAIN_MS = 300_000;

export interface PointsState {
  /** Undefined until there is an answer. */
  points: Points | undefined;
  /** Counts the changes within the same points. */
  changes: number;
  error: GraphError | undefined;
  refetch: () => Promise<void>;
}

export const usePoints = (filter: LocationFilter): PointsState => {
  const [state, setState] = useState<Omit<PointsState, 'refetch'>>({
    points: undefined,
    changes: 0,
    error: undefined,
  });
  const asked = JSON.stringify(filter); // compared by value
  const load = useCallback(
    async (signal?: AbortSignal) => {
      try {
        const variables = { filter: JSON.parse(asked) as LocationFilter };
        const { mapPoints } = await graph.request(MapPointsDocument, variables, {
          ...(signal && { signal }),
        });
        setState({ points: new Points(mapPoints), changes: 0, error: undefined });
      } catch (reason) {
        if (!signal?.aborted) setState((former) => ({ ...former, error: graphErrorOf(reason) }));
      }
    },
    [asked],
  );
  const reconnections = useReconnections();
  useEffect(() => {
    const left = new AbortController();
    void load(left.signal);
    const timer = setInterval(() => !document.hidden && void load(left.signal), AGAIN_MS);
    return () => {
      left.abort();
      clearInterval(timer);
    };
  }, [load, reconnections]);

  const { points } = state;
  useLive(
    EvsesLiveDocument,
    { filter: filter.cpo ? { cpos: [filter.cpo] } : {} },
    {
      keyOf: ({ evseStatusChanged }) => evseStatusChanged.evse.ref,
      onEvents: (events) => {
        const isChanged = events
          .map(({ evseStatusChanged: { evse } }) => points?.change(evse.ref, evse.status) ?? false)
          .some(Boolean);
        if (isChanged) setState((former) => ({ ...former, changes: former.changes + 1 }));
      },
    },
  );
  return { ...state, refetch: load };
};
