export const VOC_UNITS = ['ppbv', 'µg/m³'] as const;
export type VocUnit = (typeof VOC_UNITS)[number];
/** Reference temperatures (参比温度) in use, °C, at 101.325 kPa: 25 of GB 3095 as amended in 2018, 20 of HJ and ISO methods. */
export const VOC_TEMPERATURES = [20, 25] as const;
export type VocTemperature = (typeof VOC_TEMPERATURES)[number];

/** Molar volume of an ideal gas at 0 °C and 101.325 kPa, L/mol. */
const V0 = 22.414;
const T0 = 273.15;

/** Molar volume (摩尔体积) at 101.325 kPa, L/mol: 24.055 at 20 °C, 24.465 at 25 °C. */
export function molarVolume(temperature: number): number {
  return (V0 * (T0 + temperature)) / T0;
}

/** ppbv → µg/m³: C = x·M/Vm. */
export function ppbvToMass(ppbv: number, molarMass: number, temperature: number): number {
  return (ppbv * molarMass) / molarVolume(temperature);
}

/** µg/m³ → ppbv: x = C·Vm/M. */
export function massToPpbv(mass: number, molarMass: number, temperature: number): number {
  return (mass * molarVolume(temperature)) / molarMass;
}
