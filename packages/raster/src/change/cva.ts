/**
 * Change vector analysis (变化向量分析, Malila 1980) as band arithmetic: the length of the vector from the first date to the
 * second over all bands.
 */
export const cvaExpression = (first: readonly string[], second: readonly string[]): string =>
  `sqrt(${first.map((name, i) => `(${second[i]} - ${name}) ^ 2`).join(' + ')})`;

/** Its direction over two components, degrees from the first towards the second, in (−180, 180]. */
export const cvaAngleExpression = ([x1, y1]: readonly string[], [x2, y2]: readonly string[]): string =>
  `atan2(${y2} - ${y1}, ${x2} - ${x1}) * ${180 / Math.PI}`;
