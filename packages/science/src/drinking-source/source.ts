import {
  drinkingSourceRules,
  groundwaterLimits,
  type SurfaceWaterTables,
  surfaceWaterLimits,
  type WaterLimit,
} from '@tarim/standards';
import { excessOver } from '../decimal.ts';
import { type Finding, type RuleUsed, ruleUsed, type Step } from '../finding.ts';
import { classifyGroundwater } from '../groundwater/groundwater.ts';
import { problem } from '../problems.ts';
import { rowsFor } from '../surface-water/rate.ts';
import { type DataTime, editionProblems, timeProblem } from '../water/dated.ts';
import { CLASS_III, keepsLimit, type LimitRow } from '../water/item-class.ts';
import { WATER_PROBLEMS as P } from '../water/problems.ts';
import { type KnownItems, readSamples } from '../water/read-values.ts';
import type { WaterValues } from '../water/reading.ts';

/** 河流型, 湖库型 or 地下水型 source of drinking water (集中式饮用水水源). */
export type SourceKind = 'river' | 'lake' | 'groundwater';

export interface SourceInput {
  readonly time?: DataTime;
  readonly kind?: SourceKind;
  readonly values?: WaterValues;
  readonly samples?: readonly WaterValues[];
}

export interface SourceResult extends Finding {
  readonly kind: SourceKind | null;
  /** 达标: every item that is there keeps its limit; what is not there is in `missing`. Null: nothing to judge. */
  readonly compliant: boolean | null;
  readonly exceeding: ReadonlyArray<{
    item: string;
    value: number;
    limit: WaterLimit | undefined;
    multiple: number | null;
  }>;
  /** 化学需氧量, 总氮 and 粪大肠菌群 of surface sources, which are told but not judged: whether they keep class III. */
  readonly apart: Readonly<Record<string, boolean>>;
}

/**
 * Compliance of one source by single factors: a surface source by class III of GB 3838 table 1 and by tables 2 and 3, a
 * groundwater source by class III of GB/T 14848. Town and rural sources (千吨万人) alike. The lists of items are from memory.
 */
export function evaluateSource(input: SourceInput): SourceResult {
  const { kind, time } = input;
  const invalid = timeProblem(time);
  if (invalid) return { ...NONE, problems: [invalid] };
  if (kind !== 'river' && kind !== 'lake' && kind !== 'groundwater')
    return { ...NONE, problems: [problem(P.sourceKind, {}, 'kind')] };
  return kind === 'groundwater' ? groundwaterSource(input) : surfaceSource(input, kind);
}

const NONE: SourceResult = {
  kind: null,
  compliant: null,
  exceeding: [],
  apart: {},
  rules: [],
  used: {},
  missing: [],
  steps: [],
  problems: [],
};

function surfaceSource(input: SourceInput, kind: 'river' | 'lake'): SourceResult {
  const limits = surfaceWaterLimits(input.time ?? null);
  const rules = drinkingSourceRules(input.time ?? null);
  const { table1_without: without } = rules.data.surface;
  const rows = surfaceRows(limits.data, kind);
  const read = readSamples(
    input,
    rows.map((row) => row.row),
    limits.code,
  );
  const judged = rows.flatMap(({ row, table }) => {
    const known = read.known.get(row.item);
    if (!known) return [];
    const limit = row.limits[CLASS_III]!;
    // What was not detected never exceeds.
    const keeps = known.below !== null && row.compare === 'le' ? true : keepsLimit(known, limit, row.compare);
    const multiple = !keeps && row.compare === 'le' ? excessOver(known.value, limit as number) : null;
    const hidden = known.below !== null && typeof limit === 'number' && known.below > limit;
    const step: Step = {
      of: row.item,
      rule: `${limits.code} 表${table}`,
      formula: `${known.below === null ? known.value : `<${known.below}`} / ${Array.isArray(limit) ? `[${limit.join(', ')}]` : limit}`,
      result: keeps ? '达标' : '超标',
    };
    const poor = hidden
      ? problem(P.detection, { item: row.item, value: known.below, limit }, row.item)
      : null;
    return [{ item: row.item, value: known.value, limit, keeps, multiple, step, poor }];
  });
  const entering = judged.filter((one) => !without.includes(one.item));
  const apart = judged.filter((one) => rules.data.reported_apart.includes(one.item));
  const asked = rows
    .filter(({ row, table }) => table < 3 && !without.includes(row.item))
    .map(({ row }) => row.item);
  return finish(
    kind,
    read,
    entering
      .filter((one) => !one.keeps)
      .map(({ item, value, limit, multiple }) => ({ item, value, limit, multiple })),
    entering.length,
    asked,
    {
      apart: Object.fromEntries(apart.map((one) => [one.item, one.keeps])),
      rules: [ruleUsed(rules), ruleUsed(limits)],
      steps: judged.map((one) => one.step),
      problems: [...editionProblems(input.time, [limits, rules]), ...judged.flatMap((one) => one.poor ?? [])],
    },
  );
}

