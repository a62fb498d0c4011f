/** Steps of 1, 2 or 5 times a power of ten that divide 0…top into at most `most` parts. */
export function niceTicks(top: number, most = 4): number[] {
  if (!(top > 0) || !Number.isFinite(top)) return [0, 1];
  const rough = top / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= rough * 0.999)!;
  const ticks: number[] = [];
  for (let index = 0; ; index++) {
    // By multiplication: adding up would leave 0.30000000000000004.
    const tick = Number((index * step).toPrecision(12));
    ticks.push(tick);
    if (tick >= top) return ticks;
  }
}

/** Indexes of the labels that fit side by side: always the last one, then backwards in even steps. */
export function labelIndexes(count: number, fit: number): number[] {
  if (count === 0) return [];
  const step = Math.max(1, Math.ceil(count / Math.max(1, fit)));
  const indexes: number[] = [];
  for (let index = count - 1; index >= 0; index -= step) indexes.unshift(index);
  return indexes;
}
