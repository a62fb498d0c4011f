import type { Place } from '../../contract.ts';

/** Steps of a degree to which a public place is rounded: 1.1 km from south to north, some 0.8 km from west to east at 43° N. */
const STEPS_PER_DEGREE = 100;

/** The place as it may be public: to a hundredth of a degree. */
export const roundedPlace = ({ lon, lat }: Place): Place => ({
  lon: Math.round(lon * STEPS_PER_DEGREE) / STEPS_PER_DEGREE,
  lat: Math.round(lat * STEPS_PER_DEGREE) / STEPS_PER_DEGREE,
});

/** Numbers of identity cards, of mobile and fixed telephones, and e-mail addresses. */
const PERSONAL: readonly RegExp[] = [
  /(?<!\d)\d{17}[\dXx](?![\dA-Za-z])/,
  /(?<!\d)1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)/,
  /(?<!\d)0\d{2,3}[ -]?\d{7,8}(?!\d)/,
  /[\w.+-]+@[\w-]+(\.[\w-]+)+/,
];

/** Shorter words (张) stand in too many texts to be anybody's. */
const LEAST = 2;

/**
 * Whether a text tells who somebody is: a number by which people are known, or one of these words (name, contact) whatever blanks
 * stand within it.
 */
export function tellsPerson(text: string, words: readonly string[] = []): boolean {
  const bare = (one: string) => one.replace(/[\s-]/g, '').toLowerCase();
  return (
    PERSONAL.some((pattern) => pattern.test(text)) ||
    words.some((word) => bare(word).length >= LEAST && bare(text).includes(bare(word)))
  );
}
