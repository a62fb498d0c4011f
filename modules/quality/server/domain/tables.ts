import {
  MARK_EFFECTS,
  type QualityRow,
  type QualityTableKey,
  qualityTable,
  qualityTableVersion,
} from '@tarim/standards';

/** A version that an administrator put beside the national one. */
export interface LocalTable {
  readonly id: number;
  readonly key: string;
  readonly effectiveFrom: string;
  readonly rows: readonly QualityRow[];
}

export interface TableInForce {
  readonly standard: string;
  /** `HJ75-2017/gas-substitution@1`, or `local/gas-substitution@12`. */
  readonly version: string;
  readonly confidence: string;
  readonly rows: readonly QualityRow[];
}

/** The table that holds on a Beijing date: the newest local version that has begun, else the national one. */
export function tableOn(local: readonly LocalTable[], key: QualityTableKey, date: string): TableInForce {
  const national = qualityTable(key);
  const own = local
    .filter((one) => one.key === key && one.effectiveFrom <= date)
    .sort((a, b) =>
      a.effectiveFrom === b.effectiveFrom ? b.id - a.id : a.effectiveFrom < b.effectiveFrom ? 1 : -1,
    )[0];
  if (own)
    return {
      standard: national.standard,
      version: `local/${key}@${own.id}`,
      confidence: 'local',
      rows: own.rows,
    };
  return {
    standard: national.standard,
    version: qualityTableVersion(national),
    confidence: national.confidence,
    rows: national.rows,
  };
}

export type TableDefect = 'columns' | 'number' | 'text' | 'effect' | 'twice';

/** What is wrong with rows that someone wrote for a table: the same columns, figures where there were figures, known effects. */
export function defectOf(
  key: QualityTableKey,
  rows: readonly QualityRow[],
): { row: number; defect: TableDefect } | null {
  const model = qualityTable(key).rows[0]!;
  const columns = Object.keys(model);
  const seen = new Set<string>();
  for (const [index, row] of rows.entries()) {
    const at = (defect: TableDefect) => ({ row: index + 1, defect });
    if (Object.keys(row).sort().join() !== [...columns].sort().join()) return at('columns');
    for (const column of columns) {
      const value = row[column]!;
      if (typeof value !== typeof model[column])
        return at(typeof model[column] === 'number' ? 'number' : 'text');
      if (typeof value === 'number' && !(value >= 0 && value <= 1e6)) return at('number');
      if (typeof value === 'string' && (value.trim() === '' || value.length > 80)) return at('text');
    }
    if ('effect' in row && !(MARK_EFFECTS as readonly unknown[]).includes(row.effect)) return at('effect');
    const name = row.mark ?? row.flag;
    if (name !== undefined && seen.has(String(name))) return at('twice');
    seen.add(String(name));
  }
  return null;
}
