import { Cells, type Column, type Found, type RawRow, sheetErrors, wrong } from '@tarim/platform';
import type { RuleInput, RuleRow } from '../../contract.ts';
import { zoningErrors as E } from '../errors.ts';

export const RULE_SHEET = '准入清单';
type Field =
  | 'level'
  | 'target'
  | 'dimension'
  | 'text'
  | 'industries'
  | 'effect'
  | 'parameter'
  | 'max'
  | 'basis';

export const RULE_COLUMNS: readonly Column<Field>[] = [
  { field: 'level', title: '层级', required: true, how: '区域、片区、单元' },
  {
    field: 'target',
    title: '适用对象',
    required: false,
    verbatim: true,
    how: '片区名称或单元编码；区域规则留空',
  },
  { field: 'dimension', title: '维度', required: true, how: '四个维度之一' },
  { field: 'text', title: '管控要求', required: true, verbatim: true, how: '不超过 2000 字' },
  {
    field: 'industries',
    title: '行业代码',
    required: false,
    how: 'GB/T 4754 代码的开头，顿号或空格隔开；留空为全部行业',
  },
  { field: 'effect', title: '机器判定', required: false, how: '禁止、限值、条件；留空由人工研判' },
  {
    field: 'parameter',
    title: '限值参数',
    required: false,
    verbatim: true,
    how: '机器判定为限值时必填，写明单位',
  },
  { field: 'max', title: '上限', required: false, how: '机器判定为限值时必填' },
  { field: 'basis', title: '依据', required: false, verbatim: true, how: '文件名称与条款' },
];

const LEVELS = { 区域: 'region', 片区: 'area', 单元: 'unit' } as const;
const DIMENSIONS = {
  空间布局约束: 'layout',
  污染物排放管控: 'emission',
  环境风险防控: 'risk',
  资源利用效率: 'resource',
} as const;
const EFFECTS = { 禁止: 'ban', 限值: 'limit', 条件: 'condition' } as const;
const INDUSTRY = /^(?:[A-T]\d{0,4}|\d{1,4})$/;
const MOST_INDUSTRIES = 200;

/** What rules of the draft may name. */
export interface Targets {
  readonly areas: ReadonlySet<string>;
  readonly units: ReadonlySet<string>;
}

/** Two rules are the same when they say the same, whatever their numbers. */
export const saying = ({
  level,
  target,
  dimension,
  text,
  industries,
  effect,
  parameter,
  max,
  basis,
}: RuleInput): string =>
  JSON.stringify([level, target, dimension, text, industries, effect, parameter, max, basis]);

/** Rows of an access list as rules; every defect of a row is told, and a row with one gives no rule. */
export function readRuleRows(
  raw: readonly RawRow<Field>[],
  targets: Targets,
): { rules: RuleInput[]; found: Found[] } {
  const rules: RuleInput[] = [];
  const found: Found[] = [];
  const seen = new Map<string, number>();
  for (const one of raw) {
    const cells = new Cells(one, RULE_COLUMNS);
    const level = cells.word('level', LEVELS);
    const target = cells.text('target', 100) || null;
    const dimension = cells.word('dimension', DIMENSIONS);
    const effect = cells.word('effect', EFFECTS);
    const parameter = cells.text('parameter', 40) || null;
    const max = cells.number('max', -1e12, 1e12);
    const industries = one.industries
      .toUpperCase()
      .split(/[\s,，、;；]+/)
      .filter((code) => code !== '');
    if (industries.length > MOST_INDUSTRIES || industries.some((code) => !INDUSTRY.test(code)))
      cells.tell('industries', E.rowIndustry);
    if (level === 'region' && target !== null) cells.tell('target', E.ruleTarget);
    if (level === 'area' && !targets.areas.has(target ?? '')) cells.tell('target', E.ruleTarget);
    if (level === 'unit' && !targets.units.has(target ?? '')) cells.tell('target', E.ruleTarget);
    if (effect === 'limit' && parameter === null) cells.tell('parameter', E.ruleLimit);
    if (effect === 'limit' && one.max === '') cells.tell('max', E.ruleLimit);
    // A limit that nobody would compare is an error of filling in, not a note.
    if (effect !== 'limit' && (parameter !== null || one.max !== '')) cells.tell('effect', E.rowNoLimit);
    const [text, basis] = [cells.text('text', 2000), cells.text('basis', 300) || null];
    found.push(...cells.found);
    if (cells.found.length > 0 || level === null || dimension === null) continue;
    const rule = { level, target, dimension, text, industries, effect, parameter, max, basis };
    const said = saying(rule);
    const before = seen.get(said);
    if (before !== undefined) found.push(wrong(one.row, null, sheetErrors.twice, { row: before }));
    else {
      seen.set(said, one.row);
      rules.push(rule);
    }
  }
  return { rules, found };
}

const wordOf = <W>(words: Readonly<Record<string, W>>, value: W): string =>
  Object.entries(words).find(([, one]) => one === value)?.[0] ?? '';

/** A rule as the sheet writes it: what is exported can be brought again. */
export const rowOfRule = (rule: RuleRow): (string | number | null)[] => [
  wordOf(LEVELS, rule.level),
  rule.target,
  wordOf(DIMENSIONS, rule.dimension),
  rule.text,
  rule.industries.join('、'),
  rule.effect === null ? null : wordOf(EFFECTS, rule.effect),
  rule.parameter,
  rule.max,
  rule.basis,
];
