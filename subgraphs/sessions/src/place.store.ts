/**
 * Where Locations are, as far as the hub has said so. Asked for every live Session that somebody watches a box for, so
 * what was found is remembered; what was not found is looked for again, because it may have come meanwhile.
 */
import { type Frame, type Position } from '@chargesphere/chassis';
import { foldRef } from '@chargesphere/schema';

export interface Place extends Position {
  /** Of the Location. */
  ref: string;
}

/** Some 10 MB. */
const REMEMBERED_MAX = 50_000;
/** A charger seldom moves; when it does, nodes that were not told know it after this time. */
const REMEMBERED_MS = 60_000;

export class PlaceStore {
  readonly #remembered = new Map<string, Position & { until_ms: number }>();

  constructor(
    private readonly pool: Frame['pool'],
    private readonly now: () => number = Date.now,
  ) {}

  /** How many were new or moved. */
  async keep(places: readonly Place[]): Promise<number> {
    const last = new Map(places.map((place) => [foldRef(place.ref), place]));
    const refs = [...last.keys()].sort();
    const of = (axis: 'latitude' | 'longitude') => refs.map((ref) => last.get(ref)?.[axis]);
    // Sorted, so that two nodes that bring the same do not wait for each other crosswise.
    const { rows } = await this.pool.query<{ ref: string }>({
      name: 'sessions.place.keep',
      text: `insert into sessions.place as p (ref, latitude, longitude)
        select * from unnest($1::text[], $2::float8[], $3::float8[])
        on conflict (ref) do update set latitude = excluded.latitude, longitude = excluded.longitude
        where (p.latitude, p.longitude) is distinct from (excluded.latitude, excluded.longitude)
        returning ref`,
      values: [refs, of('latitude'), of('longitude')],
    });
    for (const { ref } of rows) this.#remembered.delete(ref);
    return rows.length;
  }

  /** Where the Location of this folded ref is; undefined when nobody has said. */
  async at(ref: string): Promise<Position | undefined> {
    const known = this.#remembered.get(ref);
    if (known && known.until_ms > this.now()) return known;
    const { rows } = await this.pool.query<Position>({
      name: 'sessions.place.at',
      text: 'select latitude, longitude from sessions.place where ref = $1',
      values: [ref],
    });
    const [found] = rows;
    this.#remembered.delete(ref);
    if (found) this.#remember(ref, found);
    return found;
  }

  #remember(ref: string, position: Position): void {
    this.#remembered.set(ref, { ...position, until_ms: this.now() + REMEMBERED_MS });
    if (this.#remembered.size <= REMEMBERED_MAX) return;
    for (const oldest of this.#remembered.keys()) {
      this.#remembered.delete(oldest);
      return;
    }
  }
}
