/**
 * Drivers come, charge and leave: on each tick every running charge moves on, some report, some end and some begin.
 * What happens follows from the seed and the number of ticks; only ids and times come from the clock.
 */
import { refOf } from '@chargesphere/schema';
import type { CDR, CommandResult, Session, Token } from '@chargesphere/schema';
import type { Cpo } from '../cpo.js';
import type { Attempts, Log } from './attempts.js';
import { Charge, type ChargePlan } from './charge.js';
import { textIn } from '../modules/reaction.js';
import type { Json } from '../wire/envelope.js';
import { driverWith, type Driver } from './drivers.js';
import type { Random } from './random.js';

export interface TrafficOptions {
  cpos: readonly Cpo[];
  drivers: readonly Driver[];
  random: Random;
  attempts: Attempts;
  log: Log;
  /** Simulated time in a tick. */
  step_s: number;
  /** How much faster than ours the simulated clock runs. */
  factor: number;
  mostAtOnce: number;
  /** Told when charges began or ended, so that they can be finished after a crash. */
  onOpenChange(cpo: Cpo, open: readonly Session[]): void;
}

/** Who charges where. */
type Place = Pick<ChargePlan, 'driver' | 'location' | 'evse' | 'connector' | 'isOrdered'>;

interface Running {
  cpo: Cpo;
  charge: Charge;
  status: Session['status'];
}

/** Ended sessions a CPO keeps for its Sender interface. */
const ENDED_KEPT = 500;

/** A running charge reports on every second tick. */
const REPORT_EVERY = 2;

/** One bill in so many is wrong. */
const WRONG_EVERY = 5;

/** The first charges are short and are announced, so that whoever starts the demo soon sees all of it happen. */
const FIRST_ONES = 4;

export class Traffic {
  private running: Running[] = [];
  private ticks = 0;
  private begun = 0;
  private announced = 0;
  private billed = 0;

  constructor(private readonly options: TrafficOptions) {}

  get count(): number {
    return this.running.length;
  }

  async tick(): Promise<void> {
    this.ticks += 1;
    const due = this.running.filter((_, index) => (this.ticks + index) % REPORT_EVERY === 0);
    for (const { charge } of this.running) charge.advance(this.options.step_s);
    const ended = this.running.filter(({ charge }) => charge.stage === 'ENDED');
    this.running = this.running.filter((one) => !ended.includes(one));
    const starting = this.arrivals();
    this.running.push(...starting);
    for (const cpo of new Set([...starting, ...ended].map((one) => one.cpo))) this.tellOpen(cpo);
    await Promise.all([
      ...starting.map((one) => this.start(one)),
      ...due.filter((one) => !ended.includes(one)).map((one) => this.report(one)),
      ...ended.map((one) => this.end(one)),
    ]);
  }

  /**
   * What a charge point makes of a command. A charge begins at the EVSE that is named, or at a free one (CMD-019), and
   * nobody is asked about the token (CMD-005); it ends at the next tick after STOP_SESSION.
   */
  obey(cpo: Cpo, command: string, body: Json): CommandResult['result'] {
    if (command === 'START_SESSION') return this.startOrdered(cpo, body);
    if (command !== 'STOP_SESSION') return 'ACCEPTED';
    const id = textIn(body, 'session_id').toUpperCase();
    const running = this.running.find((one) => one.cpo === cpo && one.charge.plan.id.toUpperCase() === id);
    running?.charge.stop();
    return running ? 'ACCEPTED' : 'REJECTED';
  }

  private startOrdered(cpo: Cpo, body: Json): CommandResult['result'] {
    const token = body['token'] as Token;
    const location = cpo.locations.all().find(({ id }) => isSame(id, textIn(body, 'location_id')));
    const uid = textIn(body, 'evse_uid');
    const busy = new Set(this.running.map(({ charge }) => charge.plan.evse.uid));
    const evse = (location?.evses ?? []).find(
      (one) => one.status === 'AVAILABLE' && !busy.has(one.uid) && (uid === '' || isSame(one.uid, uid)),
    );
    if (!location || !evse) return 'EVSE_OCCUPIED';
    const connectorId = textIn(body, 'connector_id');
    const connector = evse.connectors.find(({ id }) => connectorId === '' || isSame(id, connectorId));
    if (!connector) return 'FAILED';
    const driver = driverWith(token, this.options.drivers);
    const ordered = this.begin(cpo, { driver, location, evse, connector, isOrdered: true });
    if (!ordered) return 'FAILED';
    this.running.push(ordered);
    this.tellOpen(cpo);
    void this.start(ordered);
    return 'ACCEPTED';
  }

  /** A few at once in the beginning, then now and then. */
  private arrivals(): Running[] {
    const { mostAtOnce, random } = this.options;
    const free = mostAtOnce - this.running.length;
    if (free <= 0) return [];
    const wanted = this.running.length < mostAtOnce / 3 ? 2 : random.chance(35) ? 1 : 0;
    const starting: Running[] = [];
    for (let count = 0; count < Math.min(free, wanted); count += 1) {
      const one = this.arrival(starting);
      if (one) starting.push(one);
    }
    return starting;
  }

