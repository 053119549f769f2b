/** What a connector gives. */
import { kilowattsOf } from './connector.rules.js';

it('takes the power a CPO names, else voltage, current and phases', () => {
  const connector = { powerType: 'AC_3_PHASE', maxVoltage: 230, maxAmperage: 16 };
  expect(kilowattsOf(connector)).toBeCloseTo(11.04);
  expect(kilowattsOf({ ...connector, maxElectricPower: 11_000 })).toBe(11);
  expect(kilowattsOf({ ...connector, powerType: 'AC_1_PHASE' })).toBeCloseTo(3.68);
  expect(kilowattsOf({ powerType: 'DC', maxVoltage: 920, maxAmperage: 500 })).toBe(460);
});
