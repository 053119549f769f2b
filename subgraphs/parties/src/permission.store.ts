/**
 * Permissions as everything in this process reads them: one snapshot, loaded when it is first needed and again after a
 * change of agreements, of the policy or of who is on which platform, whichever node made it.
 */
import type { Outbox } from '@chargesphere/chassis';
import { foldRef, refOf, type Principal } from '@chargesphere/schema';
import type { Ground } from './ground.js';
import { HubPolicy } from './hub-policy.entity.js';
import { initialPolicy, type Policy } from './permission.rules.js';
import {
  pairsOf,
  PermissionSnapshot,
  type Pairs,
  type Residence,
  type Sight,
} from './permission.snapshot.js';
import { PLATFORM_CHANGED, type PlatformChanged } from './platform.events.js';
import type { Viewer } from './viewer.rules.js';

/** However events get lost, nobody keeps a permission longer than this. */
const KEEP_MS = 60_000;

/** Agreements are many and rarely change, platforms are few and change more often: each is loaded for itself. */
interface Agreed {
  policy: Policy;
  pairs: Pairs;
}

export class Permissions {
  readonly #agreed: Remembered<Agreed>;
  readonly #residences: Remembered<Residence[]>;
  readonly #hub: string;
  #latest: { agreed: Agreed; residences: Residence[]; snapshot: PermissionSnapshot } | undefined;

  constructor(private readonly ground: Pick<Ground, 'orm' | 'outbox' | 'hub'>) {
    const { country_code, party_id } = ground.hub;
    this.#hub = foldRef(refOf(country_code, party_id));
    this.#agreed = new Remembered(() => this.#loadAgreed());
    this.#residences = new Remembered(() => this.#loadResidences());
    void this.#follow(ground.outbox);
  }

  async snapshot(): Promise<PermissionSnapshot> {
    const [agreed, residences] = await Promise.all([this.#agreed.read(), this.#residences.read()]);
    if (this.#latest?.agreed !== agreed || this.#latest.residences !== residences) {
      const snapshot = new PermissionSnapshot(agreed.policy, agreed.pairs, residences, this.#hub);
      this.#latest = { agreed, residences, snapshot };
    }
    return this.#latest.snapshot;
  }

  /** Who asks, with what there is to see for those of its parties in whose name it asks (RTE-041). */
  async viewer(principal: Exclude<Principal, { kind: 'anonymous' }>): Promise<Viewer> {
    if (principal.kind !== 'platform') return { all: true };
    const refs = principal.roles.map(({ country_code, party_id }) => refOf(country_code, party_id));
    const snapshot = await this.snapshot();
    return { all: false, platformId: principal.platformId, sight: snapshot.sight([...new Set(refs)]) };
  }

  /** What the parties of a platform see together. */
  async sightOf(platformId: string): Promise<Sight> {
    const snapshot = await this.snapshot();
    return snapshot.sight(snapshot.partiesOf(platformId));
  }

  /** Agreements or the policy have changed: whoever asks from now on hears of it. */
  forgetAgreements(): void {
    this.#agreed.forget();
  }

  /** Ends with the outbox. */
  async #follow(outbox: Outbox): Promise<void> {
    for await (const { detail } of outbox.subscribe<unknown>([PLATFORM_CHANGED])) {
      if ((detail as PlatformChanged).kind === 'AGREEMENTS_CHANGED') this.#agreed.forget();
      else this.#residences.forget();
    }
  }

  async #loadAgreed(): Promise<Agreed> {
    const em = this.ground.orm.em.fork();
    const policy = (await em.findOne(HubPolicy, { id: 1 })) ?? initialPolicy;
    // Plain rows: there may be a hundred thousand, and nobody changes them here.
    const rows = await em.execute<AgreementRow[]>(
      `select a_key as a, b_key as b, status = 'ACTIVE' as "isActive", modules,
        (extract(epoch from standing_changed_at) * 1000)::float8 as "changed_ms" from parties.agreement`,
    );
    const agreements = rows.map(({ changed_ms, ...row }) => ({
      ...row,
      standingChangedAt: changed_ms === null ? null : new Date(changed_ms),
    }));
    return { policy, pairs: pairsOf(agreements) };
  }

  #loadResidences(): Promise<Residence[]> {
    return this.ground.orm.em.fork().execute<Residence[]>(
      `select party_key as party, platform_id as "platformId", role, status = 'SUSPENDED' as "isSuspended"
        from parties.role order by id`,
    );
  }
}

interface AgreementRow {
  a: string;
  b: string;
  isActive: boolean;
  modules: string[] | null;
  /** Milliseconds since 1970: a timestamp comes as text from here. */
  changed_ms: number | null;
}

/** A value until it is forgotten. What was being read when it was forgotten is not remembered. */
class Remembered<T> {
  #reading: Promise<T> | undefined;
  #until = 0;

  constructor(private readonly load: () => Promise<T>) {}

  read(): Promise<T> {
    if (this.#reading && performance.now() < this.#until) return this.#reading;
    const reading = this.load().catch((error: unknown) => {
      if (this.#reading === reading) this.forget();
      throw error;
    });
    this.#reading = reading;
    this.#until = performance.now() + KEEP_MS;
    return reading;
  }

  forget(): void {
    this.#reading = undefined;
  }
}
