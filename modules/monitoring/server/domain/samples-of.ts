import type { JudgedValue } from './judge-task.ts';

/** Results as samples: bottles of different items are one sample, a second bottle of an item begins another. */
export function samplesOf(results: ReadonlyArray<JudgedValue & { readonly kind?: string }>): JudgedValue[][] {
  const samples: JudgedValue[][] = [];
  for (const { kind, item, value, detectionLimit, unit } of results) {
    if (kind !== undefined && kind !== 'sample') continue;
    const free = samples.findIndex((one) => !one.some((other) => other.item === item));
    const at = free < 0 ? samples.push([]) - 1 : free;
    samples[at]!.push({ item, value, detectionLimit, unit });
  }
  return samples;
}
