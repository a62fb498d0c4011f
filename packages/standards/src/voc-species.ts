import { load } from './load.ts';

/** 烷烃, 烯烃, 炔烃, 芳香烃, 含氧 (OVOC), 卤代烃, 其他 (carbon disulfide). */
export const VOC_GROUPS = ['alkane', 'alkene', 'alkyne', 'aromatic', 'ovoc', 'halocarbon', 'other'] as const;
export type VocGroup = (typeof VOC_GROUPS)[number];

/**
 * Where a species stands in the list of 117 of the national programme of photochemical components (环境空气挥发性有机物监测方案, 2018):
 * the 57 hydrocarbons of PAMS, 13 carbonyls (醛酮), 47 further of TO-15.
 */
export const VOC_LISTS = ['PAMS', 'carbonyl', 'TO-15'] as const;
export type VocList = (typeof VOC_LISTS)[number];

export interface VocSpecies {
  /** As results name it: `n-butane`. */
  readonly key: string;
  readonly nameZh: string;
  readonly nameEn: string;
  /** Other names that people and instruments give it. */
  readonly names: readonly string[];
  /** null: not one substance, as m- and p-xylene that an instrument does not part. */
  readonly cas: string | null;
  /** Code of HJ 212-2017 table B.2; null: that table has none. */
  readonly code: string | null;
  readonly formula: string;
  /** g/mol */
  readonly molarMass: number;
  readonly group: VocGroup;
  /** null: a sum of two of the list. */
  readonly list: VocList | null;
  /**
   * Maximum incremental reactivity (最大增量反应活性), g O₃ a g of VOC: Carter, SAPRC-07, January 2010. null: none at hand; below 0:
   * less ozone where there is more of it.
   */
  readonly mir: number | null;
  /** Of list and MIR. What is from memory was never compared with the table. */
  readonly confidence: 'memory' | 'multi-source';
}

/** Name, version and confidence of the table, as results quote it. */
export const VOC_TABLE = {
  code: 'MIR (Carter 2010, SAPRC-07)',
  version: 1,
  confidence: 'memory',
} as const;

export const VOC_SPECIES: readonly VocSpecies[] = load('voc-species.json');
/** m- and p-xylene as one, which most gas chromatographs give. */
export const VOC_MP_XYLENE = 'm,p-xylene';

/** One spelling: width, blanks, capitals, hyphens, commas and slashes make no other species. */
export function vocSpelling(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\-–—_,、/+&.·()'"]/g, '');
}

const byKey = new Map(VOC_SPECIES.map((one) => [one.key, one]));
const byName = new Map(
  VOC_SPECIES.flatMap((one) =>
    [one.key, one.nameZh, one.nameEn, ...one.names, ...(one.code ? [one.code] : [])].map(
      (name) => [vocSpelling(name), one] as const,
    ),
  ),
);
// Apart from the names: their hyphens count.
const byCas = new Map(VOC_SPECIES.flatMap((one) => (one.cas ? [[one.cas, one] as const] : [])));

export function vocSpecies(key: string): VocSpecies | null {
  return byKey.get(key) ?? null;
}

/** The species that a name, a symbol, a CAS number or a code of HJ 212 means; null: none of the list. */
export function vocByName(name: string): VocSpecies | null {
  // Keys are what programs write, a hundred a row.
  const key = byKey.get(name);
  if (key) return key;
  const plain = name.normalize('NFKC').trim();
  return byCas.get(plain.replace(/^cas[\s:]*/i, '')) ?? byName.get(vocSpelling(plain)) ?? null;
}
