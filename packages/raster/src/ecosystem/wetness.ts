import type { Role } from '../indices.ts';

export interface Wetness {
  readonly coefficients: Readonly<Record<Role, number>>;
  readonly source: string;
  /** `checked`: seen in print or in two independent implementations; `memory`: from memory, to be checked. */
  readonly confidence: 'checked' | 'memory';
  /** What reflectance they were derived for. */
  readonly reflectance: string;
}

const of = (B: number, G: number, R: number, N: number, S1: number, S2: number) => ({ B, G, R, N, S1, S2 });

/** Wetness of the tasselled-cap transformation (缨帽变换湿度分量): each sensor has its own. */
export const WETNESS = {
  'landsat-5': {
    coefficients: of(0.0315, 0.2021, 0.3102, 0.1594, -0.6806, -0.6109),
    source: 'Crist 1985, Remote Sensing of Environment 17:301–306 (TM, reflectance factor)',
    confidence: 'checked',
    reflectance: 'surface',
  },
  'landsat-7': {
    coefficients: of(0.2626, 0.2141, 0.0926, 0.0656, -0.7629, -0.5388),
    source: 'Huang et al. 2002, International Journal of Remote Sensing 23:1741–1748 (ETM+)',
    confidence: 'checked',
    reflectance: 'at satellite',
  },
  'landsat-8': {
    coefficients: of(0.1511, 0.1973, 0.3283, 0.3407, -0.7117, -0.4559),
    source: 'Baig et al. 2014, Remote Sensing Letters 5:423–431 (OLI)',
    confidence: 'memory',
    reflectance: 'at satellite',
  },
  'sentinel-2': {
    coefficients: of(0.2578, 0.2305, 0.0883, 0.1071, -0.7611, -0.5308),
    source: 'Shi & Xu 2019, IEEE JSTARS 12:4038–4048 (MSI, six bands)',
    confidence: 'memory',
    reflectance: 'at satellite',
  },
} as const satisfies Readonly<Record<string, Wetness>>;

export type WetnessSensor = keyof typeof WETNESS;

export function wetnessExpression(sensor: WetnessSensor): string {
  const { coefficients } = WETNESS[sensor];
  return Object.entries(coefficients)
    .map(([role, value]) => (value < 0 ? `(${value}) * ${role}` : `${value} * ${role}`))
    .join(' + ');
}
