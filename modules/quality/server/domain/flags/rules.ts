import { type FlagSettings, STREAM_TESTS } from '@tarim/science';
import {
  QUALITY_FLAG_RULES,
  QUALITY_FLAGS,
  QUALITY_MEDIA,
  type QualityFlag,
  type QualityFlagRule,
  type QualityMedium,
  type QualityRow,
  qualityFlagRule,
} from '@tarim/standards';

/** Key of the table of automatic flags among those that an administrator may put versions beside. */
export const FLAG_TABLE = 'automatic-flags';
export const FLAG_TABLE_VERSION = `Tarim/${FLAG_TABLE}@1`;
/** A side of a test that is switched off. */
const OFF = 'off';

/** Rows of rules as a table: a parameter a row, so that each can be written over. */
export function flatRows(rules: readonly QualityFlagRule[] = QUALITY_FLAG_RULES): QualityRow[] {
  return rules.flatMap((rule) =>
    Object.entries(rule.parameters).map(([parameter, value]) => ({
      flag: rule.flag,
      medium: rule.medium,
      item: rule.item,
      parameter,
      value: value === null ? OFF : String(value),
      confidence: rule.confidence,
      source: rule.source,
    })),
  );
}

/** The way back: rows of a table as rules that hold from a day on. */
export function rulesOf(rows: readonly QualityRow[], effectiveFrom: string): QualityFlagRule[] {
  const rules = new Map<string, QualityFlagRule & { parameters: Record<string, number | null> }>();
  for (const row of rows) {
    const key = `${row.flag}/${row.medium}/${row.item}`;
    const rule = rules.get(key) ?? {
      flag: row.flag as QualityFlag,
      medium: row.medium as QualityMedium,
      item: String(row.item),
      parameters: {},
      effectiveFrom,
      effectiveTo: null,
      source: String(row.source),
      confidence: row.confidence as QualityFlagRule['confidence'],
    };
    rule.parameters[String(row.parameter)] = row.value === OFF ? null : Number(row.value);
    rules.set(key, rule);
  }
  return [...rules.values()];
}

const COLUMNS = 'confidence,flag,item,medium,parameter,source,value';
const PARAMETERS = new Set(QUALITY_FLAG_RULES.flatMap((rule) => Object.keys(rule.parameters)));
const CONFIDENCES = new Set(['official-text', 'multi-source', 'memory', 'ours', 'local']);

/** What is wrong with rows that someone wrote: known tests, media and parameters, figures, nothing twice. */
export function flagRowsDefect(
  rows: readonly QualityRow[],
): { row: number; defect: 'columns' | 'number' | 'text' | 'twice' } | null {
  const seen = new Set<string>();
  for (const [index, row] of rows.entries()) {
    const at = (defect: 'columns' | 'number' | 'text' | 'twice') => ({ row: index + 1, defect });
    if (Object.keys(row).sort().join() !== COLUMNS) return at('columns');
    const known =
      (QUALITY_FLAGS as readonly unknown[]).includes(row.flag) &&
      (QUALITY_MEDIA as readonly unknown[]).includes(row.medium) &&
      PARAMETERS.has(String(row.parameter)) &&
      CONFIDENCES.has(String(row.confidence)) &&
      /^(\*|[A-Za-z0-9]{2,12})$/.test(String(row.item)) &&
      typeof row.source === 'string' &&
      row.source.trim() !== '';
    if (!known) return at('text');
    const { value } = row;
    if (value !== OFF && !/^-?\d{1,9}(\.\d{1,6})?$/.test(String(value))) return at('number');
    const key = [row.flag, row.medium, row.item, row.parameter].join('/');
    if (seen.has(key)) return at('twice');
    seen.add(key);
  }
  return null;
}

/** One version of the rules: the table of `@tarim/standards`, or a local one. */
export interface FlagRuleSet {
  readonly version: string;
  readonly rules: readonly QualityFlagRule[];
}
const NATIONAL: FlagRuleSet = { version: FLAG_TABLE_VERSION, rules: QUALITY_FLAG_RULES };

/** Rules that hold on a Beijing date: the newest local version that has begun, else ours. */
export function flagRulesOn(
  local: ReadonlyArray<{ id: number; effectiveFrom: string; rows: readonly QualityRow[] }>,
): (date: string) => FlagRuleSet {
  const versions = [...local]
    .sort((a, b) =>
      a.effectiveFrom === b.effectiveFrom ? b.id - a.id : a.effectiveFrom < b.effectiveFrom ? 1 : -1,
    )
    .map((one) => ({
      from: one.effectiveFrom,
      set: { version: `local/${FLAG_TABLE}@${one.id}`, rules: rulesOf(one.rows, one.effectiveFrom) },
    }));
  return (date) => versions.find((one) => one.from <= date)?.set ?? NATIONAL;
}

/** What is tested of one series of hours, and which rule each test goes by. */
export interface SeriesSettings {
  readonly settings: FlagSettings;
  readonly confidence: Readonly<Partial<Record<QualityFlag, string>>>;
  readonly version: string;
}

const STREAM = Object.keys(STREAM_TESTS) as QualityFlag[];
/** Tests of how records came in: they are of the device, not of a factor. */
export const RECEIPT_TESTS: ReadonlySet<QualityFlag> = new Set(['clock', 'order']);

export function settingsOf(
  set: FlagRuleSet,
  of: { readonly medium: QualityMedium; readonly item: string; readonly range: number | null },
  atMs: number,
  step: number,
): SeriesSettings {
  const settings: Partial<Record<QualityFlag, Record<string, number | null>>> = {};
  const confidence: Partial<Record<QualityFlag, string>> = {};
  for (const flag of STREAM) {
    const rule = qualityFlagRule(flag, of.medium, of.item, atMs, set.rules);
    if (!rule) continue;
    settings[flag] = { step, range: of.range, ...rule.parameters };
    confidence[flag] = rule.confidence;
  }
  return { settings, confidence, version: set.version };
}

/** Medium of a kind of point in the table of rules. */
export function mediumOf(kind: string): QualityMedium {
  if (kind === 'outlet-gas') return 'gas';
  if (kind === 'outlet-water') return 'water';
  if (kind === 'air') return 'air';
  return kind.includes('water') ? 'surface' : '*';
}
