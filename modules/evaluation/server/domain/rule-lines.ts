/** One figure of a standard's tables: `table1_basic`, `PM2.5 · day`, `transition / II`, `60`. */
export interface RuleLine {
  readonly table: string;
  /** What names the row: its words. Empty outside rows. */
  readonly subject: string;
  readonly key: string;
  readonly value: string;
}

export interface ComparedLine extends Omit<RuleLine, 'value'> {
  /** Null where the edition has no such figure. */
  readonly value: string | null;
  readonly other: string | null;
}

/** Between the steps of a key; a dot stands in PM2.5. */
const STEP = ' / ';

/** Words about a row that do not name it. */
const REMARKS = new Set(['note', 'caveat', 'clause', 'source', 'remark', 'unit', 'confidence', 'rule']);
/** Told elsewhere: where the tables were read. */
const APART = new Set(['verified']);

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
const isObject = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Rows, or lists of rows: pieces of a curve for each class. */
const holdsRows = (value: Json): boolean => (Array.isArray(value) ? value.some(holdsRows) : isObject(value));

/** All figures of a standard's data, in their order, whatever the shape of its tables. */
export function linesOf(data: unknown): RuleLine[] {
  const lines: RuleLine[] = [];
  for (const [table, value] of Object.entries(data as { readonly [key: string]: Json }))
    if (!APART.has(table)) walk(value, { table, subject: '' }, [], lines);
  return lines;
}

function walk(
  value: Json,
  at: { readonly table: string; readonly subject: string },
  path: readonly string[],
  lines: RuleLine[],
): void {
  if (Array.isArray(value) && value.some(holdsRows)) {
    for (const [index, row] of value.entries()) {
      if (!isObject(row)) {
        walk(row, at, [...path, String(index + 1)], lines);
        continue;
      }
      const named = Object.entries(row).filter(([key, one]) => typeof one === 'string' && !REMARKS.has(key));
      const subject =
        named.map(([, one]) => String(one)).join(' · ') ||
        [at.subject, `#${index + 1}`].filter(Boolean).join(' · ');
      const rest = Object.entries(row).filter(([key]) => !named.some(([name]) => name === key));
      for (const [key, one] of rest) walk(one, { ...at, subject }, [...path, key], lines);
      if (rest.length === 0) lines.push({ ...at, subject, key: path.join(STEP), value: '' });
    }
  } else if (isObject(value)) {
    const formula = formulaOf(value);
    if (formula !== null) lines.push({ ...at, key: path.join(STEP), value: formula });
    else for (const [key, one] of Object.entries(value)) walk(one, at, [...path, key], lines);
  } else
    lines.push({
      ...at,
      key: path.join(STEP),
      value: Array.isArray(value) ? value.map(text).join(', ') : text(value),
    });
}

/** A limit that depends on a frequency, as the standard prints it: `200·f^-1`, `1/7500·f^1`; null for what is none. */
function formulaOf(value: { readonly [key: string]: Json }): string | null {
  const { c, over, p } = value;
  if (Object.keys(value).length !== 3 || typeof c !== 'number' || typeof over !== 'number') return null;
  if (typeof p !== 'number') return null;
  const factor = over === 1 ? String(c) : `${c}/${over}`;
  return p === 0 ? factor : `${factor}·f^${p}`;
}

const text = (value: Json): string => (value === null ? '—' : String(value));

/**
 * Two editions side by side. One that has phases (过渡期, 终期) stands against each figure of one that has none: what held
 * always is compared with what holds in each phase.
 */
export function compareLines(data: unknown, otherData: unknown): ComparedLine[] {
  const [mine, others] = spreadPhases(data, otherData);
  const idOf = ({ table, subject, key }: RuleLine) => `${table}|${subject}|${key}`;
  const found = new Map(others.map((line) => [idOf(line), line]));
  const compared: ComparedLine[] = mine.map((line) => {
    const other = found.get(idOf(line));
    found.delete(idOf(line));
    return { ...line, other: other?.value ?? null };
  });
  for (const line of found.values()) compared.push({ ...line, value: null, other: line.value });
  return compared;
}

function spreadPhases(data: unknown, otherData: unknown): [RuleLine[], RuleLine[]] {
  const [mine, others] = [linesOf(data), linesOf(otherData)];
  const [phases, otherPhases] = [phasesOf(data), phasesOf(otherData)];
  if (phases.length === 0) return [spread(mine, others, otherPhases), others];
  return otherPhases.length === 0 ? [mine, spread(others, mine, phases)] : [mine, others];
}

function phasesOf(data: unknown): string[] {
  const { phases } = data as { readonly phases?: object };
  return phases ? Object.keys(phases) : [];
}

/** Lines that stand for every phase, where the phased edition has them so. */
function spread(
  lines: readonly RuleLine[],
  phased: readonly RuleLine[],
  phases: readonly string[],
): RuleLine[] {
  const known = new Set(phased.map((line) => `${line.table}|${line.subject}|${line.key}`));
  return lines.flatMap((line) => {
    const keys = phases
      .map((phase) => `${phase}${STEP}${line.key}`)
      .filter((key) => known.has(`${line.table}|${line.subject}|${key}`));
    return keys.length === 0 ? [line] : keys.map((key) => ({ ...line, key }));
  });
}
