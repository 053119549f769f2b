/** What a connector gives, in kW, as far as its document says. */

export interface ConnectorPower {
  powerType: string;
  maxVoltage: number;
  maxAmperage: number;
  maxElectricPower?: number | null;
}

/** The voltage is that between a phase and neutral, so each phase counts; as the hub itself reckons for its filter by power. */
const PHASES: Record<string, number> = { AC_2_PHASE: 2, AC_2_PHASE_SPLIT: 2, AC_3_PHASE: 3 };

export const kilowattsOf = ({
  powerType,
  maxVoltage,
  maxAmperage,
  maxElectricPower,
}: ConnectorPower): number =>
  (maxElectricPower ?? maxVoltage * maxAmperage * (PHASES[powerType] ?? 1)) / 1_000;
