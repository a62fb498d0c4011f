import type { Ranked } from '../../contract.ts';

export interface Marked {
  readonly auditedPath: string;
  readonly signed: boolean;
  readonly score: number | null;
  readonly fatal: readonly number[];
}

const ROUND = 100;

/** Units by the mean of their signed papers, two decimals; equal means share a place. */
export function rankingOf(
  units: readonly {
    readonly path: string;
    readonly name: string;
    readonly pool: number;
    readonly rectified: boolean | null;
  }[],
  papers: readonly Marked[],
): Ranked[] {
  const rows = units.map(({ path, name, pool, rectified }) => {
    const own = papers.filter(({ auditedPath }) => auditedPath === path);
    const signed = own.filter((one) => one.signed);
    const scores = signed.flatMap(({ score }) => (score === null ? [] : [score]));
    const mean =
      scores.length === 0
        ? null
        : Math.round((scores.reduce((a, b) => a + b, 0) / scores.length) * ROUND) / ROUND;
    return {
      path,
      name,
      pool,
      papers: own.length,
      signed: signed.length,
      mean,
      fatalFiles: signed.filter(({ fatal }) => fatal.length > 0).length,
      rectified,
    };
  });
  return rows
    .map((row) => ({
      ...row,
      place:
        row.mean === null ? null : 1 + rows.filter(({ mean }) => mean !== null && mean > row.mean!).length,
    }))
    .sort((a, b) => (a.place ?? Infinity) - (b.place ?? Infinity) || (a.path < b.path ? -1 : 1));
}

/** Fatal problems of signed papers, by how many files have them. */
export function frequentFaults(papers: readonly Marked[]): { no: number; files: number }[] {
  const counts = new Map<number, number>();
  for (const { signed, fatal } of papers)
    if (signed) for (const no of fatal) counts.set(no, (counts.get(no) ?? 0) + 1);
  return [...counts].map(([no, files]) => ({ no, files })).sort((a, b) => b.files - a.files || a.no - b.no);
}
