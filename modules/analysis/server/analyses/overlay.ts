import { area, type Box, boxOf, type Geometry, SpatialIndex } from '@tarim/geo';
import type { Analysis } from './analysis.ts';
import { quantileClasses } from './classes.ts';
import { anySimulated, arealRows } from './set-rows.ts';

const SHOWN = 20_000;

/** 叠加分析: which part of each area lies in which other, in km² of the ellipsoid and as a share. */
export const overlay: Analysis<'overlay'> = async (bench, input) => {
  const [base, over] = [await arealRows(bench, input.rows), await arealRows(bench, input.with)];
  const boxed = over.map((one) => ({ ...one, box: boxOf(one.geometry) as Box }));
  const index = new SpatialIndex(boxed, (one) => one.box);
  const parts: {
    geometry: Geometry;
    label: string;
    value: number;
    properties: Record<string, string | number>;
  }[] = [];
  let total = 0;
  let covered = 0;
  for (const [i, one] of base.entries()) {
    const whole = area(one.geometry) / 1e6;
    total += whole;
    for (const other of index.search(boxOf(one.geometry))) {
      if (parts.length >= SHOWN) break;
      const shared = await bench.geos.intersection(one.geometry, other.geometry);
      const km2 = shared ? area(shared) / 1e6 : 0;
      // Neighbours that touch share a line of no area.
      if (!shared || km2 < 1e-6) continue;
      covered += km2;
      parts.push({
        geometry: shared,
        label: `${one.label ?? one.id} ∩ ${other.label ?? other.id}`,
        value: (100 * km2) / whole,
        properties: { rowId: one.id, otherId: other.id, km2, share: km2 / whole },
      });
    }
    if (i % 20 === 0) await bench.progress((0.9 * i) / base.length);
  }
  return {
    features: parts,
    style: quantileClasses(
      parts.map((one) => one.value),
      '%',
    ),
    figures: [
      { key: 'rows', value: base.length },
      { key: 'others', value: over.length },
      { key: 'parts', value: parts.length },
      { key: 'area', value: total, unit: 'km²' },
      { key: 'shared', value: covered, unit: 'km²' },
    ],
    steps: [],
    problems: [],
    simulated: anySimulated(base) || anySimulated(over),
  };
};
