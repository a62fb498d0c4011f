/**
 * The verdict of a site check (项目准入研判). What a rule says is the version's; how verdicts rank is ours, and stated here.
 */
export type Effect = 'ban' | 'limit' | 'condition';
export type Level = 'region' | 'area' | 'unit';
export type Verdict = 'forbidden' | 'manual' | 'restricted' | 'allowed';

export interface Rule {
  readonly id: number;
  readonly level: Level;
  /** Name of the area for `area`, code of the unit for `unit`, null for `region`. */
  readonly target: string | null;
  readonly dimension: string;
  readonly text: string;
  /** Beginnings of industry codes (GB/T 4754), digits after an optional section letter; empty: every industry. */
  readonly industries: readonly string[];
  /** Null: the text has no machine condition, and a person reads it. */
  readonly effect: Effect | null;
  /** What a `limit` is about: above `max` the project is forbidden. */
  readonly parameter: string | null;
  readonly max: number | null;
}

export interface Project {
  readonly industry: string | null;
  readonly parameters: Readonly<Record<string, number>>;
}
export interface Place {
  readonly code: string;
  readonly area: string | null;
}

export interface Finding<R extends Rule = Rule> {
  readonly rule: R;
  readonly verdict: Verdict;
}

/** Strictest first. What nobody could decide stands above a condition: it may turn out to forbid. */
const STRICT: readonly Verdict[] = ['forbidden', 'manual', 'restricted', 'allowed'];
const LEVELS: readonly Level[] = ['region', 'area', 'unit'];

/** Digits only: registers write C2511 as well as 2511. */
const digits = (code: string) => code.trim().replace(/^[A-T]/i, '');

/** Rules that hold at a place, from region over area to unit; a rule without a match of industry is left out. */
export function rulesFor<R extends Rule>(
  rules: readonly R[],
  places: readonly Place[],
  project: Project,
): R[] {
  const areas = new Set(places.flatMap((one) => one.area ?? []));
  const units = new Set(places.map((one) => one.code));
  const here = (rule: Rule) =>
    rule.level === 'region' ||
    (rule.target !== null && (rule.level === 'area' ? areas : units).has(rule.target));
  const concerns = (rule: Rule) =>
    rule.industries.length === 0 ||
    project.industry === null ||
    rule.industries.some((one) => digits(project.industry!).startsWith(digits(one)));
  return rules
    .filter((rule) => here(rule) && concerns(rule))
    .toSorted((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) || a.id - b.id);
}

/** What one rule says of a project. Where a fact that it asks for is missing, a person decides. */
export function findingOf<R extends Rule>(rule: R, project: Project): Finding<R> {
  const verdict = (): Verdict => {
    if (rule.effect === null) return 'manual';
    if (rule.industries.length > 0 && project.industry === null) return 'manual';
    if (rule.effect === 'ban') return 'forbidden';
    if (rule.effect === 'condition') return 'restricted';
    const given = rule.parameter === null ? undefined : project.parameters[rule.parameter];
    if (given === undefined || rule.max === null) return 'manual';
    return given > rule.max ? 'forbidden' : 'restricted';
  };
  return { rule, verdict: verdict() };
}

export interface Judgement<R extends Rule = Rule> {
  readonly verdict: Verdict;
  /** The rule that decided; null when none spoke, or when the site leaves the units. */
  readonly decisive: R | null;
  readonly findings: readonly Finding<R>[];
}

/**
 * Strictest wins (从严); of equally strict rules the most local one is named. A site that no unit covers, or not wholly,
 * is at best for a person to decide.
 * @param uncovered share of the site outside every unit, 0–1
 */
export function judge<R extends Rule>(
  rules: readonly R[],
  places: readonly Place[],
  project: Project,
  uncovered: number,
): Judgement<R> {
  const findings = rulesFor(rules, places, project).map((rule) => findingOf(rule, project));
  const open: Verdict = uncovered > UNCOVERED_SHARE ? 'manual' : 'allowed';
  const verdict = [open, ...findings.map((one) => one.verdict)].toSorted(
    (a, b) => STRICT.indexOf(a) - STRICT.indexOf(b),
  )[0]!;
  const decisive = findings.findLast((one) => one.verdict === verdict && verdict !== 'allowed')?.rule ?? null;
  return { verdict, decisive, findings };
}

/** Slivers along drawn borders are no gap. */
export const UNCOVERED_SHARE = 0.001;

/** Steps of the dynamic update (动态更新), in order. */
export const STEPS = [
  'draft',
  'assessed',
  'expert',
  'opinion',
  'government',
  'filed',
  'published',
  'superseded',
] as const;
export type Step = (typeof STEPS)[number];

/** The only step that may follow; `superseded` is not asked for, it comes with the next publication. */
export function nextStep(step: Step): Step | null {
  const at = STEPS.indexOf(step);
  return at < STEPS.indexOf('published') ? STEPS[at + 1]! : null;
}

export const UNIT_CODE = /^ZH\d{6}[123]\d{4}$/;
export type UnitClass = 'priority' | 'key' | 'general';
/** The digit after the county (form of the code: seen in published lists, confidence C). */
export function classOf(code: string): UnitClass | null {
  return UNIT_CODE.test(code) ? (['priority', 'key', 'general'] as const)[Number(code[8]) - 1]! : null;
}
