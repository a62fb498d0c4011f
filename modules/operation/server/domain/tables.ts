import {
  type OperationTableKey,
  operationTable,
  operationTableVersion,
  type QualityRow,
} from '@tarim/standards';

export interface LocalTable {
  readonly id: number;
  readonly key: OperationTableKey;
  readonly effectiveFrom: string;
  readonly rows: readonly QualityRow[];
}

export interface TableInForce {
  readonly standard: string;
  /** `HJ75-2017/gas-drift@1`, or `local/gas-drift@12`. */
  readonly version: string;
  readonly confidence: string;
  readonly rows: readonly QualityRow[];
}

/** The table that holds on a Beijing date: the newest local version that has begun, else the one that comes with the platform. */
export function tableOn(local: readonly LocalTable[], key: OperationTableKey, date: string): TableInForce {
  const national = operationTable(key);
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
    version: operationTableVersion(national),
    confidence: national.confidence,
    rows: national.rows,
  };
}

export type TableDefect = 'columns' | 'number' | 'text' | 'twice';

/** What is wrong with rows that someone wrote for a table: the same columns, figures where there were figures, no key twice. */
export function defectOf(
  key: OperationTableKey,
  rows: readonly QualityRow[],
): { row: number; defect: TableDefect } | null {
  const model = operationTable(key).rows[0]!;
  const columns = Object.keys(model);
  const seen = new Set<string>();
  for (const [index, row] of rows.entries()) {
    const at = (defect: TableDefect) => ({ row: index + 1, defect });
    if (Object.keys(row).sort().join() !== [...columns].sort().join()) return at('columns');
    for (const column of columns) {
      const value = row[column]!;
      if (typeof value !== typeof model[column])
        return at(typeof model[column] === 'number' ? 'number' : 'text');
      if (typeof value === 'number' && !(value >= 0 && value <= 1e9)) return at('number');
      if (typeof value === 'string' && (value.trim() === '' || value.length > 120)) return at('text');
    }
    const name = row.parameter ?? row.key;
    if (name !== undefined && seen.has(String(name))) return at('twice');
    seen.add(String(name));
  }
  return null;
}
