import type { SimDevice } from '../expand.ts';
import { chance, seedOf } from '../noise.ts';
import type { Measured } from '../world/measure.ts';
import { referenceO2 } from '../world/reference-oxygen.ts';
import { actsAt, type OutletTamper, type TamperPlan } from './kinds.ts';

/** What an outlet really emits above the usual. Changes its argument. */
export function applyExcess(tamper: OutletTamper, values: Record<string, number>): void {
  for (const [code, factor] of Object.entries(tamper.excess ?? {}))
    if (values[code] !== undefined) values[code] *= factor;
}

/** Factor from a concentration as measured to the converted one that the limit speaks of. */
export function conversion(device: SimDevice, values: Readonly<Record<string, number>>): number {
  const reference = referenceO2(device);
  const o2 = values.a19001;
  return reference === null || o2 === undefined || o2 >= 20.5 ? 1 : (21 - reference) / (21 - o2);
}

const codesOf = (plan: TamperPlan, tamper: OutletTamper): readonly string[] =>
  plan.codes ?? Object.keys(tamper.limits);

/**
 * What the instruments show instead of what they measured. Random access like the world itself: any moment of history tells the same. `again` measures
 * another moment, or another device, untouched.
 */
export function applyTamper(
  device: SimDevice,
  tamper: OutletTamper,
  atMs: number,
  measured: Measured,
  again: (atMs: number, seed?: number) => Measured,
): void {
  const { values, flags } = measured;
  for (const plan of tamper.plans) {
    const acts = actsAt(plan, atMs);
    if (!acts) continue;
    const codes = codesOf(plan, tamper).filter((code) => values[code] !== undefined);
    const dice = (k: number) => chance(device.seed ^ seedOf(plan.kind), Math.floor(atMs / 60_000) + k);
    switch (plan.kind) {
      case 'cap':
        for (const code of codes) capOne(code, tamper, values, conversion(device, values), dice(code.length));
        break;
      case 'slope':
        for (const code of codes) values[code]! *= plan.slope;
        break;
      case 'marks': {
        const factor = conversion(device, values);
        for (const code of codes) if (values[code]! * factor > tamper.limits[code]!) flags[code] = 'M';
        break;
      }
      case 'constant': {
        const frozen = again(Number.isFinite(acts.since) ? acts.since : 0);
        for (const code of codes) values[code] = frozen.values[code] ?? values[code]!;
        break;
      }
      case 'copied-days': {
        const copy = again(atMs - plan.daysBack * 86_400_000);
        for (const code of codes) values[code] = copy.values[code] ?? values[code]!;
        break;
      }
      case 'twin': {
        const other = again(atMs, plan.seed);
        for (const code of codes) values[code] = other.values[code] ?? values[code]!;
        break;
      }
      case 'dilution':
        for (const code of codes) values[code]! *= 1 - plan.share;
        if (values.a19001 !== undefined) values.a19001 += plan.share * (20.9 - values.a19001);
        break;
      case 'false-stop':
        // Marked as stopped while flow, temperature and oxygen go on.
        for (const code of codes) flags[code] = 'F';
        break;
      case 'rounding':
        for (const code of codes) values[code] = Math.round(values[code]! / plan.unit) * plan.unit;
        break;
      default:
        // The others are done to records, not to values: see records.ts.
        break;
    }
  }
}

/** Just below the limit, 95.5 to 99.5 % of it, where it was above. */
function capOne(
  code: string,
  { limits }: OutletTamper,
  values: Record<string, number>,
  factor: number,
  dice: number,
): void {
  const limit = limits[code];
  if (limit !== undefined && values[code]! * factor > limit)
    values[code] = (limit * (0.955 + 0.04 * dice)) / factor;
}

/** The slope that an instrument tells of itself (i13008) at a moment; null where nobody changed it. */
export function tamperedSlope(tamper: OutletTamper | null, code: string, atMs: number): number | null {
  for (const plan of tamper?.plans ?? [])
    if (plan.kind === 'slope' && codesOf(plan, tamper!).includes(code))
      return actsAt(plan, atMs) ? plan.slope : 1;
  return null;
}

/** Factors whose slope a plan changes. */
export function slopeCodes(tamper: OutletTamper | null): readonly string[] {
  return [
    ...new Set(
      (tamper?.plans ?? []).flatMap((plan) => (plan.kind === 'slope' ? codesOf(plan, tamper!) : [])),
    ),
  ];
}

/** The same outlet without what is done after a record first went up: what it shows at first. */
export function beforeRevision(tamper: OutletTamper): OutletTamper {
  return { ...tamper, plans: tamper.plans.filter((plan) => plan.kind !== 'revision') };
}

/** The same outlet with its records corrected downwards, as they are sent again. */
export function afterRevision(tamper: OutletTamper): OutletTamper {
  return {
    ...tamper,
    plans: tamper.plans.map(
      (plan): TamperPlan => (plan.kind === 'revision' ? { ...plan, kind: 'cap' } : plan),
    ),
  };
}
