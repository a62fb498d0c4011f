import type { ChangeClass } from '../../contract.ts';

/**
 * What is known of a changed patch: mean values of bands before and after (`before.R`, `after.N`: reflectances), indices of these means
 * (`after.ndvi`), their change (`change.ndvi`), and shape (`elongation`, `width` in metres, `areaM2`). What the bands of a scene do not
 * give is absent, and rules that ask for it do not apply.
 */
export type Attributes = Readonly<Record<string, number>>;

type Condition = readonly [attribute: string, sign: '<' | '>', value: number];

export interface ChangeRule {
  readonly key: string;
  readonly class: ChangeClass;
  readonly when: readonly Condition[];
  /** How far the guess may be trusted, 0–1. By judgement, until decided patches tell better. */
  readonly confidence: number;
}

/**
 * Rules of the first guess (人类活动初判规则), the first that applies counts. Thresholds are by judgement, from reflectances of such
 * surfaces in the literature of spectral indices; they were tried on simulated scenes only. A desk decides what a patch is.
 */
export const CHANGE_RULES: readonly ChangeRule[] = [
  // Snow shines in the visible and swallows the short-wave infrared (NDSI above 0.4, Hall et al. 1995); so does what it leaves behind.
  {
    key: 'snow-now',
    class: 'natural',
    when: [
      ['after.ndsi', '>', 0.4],
      ['after.N', '>', 0.3],
      ['after.B', '>', 0.3],
    ],
    confidence: 0.9,
  },
  {
    key: 'snow-before',
    class: 'natural',
    when: [
      ['before.ndsi', '>', 0.4],
      ['before.N', '>', 0.3],
      ['before.B', '>', 0.3],
    ],
    confidence: 0.9,
  },
  // Bright in all bands and not swallowed: a cloud that the quality band passed over.
  {
    key: 'cloud-left',
    class: 'natural',
    when: [
      ['after.B', '>', 0.4],
      ['after.S1', '>', 0.35],
    ],
    confidence: 0.6,
  },
  {
    key: 'cloud-left-before',
    class: 'natural',
    when: [
      ['before.B', '>', 0.4],
      ['before.S1', '>', 0.35],
    ],
    confidence: 0.6,
  },
  // Water that came; whether people hold it back is not to be seen from above.
  {
    key: 'water-came',
    class: 'water',
    when: [
      ['after.mndwi', '>', 0.1],
      ['before.mndwi', '<', 0],
      ['after.N', '<', 0.12],
    ],
    confidence: 0.6,
  },
  {
    key: 'water-came-4',
    class: 'water',
    when: [
      ['after.ndwi', '>', 0.1],
      ['before.ndwi', '<', -0.05],
      ['change.ndwi', '>', 0.25],
    ],
    confidence: 0.5,
  },
  {
    key: 'water-went',
    class: 'natural',
    when: [
      ['before.mndwi', '>', 0.1],
      ['after.mndwi', '<', 0],
    ],
    confidence: 0.5,
  },
  // Green that came where it was bare: fields that are watered.
  {
    key: 'greened',
    class: 'farm',
    when: [
      ['change.ndvi', '>', 0.2],
      ['after.ndvi', '>', 0.45],
    ],
    confidence: 0.65,
  },
  // Long and narrow, no plants left on it.
  {
    key: 'ribbon',
    class: 'road',
    when: [
      ['elongation', '>', 8],
      ['width', '<', 80],
      ['after.ndvi', '<', 0.35],
    ],
    confidence: 0.7,
  },
  // Panels: dark in all bands alike, darker than rock in the short-wave infrared.
  {
    key: 'panels',
    class: 'photovoltaic',
    when: [
      ['after.R', '<', 0.085],
      ['after.N', '<', 0.15],
      ['after.S1', '<', 0.125],
      ['after.mndwi', '<', 0],
      ['after.ndvi', '<', 0.35],
      ['areaM2', '>', 5_000],
    ],
    confidence: 0.6,
  },
  // Spoil and rock: dark grey, nearly as bright in the blue as in the red; open pits and dumps are large.
  {
    key: 'spoil',
    class: 'mining',
    when: [
      ['after.R', '<', 0.2],
      ['after.S1', '>', 0.12],
      ['after.blueness', '>', 0.65],
      ['change.ndvi', '<', -0.05],
      ['areaM2', '>', 5_000],
    ],
    confidence: 0.55,
  },
  // Roofs and concrete: bright and without colour.
  {
    key: 'roofs',
    class: 'building',
    when: [
      ['after.R', '>', 0.2],
      ['after.blueness', '>', 0.75],
      ['after.ndvi', '<', 0.2],
    ],
    confidence: 0.6,
  },
  // Four bands of plain numbers: brightness says nothing, colour does.
  {
    key: 'grey-4',
    class: 'building',
    when: [
      ['plain', '>', 0],
      ['after.blueness', '>', 0.8],
      ['after.ndvi', '<', 0.15],
      ['change.ndvi', '<', -0.1],
    ],
    confidence: 0.4,
  },
  {
    key: 'bared',
    class: 'bare',
    when: [
      ['change.ndvi', '<', -0.12],
      ['after.ndvi', '<', 0.3],
    ],
    confidence: 0.5,
  },
] as const;

export interface Guess {
  readonly class: ChangeClass | null;
  readonly confidence: number;
  /** Key of the rule; null where none applies. */
  readonly rule: string | null;
}

const holds = (attributes: Attributes, [name, sign, value]: Condition): boolean => {
  const known = attributes[name];
  return known !== undefined && Number.isFinite(known) && (sign === '<' ? known < value : known > value);
};

export function classify(attributes: Attributes): Guess {
  const rule = CHANGE_RULES.find(({ when }) => when.every((condition) => holds(attributes, condition)));
  return rule
    ? { class: rule.class, confidence: rule.confidence, rule: rule.key }
    : { class: null, confidence: 0, rule: null };
}

/**
 * How sure a change is (not what it is): 0.5 at the threshold, nearer to 1 the farther its mean magnitude lies above.
 */
export const changeConfidence = (magnitude: number, threshold: number): number =>
  Math.min(1, Math.max(0, 1 - 0.5 * (threshold / Math.max(magnitude, threshold, 1e-12))));
