import type { Problem } from '@tarim/kernel';
import { EI_STANDARD } from '@tarim/standards';
import type { Step } from '../finding.ts';
import { problem } from '../problems.ts';
import { ECOLOGY_PROBLEMS as P } from './problems.ts';

const TABLES = EI_STANDARD.data.sub_indices;
/** Names that stand in two groups carry the group's: `其他_built`, `其他_unused`. */
const CLASSES = new Map(
  Object.entries(TABLES.HQ.weights).flatMap(([group, { w, sub }]) =>
    Object.entries(sub).map(
      ([name, share]) => [name === '其他' ? `其他_${group}` : name, w * share] as const,
    ),
  ),
);

/** What the sub-indices of HJ 192 are made of. Areas km², lengths km, water million m³, emissions t. */
export interface EiMaterial {
  /** Total area. */
  readonly area?: number;
  /** Area by habitat class: 有林地, 高覆盖, 河流(渠), 沙地 … 其他_built, 其他_unused. */
  readonly habitat?: Readonly<Record<string, number>>;
  /** 生物多样性指数 BI of field records; without it the habitat quality counts alone. */
  readonly BI?: number;
  /** Mean of the monthly highest NDVI of May to September, × 10 000. */
  readonly ndvi?: number;
  readonly river_km?: number;
  readonly lake_km2?: number;
  /** Water resources of the year, and of many years. */
  readonly water?: number;
  readonly water_mean?: number;
  /** severe_erosion, moderate_erosion, built_up, other: areas. */
  readonly stress?: Readonly<Record<string, number>>;
  /** COD, NH3-N, SO2, dust, NOx, solid waste dumped. */
  readonly emissions?: Readonly<Record<string, number>>;
  /** Precipitation of the year. */
  readonly precipitation?: number;
}

/** A sub-index before it is held within 0…100; null with the reason among the problems. */
export interface SubIndex {
  readonly value: number | null;
  readonly steps: readonly Step[];
  readonly problems: readonly Problem[];
}
type Reader = (item: string, value: unknown) => number | null;

export const SUB_INDICES: Readonly<Record<string, (material: EiMaterial) => SubIndex>> = {
  bio: (material) => withReader((read) => bioRichness(material, read)),
  veg: (material) =>
    withReader((read) => {
      const ndvi = read('ndvi', material.ndvi);
      if (ndvi === null) return null;
      const value = TABLES.veg.A_veg * ndvi;
      return { value, steps: [step('veg', `${TABLES.veg.A_veg}·${ndvi}`, value)] };
    }),
  water: (material) => withReader((read) => waterDensity(material, read)),
  land_stress: (material) =>
    withReader((read) => {
      const area = read('area', material.area);
      const parts = Object.entries(TABLES.land_stress.weights).map(
        ([name, weight]) => [name, weight, read(`stress.${name}`, material.stress?.[name])] as const,
      );
      if (area === null || area === 0 || parts.some(([, , given]) => given === null)) return null;
      const weighted = parts.reduce((sum, [, weight, given]) => sum + weight * given!, 0);
      const value = (TABLES.land_stress.A_ero * weighted) / area;
      return {
        value,
        steps: [step('land_stress', `${TABLES.land_stress.A_ero}·${weighted}/${area}`, value)],
      };
    }),
  pollution_load: (material) => withReader((read) => pollutionLoad(material, read)),
};

/** 生境质量指数 HQ, and with a field index the mean of both. */
function bioRichness(material: EiMaterial, read: Reader): { value: number; steps: Step[] } | null {
  const area = read('area', material.area);
  const habitat = material.habitat;
  if (typeof habitat !== 'object' || habitat === null) {
    read('habitat', undefined);
    return null;
  }
  let weighted = 0;
  for (const [name, given] of Object.entries(habitat)) {
    const weight = CLASSES.get(name);
    const part =
      weight === undefined ? read(`habitat.${name.slice(0, 40)}`, 'unknown') : read(`habitat.${name}`, given);
    if (part === null) return null;
    weighted += weight! * part;
  }
  if (area === null || area === 0) return null;
  const hq = (TABLES.HQ.A_bio * weighted) / area;
  const steps = [step('HQ', `${TABLES.HQ.A_bio}·${weighted}/${area}`, hq)];
  if (material.BI === undefined || material.BI === null) return { value: hq, steps };
  const bi = read('BI', material.BI);
  if (bi === null) return null;
  return { value: (bi + hq) / 2, steps: [...steps, step('bio', `(${bi}+${hq})/2`, (bi + hq) / 2)] };
}

/** 水网密度指数: rivers, lakes and resources, each term at most 100; much more water than usual counts as too much. */
function waterDensity(material: EiMaterial, read: Reader): { value: number; steps: Step[] } | null {
  const { A_river, A_lake, A_resource, resource_ratio: ratio, term_max } = TABLES.water;
  const [area, river, lake, water, mean] = [
    read('area', material.area),
    read('river_km', material.river_km),
    read('lake_km2', material.lake_km2),
    read('water', material.water),
    read('water_mean', material.water_mean),
  ];
  if (area === null || area === 0 || river === null || lake === null || water === null || mean === null)
    return null;
  const share = mean === 0 ? 0 : water / mean;
  const counted =
    share <= ratio.as_it_is_to ? water : share <= ratio.falling_to ? mean * (ratio.falling_to - share) : 0;
  const terms = [(A_river * river) / area, (A_lake * lake) / area, (A_resource * counted) / area].map(
    (term) => Math.min(term, term_max),
  );
  const value = terms.reduce((sum, term) => sum + term, 0) / 3;
  return { value, steps: [step('water', `(${terms.join(' + ')})/3, Wq = ${counted}`, value)] };
}

/** 污染负荷指数: water pollutants by the year's rain, the others by area. */
function pollutionLoad(material: EiMaterial, read: Reader): { value: number; steps: Step[] } | null {
  const area = read('area', material.area);
  const rain = read('precipitation', material.precipitation);
  const parts = TABLES.pollution_load.terms.map(
    (term) => [term, read(`emissions.${term.p}`, material.emissions?.[term.p])] as const,
  );
  if (!area || !rain || parts.some(([, given]) => given === null)) return null;
  const terms = parts.map(([{ w, A, per }, given]) => w * A * (given! / (per === 'area' ? area : rain)));
  const value = terms.reduce((sum, term) => sum + term, 0);
  return { value, steps: [step('pollution_load', terms.join(' + '), value)] };
}

function step(of: string, formula: string, result: number): Step {
  return { of, rule: 'HJ 192-2015', formula, result };
}

function withReader(make: (read: Reader) => { value: number; steps: Step[] } | null): SubIndex {
  const problems: Problem[] = [];
  const made = make((item, value) => {
    if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return value;
    if (value === undefined || value === null) problems.push(problem(P.missing, { item, index: 'EI' }, item));
    else if (value === 'unknown') problems.push(problem(P.landClass, { item }, item));
    else problems.push(problem(P.value, { item }, item));
    return null;
  });
  return { value: made?.value ?? null, steps: made?.steps ?? [], problems };
}
