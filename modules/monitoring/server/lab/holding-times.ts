/**
 * How long a sample of water may wait for its analysis (样品保存期), in hours, by item. Taken down from memory of HJ 493-2009
 * table 1 and NOT verified against its text: longer waiting is a warning to the reviewer that says so, never a refusal.
 */
const HOURS: Readonly<Record<string, number>> = {
  pH: 12,
  溶解氧: 24,
  高锰酸盐指数: 48,
  化学需氧量: 48,
  五日生化需氧量: 24,
  氨氮: 24,
  总磷: 24,
  总氮: 168,
  铜: 336,
  锌: 336,
  铅: 336,
  镉: 336,
  砷: 336,
  汞: 336,
  硒: 336,
  六价铬: 24,
  氟化物: 336,
  氰化物: 12,
  挥发酚: 24,
  石油类: 168,
  阴离子表面活性剂: 24,
  硫化物: 24,
  粪大肠菌群: 12,
};

/** Null: no holding time is known for it at such a site. */
export function holdingHours(pointKind: string, item: string): number | null {
  if (!['surface-water', 'drinking-water', 'groundwater', 'outlet-water'].includes(pointKind)) return null;
  return HOURS[item] ?? null;
}
