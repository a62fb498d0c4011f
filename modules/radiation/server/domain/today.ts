import type { Problem } from '@tarim/kernel';
import { evaluateDecay, evaluateSourceCode } from '@tarim/science';
import { sourceRow } from '@tarim/standards';
import type { Category, SourceToday } from '../../contract.ts';

export interface Particulars {
  readonly code: string | null;
  readonly noCode: string;
  readonly label: string;
  readonly nuclide: string;
  readonly activityBq: number | null;
  readonly measuredOn: string | null;
  readonly category: Category | null;
  readonly use: string;
  readonly place: string;
}

const noon = (day: string): number => Date.parse(`${day}T12:00:00+08:00`);

/** Activity and category on a day (衰变、放射源分类办法), from what stood on the certificate. */
export function sourceOn(
  one: Pick<Particulars, 'nuclide' | 'activityBq' | 'measuredOn'>,
  day: string,
): SourceToday & { readonly problems: readonly Problem[] } {
  const none = { activityBq: null, category: null, ratio: null, halfLifeDays: null, initialCategory: null };
  const { nuclide, activityBq, measuredOn } = one;
  if (activityBq === null || measuredOn === null || day < measuredOn)
    return { ...none, rules: [], problems: [] };
  const found = evaluateDecay({ nuclide, activity: activityBq, from: noon(measuredOn), to: noon(day) });
  return {
    activityBq: found.activity,
    category: found.now?.category ?? null,
    ratio: found.now?.ratio ?? null,
    halfLifeDays: found.halfLifeDays,
    initialCategory: found.initial?.category ?? null,
    rules: found.rules.map(({ standard, confidence }) => ({ standard, confidence })),
    problems: found.problems,
  };
}

/** Lower bounds of the categories, Bq. */
export function boundsOf(nuclide: string): Record<string, number> | null {
  const row = sourceRow(nuclide);
  return row && { I: row.I_Bq, II: row.II_Bq, III: row.III_Bq, IV: row.IV_Bq, V: row.V_Bq };
}

const STEPS = 60;
const YEAR = 365.25;
const AHEAD_YEARS = 10;

/** Activity over time: from manufacture over ten years after today, or until six half-lives have passed. */
export function curveOf(
  one: Pick<Particulars, 'nuclide' | 'activityBq' | 'measuredOn'>,
  today: string,
): { on: string; activityBq: number }[] {
  const { halfLifeDays, activityBq } = sourceOn(one, today);
  if (activityBq === null || halfLifeDays === null) return [];
  const from = noon(one.measuredOn!);
  const until = Math.min(
    noon(today) + AHEAD_YEARS * YEAR * 86_400_000,
    Math.max(noon(today), from + 6 * halfLifeDays * 86_400_000),
  );
  return Array.from({ length: STEPS + 1 }, (_, i) => {
    const at = from + ((until - from) * i) / STEPS;
    const on = new Date(at).toISOString().slice(0, 10);
    const { activity } = evaluateDecay({ nuclide: one.nuclide, activity: one.activityBq!, from, to: at });
    return { on, activityBq: activity! };
  });
}

/** The code read; unknown parts are flagged and never refused. */
export const codeOf = (code: string | null) => (code === null ? null : evaluateSourceCode({ code }));

/** What the ledger does not say of a source (缺失信息). */
export function missingOf(one: Particulars): string[] {
  return [
    ...(one.code === null && one.noCode === '' ? ['code'] : []),
    ...(one.label === '' ? ['label'] : []),
    ...(one.activityBq === null ? ['activity'] : []),
    ...(one.measuredOn === null ? ['measuredOn'] : []),
    ...(one.category === null ? ['category'] : []),
    ...(one.use === '' ? ['use'] : []),
    ...(one.place === '' ? ['place'] : []),
  ];
}
