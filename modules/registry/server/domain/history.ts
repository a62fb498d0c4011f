import type { FieldChange, HistoryEntry } from '../../contract.ts';

export type HistoryTable = HistoryEntry['table'];
export type KeptRow = Readonly<Record<string, unknown>>;

/** Names of what a row points at, as they are now: an id says nothing to people. */
export interface Names {
  readonly enterprise: ReadonlyMap<number, string>;
  readonly point: ReadonlyMap<number, string>;
}

/** Says nothing about what a person did. */
const SILENT: ReadonlySet<string> = new Set(['id', 'updated_at']);

/** `reference_o2` → `referenceO2`. */
const fieldOf = (column: string) =>
  column.replace(/_([a-z])/g, (_whole, letter: string) => letter.toUpperCase());

/** Fields of a kept row that differ; of a new or removed one, those that hold something (pure). */
export function changesOf(
  table: HistoryTable,
  before: KeptRow | null,
  after: KeptRow | null,
  names: Names,
): FieldChange[] {
  const silent = (column: string) =>
    SILENT.has(column) ||
    // What hangs on a point has the point's unit; that it hangs there is news only when it did not before.
    (table !== 'enterprise' && table !== 'point' && column === 'unit_path') ||
    (column === 'point_id' && (before === null || after === null));
  return Object.keys(after ?? before ?? {})
    .filter((column) => !silent(column))
    .map((column) => ({
      field: fieldOf(column),
      before: readable(column, before?.[column], names),
      after: readable(column, after?.[column], names),
    }))
    .filter((one) => one.before !== one.after);
}

function readable(column: string, value: unknown, names: Names): FieldChange['before'] {
  if (value === undefined || value === null) return null;
  if (column === 'enterprise_id') return names.enterprise.get(Number(value)) ?? String(value);
  if (column === 'point_id') return names.point.get(Number(value)) ?? String(value);
  if (Array.isArray(value)) return value.length > 0 ? value.join(', ') : null;
  if (typeof value === 'object') {
    const entries = Object.entries(value);
    return entries.length > 0 ? entries.map(([key, one]) => `${key}=${String(one)}`).join('; ') : null;
  }
  return value as FieldChange['before'];
}
