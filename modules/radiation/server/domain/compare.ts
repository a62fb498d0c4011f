import type { Difference, SourceState } from '../../contract.ts';
import type { Particulars } from './today.ts';

/** What is compared (要素); the code is what a source is known by. */
const FIELDS = ['label', 'nuclide', 'activityBq', 'measuredOn', 'category', 'use', 'place'] as const;

export interface Theirs extends Particulars {
  readonly row: number;
  readonly uscc: string;
  readonly unitName: string;
  readonly state: SourceState | null;
}

export interface Ours extends Particulars {
  readonly uscc: string;
  readonly unitName: string;
  readonly state: SourceState;
}

/** By its code; without one by its label within its unit. */
export const keyOf = ({ code, label, uscc }: { code: string | null; label: string; uscc: string }): string =>
  code ?? `${uscc} ${label}`;

const nameOf = ({ code, label }: { code: string | null; label: string }): string => code ?? label;
const GONE_ALREADY = new Set<SourceState>(['transferred', 'returned', 'stored', 'disposed', 'exempt']);

/** Fields in which they differ; what they leave empty says nothing. */
export function changedFields(ours: Ours, theirs: Theirs): Difference['fields'] {
  return FIELDS.flatMap((field) => {
    const [a, b] = [ours[field], theirs[field]];
    if (b === null || b === '' || a === b) return [];
    return [{ field, ours: String(a ?? ''), theirs: String(b) }];
  });
}

/**
 * A file of the national system against the ledger here, for the units that the file names: new units, sources that are new, gone,
 * changed, or in another state.
 */
export function differencesOf(
  ours: readonly Ours[],
  theirs: readonly Theirs[],
  knownUnits: ReadonlySet<string>,
): Difference[] {
  const found: Difference[] = [];
  const mine = new Map(ours.map((one) => [keyOf(one), one]));
  const seen = new Set<string>();
  const newUnits = new Set<string>();
  for (const line of theirs) {
    const key = keyOf(line);
    seen.add(key);
    const base = { row: line.row, unit: line.unitName, subject: nameOf(line) };
    if (!knownUnits.has(line.uscc) && !newUnits.has(line.uscc)) {
      newUnits.add(line.uscc);
      found.push({ ...base, kind: 'new-unit', subject: line.uscc, fields: [] });
    }
    const own = mine.get(key);
    if (!own) {
      found.push({ ...base, kind: 'new', fields: [] });
      continue;
    }
    const fields = changedFields(own, line);
    if (own.uscc !== line.uscc)
      found.push({ ...base, kind: 'state', fields: [{ field: 'uscc', ours: own.uscc, theirs: line.uscc }] });
    if (fields.length > 0) found.push({ ...base, kind: 'changed', fields });
    if (line.state !== null && line.state !== own.state)
      found.push({
        ...base,
        kind: 'state',
        fields: [{ field: 'state', ours: own.state, theirs: line.state }],
      });
  }
  const named = new Set(theirs.map(({ uscc }) => uscc));
  for (const own of ours)
    if (named.has(own.uscc) && !seen.has(keyOf(own)) && !GONE_ALREADY.has(own.state))
      found.push({ kind: 'gone', row: null, unit: own.unitName, subject: nameOf(own), fields: [] });
  return found;
}
