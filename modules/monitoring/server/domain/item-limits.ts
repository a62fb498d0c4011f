import {
  groundwaterLimits,
  noiseLimits,
  SOIL_LANDS,
  type SoilLand,
  soilLimits,
  soilStandard,
  surfaceWaterLimits,
  type WaterLimit,
  waterItem,
} from '@tarim/standards';
import { monitoredItem } from './items.ts';
import type { Site } from './judge-task.ts';

/** A limit as a line of a chart: the class that ends at it, or what it is. */
export interface LimitLine {
  readonly label: string;
  readonly value: number;
}
export interface ItemLimits {
  readonly standard: string | null;
  readonly lines: readonly LimitLine[];
}

const NONE: ItemLimits = { standard: null, lines: [] };

/**
 * Limits of an item at a site by the standard in force, in the unit that the standard prints. @param pH of the soil: its
 * limits go by it; null: they are not drawn.
 */
export function itemLimits({ kind, attributes }: Site, item: string, pH: number | null): ItemLimits {
  const same = (name: string) => waterItem(name) === waterItem(item);
  switch (kind) {
    case 'surface-water':
    case 'drinking-water': {
      if (kind === 'drinking-water' && attributes.sourceKind === 'groundwater') return groundwater(same);
      const { code, data } = surfaceWaterLimits(null);
      const lake = attributes.waterKind === 'lake' || attributes.sourceKind === 'lake';
      const row = data.table1_basic.find((one) => same(one.item));
      if (row) return classes(code, data.classes, lake ? (row.limitsLake ?? row.limits) : row.limits);
      const other = data.table2_drinking_source.find((one) => same(one.item));
      return other && typeof other.limit === 'number'
        ? { standard: code, lines: [{ label: other.zh, value: other.limit }] }
        : NONE;
    }
    case 'groundwater':
      return groundwater(same);
    case 'soil':
      return soil(attributes.land, item, pH);
    case 'noise': {
      const limits = noiseLimits('GB 3096-2008', String(attributes.zone ?? ''));
      const value = item === 'Ld' ? limits?.day : item === 'Ln' ? limits?.night : null;
      return typeof value === 'number'
        ? { standard: 'GB 3096-2008', lines: [{ label: String(attributes.zone), value }] }
        : NONE;
    }
    default:
      return NONE;
  }
}

function groundwater(same: (name: string) => boolean): ItemLimits {
  const { code, data } = groundwaterLimits(null);
  const row = [...data.table1_regular, ...data.table2_non_regular].find((one) => same(one.item));
  return row?.limits ? classes(code, data.classes, row.limits) : NONE;
}

/** Classes that share a limit are one line (I～III); a range has two lines. */
function classes(standard: string, names: readonly string[], limits: readonly WaterLimit[]): ItemLimits {
  const byValue = new Map<number, string[]>();
  limits.forEach((limit, i) => {
    for (const value of Array.isArray(limit) ? limit : [limit])
      if (typeof value === 'number') byValue.set(value, [...(byValue.get(value) ?? []), names[i]!]);
  });
  const label = (list: readonly string[]) => (list.length > 1 ? `${list[0]}–${list.at(-1)}` : list[0]!);
  return { standard, lines: [...byValue].map(([value, list]) => ({ label: label(list), value })) };
}

function soil(given: unknown, item: string, pH: number | null): ItemLimits {
  const land = (SOIL_LANDS as readonly unknown[]).includes(given) ? (given as SoilLand) : 'other';
  const agricultural = land !== 'I' && land !== 'II';
  if (agricultural && pH === null) return NONE;
  const row = soilLimits(land, pH ?? 7).find(
    (one) => (monitoredItem('soil', one.item)?.item ?? one.item) === item,
  );
  if (!row) return NONE;
  return {
    standard: soilStandard(land).code,
    lines: [
      { label: 'screening', value: row.screening },
      ...(row.control === null ? [] : [{ label: 'control', value: row.control }]),
    ],
  };
}
