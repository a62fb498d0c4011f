import type { ErrorDefinition, ErrorParams } from '@tarim/kernel';
import { changeGrade, evaluateEi, evaluateEqi } from '@tarim/science';
import { EI_STANDARD, EQI_STANDARD } from '@tarim/standards';
import {
  type Change,
  EMISSIONS,
  HABITATS,
  type Method,
  type Remark,
  type Rule,
  STRESSES,
  type StatusInput,
  type Step,
  SUB_INDICES,
} from '../../contract.ts';
import { ecologyErrors as E } from '../errors.ts';

/** An index with all that made it, as it is kept. */
export interface Judged {
  readonly value: number;
  readonly grade: string;
  /** Before an event lowered it. */
  readonly gradeOfIndex: string;
  readonly indices: Readonly<Record<string, number>>;
  readonly rule: Rule;
  readonly steps: readonly Step[];
  readonly remarks: readonly Remark[];
}
export interface Defect {
  readonly definition: ErrorDefinition;
  readonly params: ErrorParams;
}
export type Judgement =
  | { readonly judged: Judged; readonly defects: readonly [] }
  | { readonly judged: null; readonly defects: readonly Defect[] };

const OF_EQI: ReadonlySet<string> = new Set(['area', 'eqi', 'indices']);
/** Rounding of areas that were summed from maps: one in a thousand is no contradiction. */
const AREA_TOLERANCE = 1.001;

/** Evaluates an input by the rule in force; what is missing, foreign or contradictory is told instead. */
export function judgeStatus(method: Method, given: StatusInput): Judgement {
  const input = withoutNothing(given);
  const defects = [...foreign(method, input), ...contradictions(input)];
  if (defects.length > 0) return { judged: null, defects };
  const found =
    method === 'EI'
      ? eiOf(input)
      : (() => {
          const {
            EQI: value,
            class: grade,
            ...rest
          } = evaluateEqi(input as Parameters<typeof evaluateEqi>[0]);
          return { ...rest, value, grade, gradeOfIndex: grade, indices: { ...input.indices } };
        })();
  const { value, grade, gradeOfIndex } = found;
  if (value === null || grade === null || gradeOfIndex === null)
    return { judged: null, defects: [{ definition: E.incomplete, params: { items: lacking(found) } }] };
  return {
    judged: {
      value,
      grade,
      gradeOfIndex,
      indices: found.indices,
      rule: found.rules[0]!,
      steps: found.steps,
      remarks: found.problems.map(({ code, message }) => ({ code, message })),
    },
    defects: [],
  };
}

function eiOf(input: StatusInput) {
  const { EI: value, ...rest } = evaluateEi(input as Parameters<typeof evaluateEi>[0]);
  return { ...rest, value };
}

/** The single figures that lack, where science names them; otherwise the sub-indices. */
function lacking({
  missing,
  problems,
}: {
  missing: readonly string[];
  problems: readonly { code: string; path?: string }[];
}): string {
  const paths = problems
    .filter((one) => one.code !== 'ECOLOGY_RULE_UNVERIFIED')
    .flatMap((one) => one.path ?? []);
  return [...new Set(paths.length > 0 ? [...missing, ...paths] : missing)].join(', ');
}

/** Null and empty groups say nothing: an input with them is the same as one without. */
export function withoutNothing(input: StatusInput): StatusInput {
  return Object.fromEntries(
    Object.entries(input).flatMap(([key, value]): [string, unknown][] => {
      if (value === null || value === undefined) return [];
      if (typeof value !== 'object') return [[key, value]];
      return Object.keys(value).length === 0 ? [] : [[key, value]];
    }),
  ) as StatusInput;
}

function foreign(method: Method, input: StatusInput): Defect[] {
  const known: Readonly<Record<string, readonly string[]>> = {
    indices: SUB_INDICES[method],
    habitat: HABITATS,
    stress: STRESSES,
    emissions: EMISSIONS,
  };
  const keys = Object.keys(input).filter((key) => (method === 'EQI' ? !OF_EQI.has(key) : key === 'eqi'));
  const inner = Object.entries(known).flatMap(([group, names]) =>
    Object.keys((input[group as keyof StatusInput] as object | undefined) ?? {})
      .filter((name) => !names.includes(name))
      .map((name) => `${group}.${name}`),
  );
  const items = [...keys, ...inner];
  return items.length === 0
    ? []
    : [{ definition: E.fieldForeign, params: { method, items: items.join(', ') } }];
}

function contradictions({ area, habitat }: StatusInput): Defect[] {
  if (!area || !habitat) return [];
  const sum = Object.values(habitat).reduce((all, one) => all + one, 0);
  if (sum <= area * AREA_TOLERANCE) return [];
  return [{ definition: E.habitatTooLarge, params: { sum: Number(sum.toFixed(3)), area } }];
}

export const gradesOf = (method: Method): { zh: string; ge: number | null }[] =>
  (method === 'EI' ? EI_STANDARD : EQI_STANDARD).data.grades.map(({ zh, ge }) => ({ zh, ge: ge ?? null }));

/** 变化分级 of a value against the one of another year, by the method's own classes. */
export function changeOf(method: Method, value: number, against: number, previous: number): Change {
  const { data } = method === 'EI' ? EI_STANDARD : EQI_STANDARD;
  return { against, ...changeGrade(value, previous, data.change) };
}
