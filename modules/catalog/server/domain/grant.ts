import { DAY_MS } from '@tarim/kernel';
import type { DatasetDefinition } from '@tarim/platform';
import type { AskedSet } from '../../contract.ts';

type Shared = Pick<DatasetDefinition, 'id' | 'sharing' | 'fields'>;

export type GrantDefect =
  | { readonly kind: 'not-shareable'; readonly id: string }
  | { readonly kind: 'field-unknown'; readonly id: string; readonly field: string };

/**
 * What can be asked for: open sets and those on request, and of them no internal field. Of a set that may not even be known
 * nothing is told but that.
 */
export function defectOfAsked(
  asked: readonly AskedSet[],
  known: ReadonlyMap<string, Shared>,
): GrantDefect | null {
  for (const { dataset, fields } of asked) {
    const set = known.get(dataset);
    if (!set || (set.sharing !== 'open' && set.sharing !== 'on-request'))
      return { kind: 'not-shareable', id: dataset };
    for (const field of fields ?? []) {
      const one = set.fields.find(({ name }) => name === field);
      if (!one || one.internal) return { kind: 'field-unknown', id: dataset, field };
    }
  }
  return null;
}

export interface Extent {
  readonly datasets: readonly AskedSet[];
  readonly unitPath: string;
  /** Beijing date. */
  readonly validTo: string;
  readonly dailyRows: number;
}

/** 批准不得超出申请: what a grant would give beyond the request; null where it only gives less. */
export function beyond(asked: Extent, granted: Extent): string | null {
  if (!granted.unitPath.startsWith(asked.unitPath)) return granted.unitPath;
  if (granted.validTo > asked.validTo) return granted.validTo;
  if (granted.dailyRows > asked.dailyRows) return String(granted.dailyRows);
  for (const { dataset, fields } of granted.datasets) {
    const one = asked.datasets.find((set) => set.dataset === dataset);
    if (!one) return dataset;
    if (one.fields === null) continue;
    if (fields === null) return dataset;
    const more = fields.find((field) => !one.fields!.includes(field));
    if (more !== undefined) return `${dataset}.${more}`;
  }
  return null;
}

/** The end of a Beijing day, as the instant at which a grant ends. */
export const endOfDay = (date: string): number => Date.parse(`${date}T00:00:00+08:00`) + DAY_MS;
