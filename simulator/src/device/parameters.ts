import { limitsOf } from '../demo-registry.ts';
import type { SimDevice } from '../expand.ts';
import { chance, seedOf } from '../noise.ts';
import { round } from '../numbers.ts';
import { rangeOf } from '../world/ranges.ts';
import { referenceO2 } from '../world/reference-oxygen.ts';
import { sectionOf } from '../world/sections.ts';

/** Parameters of outlets that this world knows, beside what HJ 212 has codes for. Names as the four-way comparison has them. */
export type SiteParameter =
  | 'range'
  | 'range-low'
  | 'slope'
  | 'intercept'
  | 'kv'
  | 'pitot'
  | 'section'
  | 'reference-o2'
  | 'alarm-upper'
  | 'blowback';

/** What an instrument tells whose range nobody set. */
export const UNSET_RANGE = 100;
/** Hours of a usual backflush (反吹周期). Ours. */
const BLOWBACK_HOURS = 4;

/** A parameter as it was agreed and filed; null where this outlet has none. What an instrument tells may be another figure: `infoOf`. */
export function agreedParameter(device: SimDevice, code: string, parameter: SiteParameter): number | null {
  const gas = device.kind === 'outlet-gas';
  switch (parameter) {
    case 'range':
      return rangeOf(device, code) ?? UNSET_RANGE;
    case 'range-low':
    case 'intercept':
      return 0;
    case 'slope':
      return 1;
    case 'kv':
      return gas && code === 'a00000'
        ? round(0.92 + 0.06 * chance(device.seed, seedOf(`kv/${device.pointCode}`)), 3)
        : null;
    case 'pitot':
      return gas && code === 'a00000' ? 0.84 : null;
    case 'section':
      return gas && code === 'a00000' ? sectionOf(device) : null;
    case 'reference-o2':
      return code === 'a19001' ? referenceO2(device) : null;
    case 'alarm-upper':
      return limitsOf(device).find((one) => one.code === code)?.upper ?? null;
    case 'blowback':
      return gas && code === 'a00000' ? BLOWBACK_HOURS : null;
  }
}

/** Information codes that the platform and these loggers agreed on, beyond HJ 212-2017 table B.10 (see `site-parameters` of the standards). */
export const AGREED_CODES: Readonly<Record<string, SiteParameter>> = {
  i13914: 'pitot',
  i13916: 'blowback',
  i23901: 'range',
  i23902: 'range-low',
  i23907: 'intercept',
  i23908: 'slope',
  i23911: 'kv',
  i23912: 'reference-o2',
  i23913: 'section',
  i23914: 'pitot',
  i23915: 'alarm-upper',
};