  private arrival(others: readonly Running[]): Running | undefined {
    const { cpos, drivers, random } = this.options;
    const busy = new Set([...this.running, ...others].map(({ charge }) => charge.plan.driver));
    const busyEvses = new Set([...this.running, ...others].map(({ charge }) => charge.plan.evse.uid));
    const cpo = random.pick(cpos);
    const location = cpo && random.pick(cpo.locations.all());
    const driver = random.pick(drivers.filter((one) => !busy.has(one)));
    const evse =
      location &&
      random.pick(
        (location.evses ?? []).filter(({ uid, status }) => status === 'AVAILABLE' && !busyEvses.has(uid)),
      );
    const connector = evse && random.pick(evse.connectors);
    if (!cpo || !location || !driver || !evse || !connector) return undefined;
    return this.begin(cpo, { driver, location, evse, connector });
  }

  /** Undefined where nobody has said what charging costs. */
  private begin(cpo: Cpo, place: Place): Running | undefined {
    const { random, factor, step_s } = this.options;
    const { driver, location, connector } = place;
    const { country_code, party_id } = location;
    const tariffId = connector.tariff_ids?.[0];
    const tariff = tariffId ? cpo.tariffs.get(refOf(country_code, party_id, tariffId)) : undefined;
    if (!tariff) return undefined;

    this.begun += 1;
    const [least, most] =
      this.begun <= FIRST_ONES ? [8, 14] : connector.power_type === 'DC' ? [15, 40] : [30, 75];
    const plan: ChargePlan = {
      id: `${location.party_id}-${Date.now().toString(36).toUpperCase()}-${this.begun}`,
      ...place,
      tariff,
      soc_start: random.between(10, 45) / 100,
      charging_s: random.between(least, most) * 60,
      parking_s: random.chance(30) ? random.between(5, 15) * 60 : 0,
    };
    const charge = Charge.begin(plan, Date.now(), factor, step_s);
    // An app waits for the station's word that it is really plugged in.
    return { cpo, charge, status: driver.token.whitelist === 'NEVER' ? 'PENDING' : 'ACTIVE' };
  }

  private async start({ cpo, charge, status }: Running): Promise<void> {
    const { location, evse } = charge.plan;
    const { attempts, log } = this.options;
    await attempts.that('start a session', () => cpo.pushSession(charge.document(status)));
    await attempts.that('mark an EVSE as charging', () =>
      cpo.patchEvse(location.id, evse.uid, { status: 'CHARGING' }),
    );
    const level = this.announced < FIRST_ONES ? 'info' : 'debug';
    this.announced += 1;
    log[level](
      { session: charge.plan.id },
      `A driver plugged in at ${location.name}, ${location.city} (${evse.evse_id}).`,
    );
  }

  private async report(one: Running): Promise<void> {
    const { cpo, charge, status } = one;
    const isBeginning = status === 'PENDING';
    one.status = 'ACTIVE';
    const { attempts } = this.options;
    const isKnown = await attempts.that('report a session', () =>
      cpo.patchSession(charge.plan.id, {
        ...charge.progress(),
        // SES-013: the start is that of the activation.
        ...(isBeginning && { status: 'ACTIVE', start_date_time: new Date(charge.start_ms).toISOString() }),
      }),
    );
    // TRN-025: what could not be changed may not be there; the whole session is right in either case.
    if (!isKnown)
      await attempts.that('report a whole session', () => cpo.pushSession(charge.document('ACTIVE')));
  }

  private async end({ cpo, charge }: Running): Promise<void> {
    const { location, evse, id } = charge.plan;
    const { attempts, log } = this.options;
    const session = charge.document('COMPLETED');
    await attempts.that('end a session', () => cpo.pushSession(session));
    await attempts.that('mark an EVSE as available', () =>
      cpo.patchEvse(location.id, evse.uid, { status: 'AVAILABLE' }),
    );
    await attempts.that('send a CDR', () => cpo.pushCdr(this.billOf(charge)));
    log.debug({ session: id, kwh: session.kwh, cost: session.total_cost?.before_taxes }, 'A driver left.');
    forgetOldest(cpo);
  }

  /** Now and then a CPO asks for more than its Tariff gives: that is what bills are checked for. */
  private billOf(charge: Charge): CDR {
    const cdr = charge.cdr();
    this.billed += 1;
    if (this.billed % WRONG_EVERY !== 0) return cdr;
    const before_taxes = Math.round(cdr.total_cost.before_taxes * 110) / 100;
    return { ...cdr, total_cost: { ...cdr.total_cost, before_taxes } };
  }

  private tellOpen(cpo: Cpo): void {
    const open = this.running.filter((one) => one.cpo === cpo);
    this.options.onOpenChange(
      cpo,
      open.map(({ charge, status }) => charge.document(status)),
    );
  }
}

const isSame = (one: string, other: string): boolean => one.toUpperCase() === other.toUpperCase();

/** A demo may run for weeks: ended sessions and their CDRs beyond a limit are dropped, oldest first. */
const forgetOldest = (cpo: Cpo): void => {
  for (const { country_code, party_id, id } of cpo.cdrs
    .all()
    .slice(0, Math.max(0, cpo.cdrs.size - ENDED_KEPT)))
    cpo.cdrs.delete(refOf(country_code, party_id, id));
  if (cpo.sessions.size <= ENDED_KEPT) return;
  const ended = cpo.sessions.all().filter(({ status }) => status === 'COMPLETED');
  for (const { country_code, party_id, id } of ended.slice(0, ended.length - ENDED_KEPT / 2))
    cpo.sessions.delete(refOf(country_code, party_id, id));
};
