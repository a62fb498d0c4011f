/** Steps of a degree to which a public place is rounded: some kilometre. */
const STEPS_PER_DEGREE = 100;

export const rounded = (degrees: number): number => Math.round(degrees * STEPS_PER_DEGREE) / STEPS_PER_DEGREE;

/** Numbers of identity cards, of mobile and fixed telephones, and e-mail addresses: they have no place in words that others read. */
const PERSONAL: readonly RegExp[] = [
  /(?<!\d)\d{17}[\dXx](?![\dA-Za-z])/,
  /(?<!\d)1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)/,
  /(?<!\d)0\d{2,3}[ -]?\d{7,8}(?!\d)/,
  /[\w.+-]+@[\w-]+(\.[\w-]+)+/,
];

export const tellsPerson = (...texts: readonly string[]): boolean =>
  texts.some((text) => PERSONAL.some((pattern) => pattern.test(text)));
