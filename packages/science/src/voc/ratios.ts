import { VOC_MP_XYLENE } from '@tarim/standards';

export const VOC_RATIOS = ['T/B', 'X/E', 'iP/nP'] as const;
/** Toluene/benzene, m,p-xylene/ethylbenzene, isopentane/n-pentane. */
export type VocRatioName = (typeof VOC_RATIOS)[number];
export type VocHint =
  | 'combustion'
  | 'traffic'
  | 'solvent'
  | 'aged'
  | 'between'
  | 'fresh'
  | 'coal'
  | 'natural-gas'
  | 'mixed'
  | 'gasoline';

export interface VocRatio {
  readonly name: VocRatioName;
  /** Of volume fractions; null: one of the two was not measured, or lies below detection. */
  readonly value: number | null;
  /** What the literature often finds with such a ratio: a hint, never evidence of a source. */
  readonly hint: VocHint | null;
}

/** From below up: the hint of a ratio below the bound. Ranges of the literature from memory; no standard has them. */
const BOUNDS: Readonly<Record<VocRatioName, readonly (readonly [below: number, hint: VocHint])[]>> = {
  'T/B': [
    [1, 'combustion'],
    [3, 'traffic'],
    [Number.POSITIVE_INFINITY, 'solvent'],
  ],
  // Xylene reacts some three times as fast as ethylbenzene: what has travelled has less of it.
  'X/E': [
    [2, 'aged'],
    [2.8, 'between'],
    [Number.POSITIVE_INFINITY, 'fresh'],
  ],
  'iP/nP': [
    [0.8, 'coal'],
    [1, 'natural-gas'],
    [2.2, 'mixed'],
    [Number.POSITIVE_INFINITY, 'gasoline'],
  ],
};

export function vocHint(name: VocRatioName, value: number): VocHint {
  return (BOUNDS[name].find(([below]) => value < below) ?? BOUNDS[name].at(-1)!)[1];
}

/** Characteristic ratios (特征比值) of volume fractions; `ppbv` gives null for what was not measured above its detection limit. */
export function vocRatios(ppbv: (key: string) => number | null): VocRatio[] {
  const both = (a: number | null, b: number | null) => (a === null || b === null ? null : a + b);
  const xylene = ppbv(VOC_MP_XYLENE) ?? both(ppbv('m-xylene'), ppbv('p-xylene'));
  const pairs: Readonly<Record<VocRatioName, readonly [number | null, number | null]>> = {
    'T/B': [ppbv('toluene'), ppbv('benzene')],
    'X/E': [xylene, ppbv('ethylbenzene')],
    'iP/nP': [ppbv('isopentane'), ppbv('n-pentane')],
  };
  return VOC_RATIOS.map((name) => {
    const [above, below] = pairs[name];
    const value = above === null || below === null || below <= 0 ? null : above / below;
    return { name, value, hint: value === null ? null : vocHint(name, value) };
  });
}
