/**
 * EVSEs on a map as pure values: fifty thousand of them come in columns, change one by one, and are gathered by Location,
 * which is what stands at one point of the map.
 */
import { lookOf, type Tone } from '../words/status.js';

/** As the graph gives it: the n-th values of all lists but `statuses` are of one EVSE. */
export interface PointColumns {
  readonly refs: readonly string[];
  readonly longitudes: readonly number[];
  readonly latitudes: readonly number[];
  readonly statusOf: readonly number[];
  readonly statuses: readonly string[];
  readonly maxPowers: readonly number[];
  readonly isComplete: boolean;
}

export interface Place {
  /** Of the Location, in upper case. */
  ref: string;
  /** Its number on the map; the same for as long as the points are. */
  id: number;
  longitude: number;
  latitude: number;
  /** W, the most that one of its connectors gives. */
  power: number;
  /** How many of its EVSEs have a status. */
  counts: Map<string, number>;
}

/** From what needs a person to what nobody waits for: the first that occurs is what a place shows of itself. */
export const byNeed = [
  'OUTOFORDER',
  'INOPERATIVE',
  'BLOCKED',
  'AVAILABLE',
  'CHARGING',
  'RESERVED',
  'UNKNOWN',
  'PLANNED',
  'REMOVED',
] as const;

export const tones: readonly Tone[] = ['free', 'work', 'promised', 'impaired', 'alarm', 'idle'];

/** The ref of a Location is that of its EVSE without the last part. */
export const placeRefOf = (evseRef: string): string => evseRef.slice(0, evseRef.lastIndexOf('/'));

export class Points {
  readonly places: readonly Place[];
  readonly isComplete: boolean;
  /** Of all EVSEs. */
  readonly counts = new Map<string, number>();
  readonly size: number;
  readonly #statuses = new Map<string, string>();
  readonly #places = new Map<string, Place>();
  #changed = new Set<Place>();

  constructor(columns: PointColumns) {
    columns.refs.forEach((ref, index) => {
      const status = columns.statuses[columns.statusOf[index] ?? -1] ?? 'UNKNOWN';
      const place = this.#place(placeRefOf(ref), columns, index);
      this.#statuses.set(ref, status);
      step(place.counts, status, 1);
      step(this.counts, status, 1);
    });
    this.places = [...this.#places.values()];
    this.isComplete = columns.isComplete;
    this.size = columns.refs.length;
  }

  #place(ref: string, { longitudes, latitudes, maxPowers }: PointColumns, index: number): Place {
    let place = this.#places.get(ref);
    if (!place) {
      place = {
        ref,
        id: this.#places.size + 1,
        longitude: longitudes[index] ?? 0,
        latitude: latitudes[index] ?? 0,
        power: maxPowers[index] ?? 0,
        counts: new Map(),
      };
      this.#places.set(ref, place);
    }
    return place;
  }

  place(ref: string): Place | undefined {
    return this.#places.get(ref.toUpperCase());
  }

  /** What an event says; false when it says nothing new or is about an EVSE that is not here. */
  change(evseRef: string, status: string): boolean {
    const ref = evseRef.toUpperCase();
    const before = this.#statuses.get(ref);
    const place = this.#places.get(placeRefOf(ref));
    if (before === undefined || before === status || !place) return false;
    this.#statuses.set(ref, status);
    for (const counts of [place.counts, this.counts]) {
      step(counts, before, -1);
      step(counts, status, 1);
    }
    this.#changed.add(place);
    return true;
  }

  /** The places that changed since this was asked the last time. */
  takeChanged(): Place[] {
    const changed = [...this.#changed];
    this.#changed = new Set();
    return changed;
  }
}

const step = (counts: Map<string, number>, status: string, by: number): void => {
  const count = (counts.get(status) ?? 0) + by;
  if (count === 0) counts.delete(status);
  else counts.set(status, count);
};

export interface MarkProperties extends Record<Tone, number> {
  ref: string;
  /** EVSEs, of those that are asked for. */
  count: number;
  /** What the place shows of itself. */
  status: string;
  power: number;
}

/** What the map draws for a place, of the EVSEs of one status or of all; undefined when it has none. */
export const markOf = ({ ref, power, counts }: Place, only?: string): MarkProperties | undefined => {
  const mark: MarkProperties = {
    ref,
    power,
    count: 0,
    status: '',
    free: 0,
    work: 0,
    promised: 0,
    impaired: 0,
    alarm: 0,
    idle: 0,
  };
  for (const [status, count] of counts) {
    if (only !== undefined && status !== only) continue;
    mark.count += count;
    mark[lookOf('evse', status).tone] += count;
  }
  if (mark.count === 0) return undefined;
  mark.status = only ?? byNeed.find((status) => counts.has(status)) ?? 'UNKNOWN';
  return mark;
};

/** The smallest box around all: west, south, east, north; undefined around nothing. */
export const boxAround = (
  places: readonly Pick<Place, 'longitude' | 'latitude'>[],
): [number, number, number, number] | undefined => {
  const [first] = places;
  if (!first) return undefined;
  const box: [number, number, number, number] = [
    first.longitude,
    first.latitude,
    first.longitude,
    first.latitude,
  ];
  for (const { longitude, latitude } of places) {
    box[0] = Math.min(box[0], longitude);
    box[1] = Math.min(box[1], latitude);
    box[2] = Math.max(box[2], longitude);
    box[3] = Math.max(box[3], latitude);
  }
  return box;
};

const PARTS = 12;

/**
 * How many twelfths of a ring each tone gets, in the order of `tones`: what occurs gets one at least, so that one broken
 * EVSE among a hundred is seen.
 */
export const twelfthsOf = (counts: readonly number[]): number[] => {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return counts.map(() => 0);
  const parts = counts.map((count) => (count === 0 ? 0 : Math.max(1, Math.round((count / total) * PARTS))));
  // What is too much or too little is settled with the largest part.
  const largest = parts.indexOf(Math.max(...parts));
  const excess = parts.reduce((sum, part) => sum + part, 0) - PARTS;
  return parts.map((part, index) => (index === largest ? part - excess : part));
};
