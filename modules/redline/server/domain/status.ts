/**
 * What is told of an area by a scene (生态状况). The bounds of vegetation cover are fixed over all dates, since percentiles of each scene
 * would make dates incomparable; they are a proposal of the platform for arid land, not a standard, and whoever changes them changes
 * the rule's name.
 */
export const STATUS_RULE = 'redline-status@1';
/** NDVI of bare soil and of ground that is covered wholly (像元二分模型). */
const [BARE, COVERED] = [0.05, 0.86];

const NDVI = '(N - R) / (N + R)';
/** Expressions over reflectances: mean NDVI, vegetation cover (FVC, 0 to 1), share of water (NDWI above 0, McFeeters 1996). */
export const STATUS_VALUES = {
  ndvi: NDVI,
  fvc: `clamp((${NDVI} - ${BARE}) / ${COVERED - BARE}, 0, 1)`,
  water: '(G - N) / (G + N) > 0',
} as const;

/** With less of it seen a figure stands for what was clear that day, not for the area. */
export const SEEN_ENOUGH = 0.5;
