/**
 * One charge of the demo, from plug to unplug, in steps of simulated time: energy by a simple battery model, charging
 * periods where the price or the kind of use changes, and the Session document that its CPO would send.
 */
import type { CDR, ChargingPeriod, Connector, EVSE, Location, Session, Tariff } from '@chargesphere/schema';
import type { Driver } from './drivers.js';
import { componentsAt, costOf, type Phase } from './price.rules.js';

export interface ChargePlan {
  id: string;
  driver: Driver;
  location: Location;
  evse: EVSE;
  connector: Connector;
  tariff: Tariff;
  /** State of charge at the start, 0 to 1. */
  soc_start: number;
  /** Longest time the driver charges. */
  charging_s: number;
  /** How long the vehicle stays when it wants no more power. */
  parking_s: number;
  /** Somebody asked the CPO to begin it. */
  isOrdered?: boolean;
}

/** TYPE-008: four decimals. */
const hours = (seconds: number): number => Math.round((seconds / 3600) * 10_000) / 10_000;

/** Enough periods for drivers to see something happen, but not one a minute (SES-047). */
const LONGEST_PERIOD_S = 480;

/** A vehicle stops here. */
const SOC_FULL = 0.95;

const powerOf = ({ power_type, max_voltage, max_amperage, max_electric_power }: Connector): number =>
  max_electric_power ?? max_voltage * max_amperage * (power_type === 'AC_3_PHASE' ? 3 : 1);

/** What flows at a state of charge, in W. Direct current tapers off from half full on. */
export const powerAt = ({ driver: { vehicle }, connector }: ChargePlan, soc: number): number => {
  if (soc >= SOC_FULL) return 0;
  if (connector.power_type !== 'DC') return Math.min(powerOf(connector), vehicle.ac_kw * 1000);
  const taper = soc < 0.5 ? 1 : Math.max(0.15, 1 - (soc - 0.5) * 1.8);
  return Math.min(powerOf(connector), vehicle.dc_kw * 1000 * taper);
};

export class Charge {
  private readonly phases: Phase[] = [];
  private elapsed_s = 0;
  private charged_s = 0;
  private wh = 0;
  /** How many periods the eMSP has been told about. */
  private told = 0;
  private priceKey = '';
  private isStopped = false;

  private constructor(
    readonly plan: ChargePlan,
    readonly start_ms: number,
  ) {}

  /**
   * A charge that will be over `seconds / factor` from now. Its clock runs faster than ours and must not get ahead
   * of it, so it begins in the past and catches up: nothing in its documents ever lies in the future.
   */
  static begin(plan: ChargePlan, now_ms: number, factor: number, step_s: number): Charge {
    const rehearsal = new Charge(plan, now_ms);
    while (rehearsal.stage !== 'ENDED') rehearsal.advance(step_s);
    const lead_s = rehearsal.elapsed_s * (1 - 1 / factor);
    return new Charge(plan, Math.floor((now_ms - lead_s * 1000) / 1000) * 1000);
  }

  get stage(): 'CHARGING' | 'PARKING' | 'ENDED' {
    if (this.isStopped) return 'ENDED';
    const { soc_start, driver, charging_s, parking_s } = this.plan;
    const isFull = soc_start + this.wh / 1000 / driver.vehicle.battery_kwh >= SOC_FULL;
    if (!isFull && this.charged_s < charging_s) return 'CHARGING';
    return this.elapsed_s - this.charged_s < parking_s ? 'PARKING' : 'ENDED';
  }

  /** Ends it before its time, as STOP_SESSION does. */
  stop(): void {
    this.isStopped = true;
  }

  advance(step_s: number): void {
    const { stage, plan } = this;
    if (stage === 'ENDED') return;
    const soc = plan.soc_start + this.wh / 1000 / plan.driver.vehicle.battery_kwh;
    const wh = stage === 'CHARGING' ? Math.round((powerAt(plan, soc) * step_s) / 3600) : 0;
    const phase = this.phaseFor(stage);
    phase.seconds += step_s;
    phase.wh += wh;
    this.wh += wh;
    this.elapsed_s += step_s;
    if (stage === 'CHARGING') this.charged_s += step_s;
  }

