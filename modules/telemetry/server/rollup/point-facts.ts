import type { Edition } from '@tarim/hj212';
import { unitConverter } from '@tarim/kernel';
import type { DbOrTx } from '@tarim/platform';
import {
  devicesOfPoints,
  limitsAt,
  type PointDevice,
  pointParameters,
  pointsByIds,
} from '@tarim/registry/queries';

/** What is known of a point while its hours are computed. */
export interface PointFacts {
  readonly kind: string;
  readonly edition: Edition;
  /** Minutes between minute records, as agreed; null: told by the records themselves. */
  readonly interval: number | null;
  /** Reference oxygen of a factor in force on a Beijing date, %; null: the standard of this outlet knows none. */
  readonly referenceO2: (code: string, date: string) => number | null;
  /** From the unit in which the device reports a factor to that of amounts (mg/m³ of gas, mg/L of water); null: not known. */
  readonly toMassUnit: (code: string) => ((value: number) => number) | null;
}

const MASS_UNITS: Readonly<Record<string, string>> = { 'outlet-gas': 'mg/m3', 'outlet-water': 'mg/L' };

export async function pointFacts(db: DbOrTx, pointIds: readonly number[]): Promise<Map<number, PointFacts>> {
  const ids = [...new Set(pointIds)];
  const points = await pointsByIds(db, ids);
  const outlets = points.filter((point) => point.kind in MASS_UNITS).map((point) => point.id);
  const limits = await limitsAt(db, outlets);
  const units = new Map(
    (await pointParameters(db, outlets)).map((one) => [`${one.pointId}/${one.code}`, one.unit]),
  );
  const devices = new Map<number, PointDevice>();
  // Of several devices the one registered last speaks for the point; it comes first.
  for (const device of await devicesOfPoints(db, ids))
    if (!devices.has(device.pointId)) devices.set(device.pointId, device);
  const facts = new Map<number, PointFacts>();
  for (const point of points) {
    const device = devices.get(point.id);
    const own = limits.filter((limit) => limit.pointId === point.id && limit.referenceO2 !== null);
    facts.set(point.id, {
      kind: point.kind,
      edition: device?.edition ?? '2017',
      interval: device?.minuteInterval ?? null,
      referenceO2: (code, date) => {
        const inForce = own.filter(
          (one) => one.effectiveFrom <= date && (one.effectiveTo === null || one.effectiveTo >= date),
        );
        // Reference oxygen belongs to the furnace: a factor without a limit of its own has that of the others.
        return (inForce.find((one) => one.code === code) ?? inForce[0])?.referenceO2 ?? null;
      },
      toMassUnit: (code) => {
        const wanted = MASS_UNITS[point.kind];
        const convert = wanted
          ? unitConverter(units.get(`${point.id}/${code}`) ?? null, wanted)
          : 'unit-unknown';
        return typeof convert === 'string' ? null : convert;
      },
    });
  }
  return facts;
}
