import type { DbOrTx } from '@tarim/platform';
import { explainFinding } from '../domain/explain.ts';
import { type FindingRow, findingRows } from '../sql/findings.ts';
import { judgementsBetween } from '../sql/judgements.ts';

/** A finding with the rule that judged its gravest figure, and what it says in both languages. */
export interface FindingFacts extends FindingRow {
  readonly rule: string | null;
  readonly ruleVersion: string | null;
  readonly explanation: { readonly zh: string; readonly en: string };
}

export async function findingFacts(db: DbOrTx, id: number): Promise<FindingFacts | null> {
  const [row] = await findingRows(db, { id, limit: 1 });
  if (!row) return null;
  const at = (row.peakAt ?? row.from).getTime();
  const [hour] = await judgementsBetween(db, [row.pointId], at, at + 1);
  const ruleVersion = hour?.ruleVersion ?? null;
  const told = { ...row, from: row.from.getTime(), mean: hour?.mean ?? null, ruleVersion };
  return {
    ...row,
    rule: hour?.rule ?? null,
    ruleVersion,
    explanation: { zh: explainFinding(told, 'zh'), en: explainFinding(told, 'en') },
  };
}
