import type { UnitLoad } from '../../contract.ts';

type Counted = Partial<Omit<UnitLoad, 'unitPath'>> & { readonly unitPath: string };

const partsOf = (path: string): string[] => path.split('/').filter(Boolean);

/**
 * What is open in each unit right below those that are looked at, with all below it; what lies with the unit itself stands under its
 * own path. From the top both hierarchies are shown by prefecture (师市), side by side. Who has most comes first.
 */
export function unitLoads(counts: readonly Counted[], looked: readonly string[]): UnitLoad[] {
  const loads = new Map<string, { -readonly [K in keyof UnitLoad]: UnitLoad[K] }>();
  for (const { unitPath, ...one } of counts) {
    const from = looked.filter((path) => unitPath.startsWith(path)).sort((a, b) => a.length - b.length)[0];
    if (from === undefined) continue;
    const depth = from === '/' ? 2 : partsOf(from).length + 1;
    const shown = partsOf(unitPath).slice(0, depth);
    const path = shown.length === 0 ? '/' : `/${shown.join('/')}/`;
    const sum = loads.get(path) ?? { unitPath: path, visits: 0, cases: 0, tasks: 0, clues: 0 };
    for (const kind of ['visits', 'cases', 'tasks', 'clues'] as const) sum[kind] += one[kind] ?? 0;
    loads.set(path, sum);
  }
  const all = ({ visits, cases, tasks, clues }: UnitLoad) => visits + cases + tasks + clues;
  return [...loads.values()]
    .filter((one) => all(one) > 0)
    .sort((a, b) => all(b) - all(a) || (a.unitPath < b.unitPath ? -1 : 1));
}
