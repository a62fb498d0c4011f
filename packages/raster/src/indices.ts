/** Bands by their part in the spectrum: blue, green, red, near infrared, short-wave infrared 1 and 2. */
export type Role = 'B' | 'G' | 'R' | 'N' | 'S1' | 'S2';

export interface IndexDefinition {
  readonly expression: string;
  readonly zh: string;
  readonly en: string;
  readonly source: string;
}

/** Spectral indices (光谱指数) as band arithmetic over reflectances. */
export const INDICES = {
  ndvi: {
    expression: '(N - R) / (N + R)',
    zh: '归一化植被指数',
    en: 'normalised difference vegetation index',
    source: 'Rouse et al. 1974',
  },
  savi: {
    expression: '1.5 * (N - R) / (N + R + 0.5)',
    zh: '土壤调节植被指数',
    en: 'soil-adjusted vegetation index, L = 0.5',
    source: 'Huete 1988',
  },
  evi: {
    expression: '2.5 * (N - R) / (N + 6 * R - 7.5 * B + 1)',
    zh: '增强型植被指数',
    en: 'enhanced vegetation index',
    source: 'Huete et al. 2002',
  },
  ndwi: {
    expression: '(G - N) / (G + N)',
    zh: '归一化水体指数',
    en: 'normalised difference water index',
    source: 'McFeeters 1996',
  },
  mndwi: {
    expression: '(G - S1) / (G + S1)',
    zh: '改进的归一化水体指数',
    en: 'modified normalised difference water index',
    source: 'Xu 2006',
  },
  ndbi: {
    expression: '(S1 - N) / (S1 + N)',
    zh: '归一化建筑指数',
    en: 'normalised difference built-up index',
    source: 'Zha et al. 2003',
  },
  bsi: {
    expression: '((S1 + R) - (N + B)) / ((S1 + R) + (N + B))',
    zh: '裸土指数',
    en: 'bare-soil index',
    source: 'Rikimaru et al. 2002',
  },
  nbr: {
    expression: '(N - S2) / (N + S2)',
    zh: '归一化燃烧指数',
    en: 'normalised burn ratio',
    source: 'Key & Benson 2006',
  },
} as const satisfies Readonly<Record<string, IndexDefinition>>;

export type IndexName = keyof typeof INDICES;

/** Band numbers of sensors, as their files are stacked or named. */
export const SENSOR_BANDS = {
  /** MSI: B02, B03, B04, B08, B11, B12. */
  'sentinel-2': { B: 'B02', G: 'B03', R: 'B04', N: 'B08', S1: 'B11', S2: 'B12' },
  /** OLI of Landsat 8 and 9. */
  'landsat-8': { B: 'B2', G: 'B3', R: 'B4', N: 'B5', S1: 'B6', S2: 'B7' },
  /** TM and ETM+ of Landsat 4 to 7. */
  'landsat-5': { B: 'B1', G: 'B2', R: 'B3', N: 'B4', S1: 'B5', S2: 'B7' },
} as const satisfies Readonly<Record<string, Readonly<Record<Role, string>>>>;