  /** The running phase, or a new one where the price, the use or the patience changes (CDR-030). */
  private phaseFor(kind: Phase['kind']): Phase {
    const start_ms = this.start_ms + this.elapsed_s * 1000;
    const { tariff, location } = this.plan;
    const components = componentsAt(tariff, start_ms, this.elapsed_s, location.time_zone);
    const priceKey = JSON.stringify([...components.values()]);
    const running = this.phases.at(-1);
    if (running?.kind === kind && priceKey === this.priceKey && running.seconds < LONGEST_PERIOD_S)
      return running;
    this.priceKey = priceKey;
    const phase: Phase = { kind, start_ms, seconds: 0, wh: 0 };
    this.phases.push(phase);
    return phase;
  }

  /** Where its clock stands. */
  get at(): string {
    return new Date(this.start_ms + this.elapsed_s * 1000).toISOString();
  }

  /** What changed since the last time this was asked: energy, cost and the periods that are over. */
  progress(): Partial<Session> {
    const over = this.phases.slice(this.told, Math.max(this.told, this.phases.length - 1));
    this.told += over.length;
    return {
      kwh: this.wh / 1000,
      total_cost: this.cost(),
      ...(over.length > 0 && { charging_periods: over.map((phase) => this.periodOf(phase)) }),
    };
  }

  document(status: Session['status']): Session {
    const { id, driver, location, evse, connector, tariff, isOrdered } = this.plan;
    const { country_code, party_id } = location;
    const { token } = driver;
    return {
      country_code,
      party_id,
      id,
      start_date_time: new Date(this.start_ms).toISOString(),
      ...(status === 'COMPLETED' && { end_date_time: this.at }),
      kwh: this.wh / 1000,
      cdr_token: {
        country_code: token.country_code,
        party_id: token.party_id,
        uid: token.uid,
        type: token.type,
        contract_id: token.contract_id,
      },
      // Cards are on the CPO's list; an app starts the charge through its eMSP.
      auth_method: isOrdered || token.whitelist === 'NEVER' ? 'COMMAND' : 'WHITELIST',
      location_id: location.id,
      evse_uid: evse.uid,
      connector_id: connector.id,
      currency: tariff.currency,
      charging_periods: this.phases.map((phase) => this.periodOf(phase)),
      total_cost: this.cost(),
      status,
      last_updated: new Date().toISOString(),
    };
  }

  /** The bill, once it has ended, with the Tariff it was made by. */
  cdr(): CDR {
    const { evse, connector, tariff } = this.plan;
    const { id, name, address, city, postal_code, country, coordinates } = this.plan.location;
    const session = this.document('COMPLETED');
    const hoursOf = (phases: readonly Phase[]) =>
      hours(phases.reduce((sum, { seconds }) => sum + seconds, 0));
    const parking = this.phases.filter(({ kind }) => kind === 'PARKING');
    return {
      country_code: session.country_code,
      party_id: session.party_id,
      id: `CDR-${session.id}`,
      start_date_time: session.start_date_time,
      end_date_time: this.at,
      session_id: session.id,
      cdr_token: session.cdr_token,
      auth_method: session.auth_method,
      cdr_location: {
        id,
        ...(name && { name }),
        address,
        city,
        ...(postal_code && { postal_code }),
        country,
        coordinates,
        evse_uid: evse.uid,
        evse_id: evse.evse_id ?? evse.uid,
        connector_id: connector.id,
        connector_standard: connector.standard,
        connector_format: connector.format,
        connector_power_type: connector.power_type,
      },
      currency: session.currency,
      tariffs: [tariff],
      charging_periods: this.phases.map((phase) => this.periodOf(phase)),
      total_cost: this.cost(),
      total_energy: session.kwh,
      total_time: hoursOf(this.phases),
      ...(parking.length > 0 && { total_parking_time: hoursOf(parking) }),
      last_updated: session.last_updated,
    };
  }

  private cost() {
    return costOf(this.plan.tariff, this.phases, this.plan.location.time_zone);
  }

  private periodOf({ kind, start_ms, seconds, wh }: Phase): ChargingPeriod {
    return {
      start_date_time: new Date(start_ms).toISOString(),
      dimensions:
        kind === 'PARKING'
          ? [{ type: 'PARKING_TIME', volume: hours(seconds) }]
          : [
              { type: 'ENERGY', volume: wh / 1000 },
              { type: 'TIME', volume: hours(seconds) },
            ],
      tariff_id: this.plan.tariff.id,
    };
  }
}
