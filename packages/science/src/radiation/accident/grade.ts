import { ACCIDENT_STANDARD, type AccidentGrade, type GradeRule } from '@tarim/standards';
import { type Finding, ruleUsed, type Step } from '../../finding.ts';
import { Members } from '../members.ts';
import { RADIATION_PROBLEMS as P } from '../problems.ts';
import { type AccidentCategory, accidentCategory } from './category.ts';
import { type FormPart, initialReport } from './report-form.ts';

export interface GradeInput {
  /** I … V; or code, or nuclide with activity and dates (epoch ms), from which it is told. */
  readonly category?: string | number;
  readonly code?: string;
  readonly nuclide?: string;
  readonly activity?: number | string;
  readonly measuredAt?: number;
  readonly at?: number;
  /** `lost`, `stolen`, `uncontrolled`, `exposure`, `contamination`. */
  readonly event?: string;
  /** 大范围严重辐射污染, severe contamination of a large area; 局部, of a small one. */
  readonly wideContamination?: boolean;
  readonly localContamination?: boolean;
  /** People. */
  readonly deaths?: number;
  /** Severe acute radiation sickness or disabled organs. */
  readonly severe?: number;
  /** Somebody received more than the limit of a year. */
  readonly overLimit?: boolean;
  readonly tailingsBreak?: boolean;
  readonly overDischarge?: boolean;
}

export interface GradeResult extends Finding {
  readonly grade: AccidentGrade | null;
  /** 1 the gravest … 4. */
  readonly level: number | null;
  readonly en: string | null;
  /** Rules that hold, the gravest first; `plan`: of the ministry's plan, not of the regulation. */
  readonly matched: readonly {
    readonly id: string;
    readonly grade: AccidentGrade;
    readonly zh: string;
    readonly of: string;
  }[];
  readonly category: AccidentCategory;
  readonly response: { readonly lead: string; readonly level: string; readonly confidence: string } | null;
  /** Clocks that run now (`tarim radiation deadline`). */
  readonly clocks: readonly string[];
  /** 辐射事故初始报告表, filled as far as it is known. */
  readonly report: {
    readonly name: string;
    readonly withinHours: number;
    readonly parts: readonly FormPart[];
  };
}

const LOST = [
  'lost',
  'stolen',
  'uncontrolled',
  'loss',
  'theft',
  'out of control',
  '丢失',
  '被盗',
  '失控',
] as const;
const EVENTS = [...LOST, 'exposure', 'contamination', '人员受照', '污染'] as const;

/**
 * Grade of a radiation accident (国务院令第449号, art. 40): the gravest rule that holds. The category to start with is the graver of code
 * and activity at the accident (ours); a department may change the grade with a reason.
 */
export function evaluateGrade(input: GradeInput): GradeResult {
  const members = new Members(input);
  const steps: Step[] = [];
  const category = accidentCategory(members);
  const told = members.wrongs;
  const facts = factsOf(members, category);
  const unread = members.wrongs > told;
  const { grades, rules, plan_extras, response, form } = ACCIDENT_STANDARD.data;
  const levelOf = (grade: AccidentGrade): number => grades.find((one) => one.grade === grade)!.level;
  const matched = [
    ...rules.filter((rule) => holds(rule, facts)).map((one) => ({ ...one, of: ACCIDENT_STANDARD.code })),
    ...plan_extras.filter((one) => facts.extras.has(one.id)).map((one) => ({ ...one, of: 'plan' })),
  ]
    .map(({ id, grade, zh, of }) => ({ id, grade, zh, of }))
    .sort((a, b) => levelOf(a.grade) - levelOf(b.grade));
  for (const one of matched) steps.push({ of: one.grade, rule: one.of, formula: one.zh, result: one.id });
  if (facts.lost && category.used === null) {
    members.missing.push('category');
    members.tell(P.gradeCategory, {}, 'category');
  }
  const found = matched[0]?.grade ?? null;
  // What cannot be read may be what makes it graver; only of the gravest nothing is left open.
  const grade = found !== null && unread && levelOf(found) > 1 ? null : found;
  if (found === null && !unread) members.tell(P.gradeNone);
  const head = grades.find((one) => one.grade === grade) ?? null;
  const lead = response.find((one) => one.grade === grade);
  return {
    grade,
    level: head?.level ?? null,
    en: head?.en ?? null,
    matched,
    category,
    response: lead ? { lead: lead.lead, level: lead.level, confidence: lead.confidence } : null,
    clocks: grade === null ? [] : clocksOf(head!.level),
    report: {
      name: form.name,
      withinHours: form.within_hours,
      parts: initialReport(members, category, facts),
    },
    rules: [ruleUsed(ACCIDENT_STANDARD)],
    used: members.used,
    missing: members.missing,
    steps,
    problems: members.problems,
  };
}

export interface AccidentFacts {
  readonly category: AccidentCategory;
  readonly event: string | null;
  readonly lost: boolean;
  readonly wide: boolean;
  readonly deaths: number;
  readonly severe: number;
  readonly overLimit: boolean;
  readonly extras: ReadonlySet<string>;
}

function factsOf(members: Members, category: AccidentCategory): AccidentFacts {
  const event = members.word(['event', 'kind', 'type', '事故类型'], EVENTS);
  const people = (names: readonly string[]) => members.number(names, { min: 0, max: 1e6, whole: true }) ?? 0;
  const flag = (...names: string[]) => members.flag(names);
  return {
    category,
    event,
    lost:
      (LOST as readonly unknown[]).includes(event) ||
      ['lost', 'stolen', 'uncontrolled', '丢失', '被盗', '失控'].some((name) => flag(name)),
    wide: flag('wideContamination', 'severeWideContamination', 'largeArea', '大范围严重污染'),
    deaths: people(['deaths', 'acuteDeaths', '急性死亡']),
    severe: people([
      'severe',
      'severeCases',
      'severeRadiationSickness',
      'severeARS',
      'severeSickness',
      'ars',
      '重度放射病',
    ]),
    overLimit: flag('overLimit', 'overexposed', 'overExposure', '超限照射'),
    extras: new Set([
      ...(flag('localContamination', '局部污染') ? ['local-contamination'] : []),
      ...(flag('tailingsBreak', '尾矿库垮坝') ? ['tailings-break'] : []),
      ...(flag('overDischarge', '严重超标排放') ? ['over-discharge'] : []),
    ]),
  };
}

function holds(rule: GradeRule, facts: AccidentFacts): boolean {
  const { used } = facts.category;
  return (
    (rule.categories === undefined || (used !== null && rule.categories.includes(used))) &&
    (!rule.lost || facts.lost) &&
    (!rule.wideContamination || facts.wide) &&
    (rule.deathsFrom === undefined || facts.deaths >= rule.deathsFrom) &&
    (rule.severeFrom === undefined || facts.severe >= rule.severeFrom) &&
    (!rule.overLimit || facts.overLimit)
  );
}

/** From major upwards the province and the State Council have clocks too; the ministry's runs for the gravest only. */
function clocksOf(level: number): string[] {
  return [
    'acc-unit',
    'acc-local',
    ...(level <= 2 ? ['acc-province', 'acc-state-council'] : []),
    ...(level === 1 ? ['acc-ministry'] : []),
  ];
}
