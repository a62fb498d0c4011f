import type { SurfaceWaterRules } from '@tarim/standards';
import { CLASS_III, type ItemClass } from '../water/item-class.ts';

/** An item worse than class III (超标项目). */
export interface Exceeding {
  readonly item: string;
  readonly class: string;
  /** 超标倍数 (C−S)/S over class III; null for pH and dissolved oxygen, which have none. */
  readonly multiple: number | null;
}

/**
 * Items worse than class III in the order of 环办〔2011〕22号: cyanide and heavy metals first, then the worse class, then the
 * larger multiple; what has no multiple stands behind those of its class, and the table decides between equals.
 */
export function exceedingItems(
  items: readonly ItemClass[],
  rules: SurfaceWaterRules,
  names: readonly string[],
): Exceeding[] {
  const { first } = rules.main_pollutants;
  const later = ({ item }: ItemClass) => (first.items.includes(item) ? 0 : 1);
  return items
    .filter((one) => one.index > CLASS_III)
    .toSorted((a, b) => later(a) - later(b) || b.index - a.index || (b.multiple ?? -1) - (a.multiple ?? -1))
    .map(({ item, index, multiple }) => ({ item, class: names[index]!, multiple }));
}

/** 主要污染指标: the first three. */
export function mainPollutants(exceeding: readonly Exceeding[], rules: SurfaceWaterRules): string[] {
  return exceeding.slice(0, rules.main_pollutants.count).map((one) => one.item);
}
