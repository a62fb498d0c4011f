import type { DbOrTx } from '@tarim/platform';
import { unitByPath, unitsUnder } from '@tarim/region/queries';
import type { Method } from '../../contract.ts';
import { changeOf, gradesOf } from '../domain/judge-status.ts';
import { statusOfYears } from '../sql/status.ts';
import { isCounty } from '../use-cases/frame.ts';

export interface EcologyCounty {
  readonly path: string;
  readonly names: { readonly zh: string; readonly en: string };
  readonly value: number;
  readonly grade: string;
  readonly area: number | null;
  /** Against the year before; null where there is none. */
  readonly change: { readonly difference: number; readonly zh: string } | null;
}
/** Ecological status of a unit's counties in a year, best first. */
export interface EcologyOfUnit {
  readonly method: Method;
  readonly year: number;
  /** From the best down. */
  readonly grades: readonly string[];
  readonly counties: readonly EcologyCounty[];
  /** County-level units of the unit, also those without an index. */
  readonly expected: number;
  /** The unit's own index, where it was entered. */
  readonly own: { readonly value: number; readonly grade: string } | null;
  /** Versions of the rules that judged. */
  readonly rules: readonly string[];
  readonly simulated: boolean;
}

export async function ecologyOf(
  db: DbOrTx,
  { unitPath, year, method }: { unitPath: string; year: number; method: Method },
): Promise<EcologyOfUnit> {
  const [unit, units, rows] = await Promise.all([
    unitByPath(db, unitPath),
    unitsUnder(db, unitPath),
    statusOfYears(db, method, [year, year - 1], unitPath),
  ]);
  const of = (wanted: number) =>
    new Map(rows.filter((one) => one.year === wanted).map((one) => [one.unitPath, one]));
  const [now, before] = [of(year), of(year - 1)];
  const counties = units.filter(isCounty);
  const told = counties.flatMap(({ path, names }): EcologyCounty[] => {
    const row = now.get(path);
    if (!row) return [];
    const then = before.get(path);
    return [
      {
        path,
        names,
        value: row.value,
        grade: row.grade,
        area: row.input.area ?? null,
        change: then ? changeOf(method, row.value, year - 1, then.value) : null,
      },
    ];
  });
  const own = unit && !isCounty(unit) ? now.get(unit.path) : undefined;
  return {
    method,
    year,
    grades: gradesOf(method).map((one) => one.zh),
    counties: told.sort((a, b) => b.value - a.value),
    expected: counties.length,
    own: own ? { value: own.value, grade: own.grade } : null,
    rules: [...new Set([...now.values()].map((one) => one.rule.version))].sort(),
    simulated: [...now.values()].some((one) => one.simulated),
  };
}