/** Table 1 at class III, tables 2 and 3; item by item, with the table it stands in. */
function surfaceRows(tables: SurfaceWaterTables, kind: 'river' | 'lake'): { row: LimitRow; table: number }[] {
  const added = (rows: SurfaceWaterTables['table2_drinking_source'], table: number) =>
    rows.map(({ item, unit, limit }) => ({
      row: { item, unit, compare: 'le' as const, limits: [limit, limit, limit] },
      table,
    }));
  return [
    ...rowsFor(tables, kind).map((row) => ({ row, table: 1 })),
    ...added(tables.table2_drinking_source, 2),
    ...added(tables.table3_drinking_source, 3),
  ];
}

function groundwaterSource(input: SourceInput): SourceResult {
  const limits = groundwaterLimits(input.time ?? null);
  const rules = drinkingSourceRules(input.time ?? null);
  const { classes, table1_regular: regular, table2_non_regular: other } = limits.data;
  const rows = [...regular, ...other];
  const read = readSamples(input, rows, limits.code);
  const judged = classifyGroundwater(read.known, rows, classes);
  const limitOf = (item: string) => rows.find((row) => row.item === item)?.limits?.[CLASS_III];
  return finish(
    'groundwater',
    read,
    judged
      .filter((one) => one.index > CLASS_III)
      .map(({ item, known, multiple }) => ({ item, value: known.value, limit: limitOf(item), multiple })),
    judged.length,
    regular.map((row) => row.item),
    {
      apart: {},
      rules: [ruleUsed(rules), ruleUsed(limits)],
      steps: judged.map((one) => one.step),
      problems: [
        ...editionProblems(input.time, [limits, rules]),
        ...judged.flatMap((one) => one.problem ?? []),
      ],
    },
  );
}

function finish(
  kind: SourceKind,
  { known, problems }: { known: KnownItems; problems: SourceResult['problems'] },
  exceeding: SourceResult['exceeding'],
  judged: number,
  asked: readonly string[],
  more: Pick<SourceResult, 'apart' | 'steps' | 'problems'> & { rules: RuleUsed[] },
): SourceResult {
  const compliant = judged === 0 ? null : exceeding.length === 0;
  const result = compliant === null ? null : compliant ? '达标' : '不达标';
  const over = exceeding.map((one) => one.item).join(', ');
  return {
    kind,
    compliant,
    exceeding,
    ...more,
    used: Object.fromEntries([...known].map(([item, { value }]) => [item, value])),
    missing: asked.filter((item) => !known.has(item)),
    steps: [...more.steps, { of: '水源水质', rule: more.rules[0]!.standard, formula: over, result }],
    problems: [...more.problems, ...problems, ...(judged === 0 ? [problem(P.nothing)] : [])],
  };
}
