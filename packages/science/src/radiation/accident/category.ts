import type { SourceCategory } from '@tarim/standards';
import type { Members } from '../members.ts';
import { RADIATION_PROBLEMS as P } from '../problems.ts';
import { evaluateSourceCode } from '../source/code.ts';
import { type ClassedSource, evaluateSourceCategory, type SourceGiven } from '../source-category.ts';

export interface AccidentCategory {
  /** What the grade starts with: the graver of the two below. */
  readonly used: SourceCategory | null;
  readonly byCode: SourceCategory | null;
  readonly byActivity: SourceCategory | 'exempt' | null;
  /** Bq at the accident; null: not known. */
  readonly activity: number | null;
  readonly nuclide: string | null;
}

const ORDER: readonly SourceCategory[] = ['I', 'II', 'III', 'IV', 'V'];
const WRITTEN: Readonly<Record<string, SourceCategory>> = {
  '1': 'I',
  '2': 'II',
  '3': 'III',
  '4': 'IV',
  '5': 'V',
  Ⅰ: 'I',
  Ⅱ: 'II',
  Ⅲ: 'III',
  Ⅳ: 'IV',
  Ⅴ: 'V',
  一: 'I',
  二: 'II',
  三: 'III',
  四: 'IV',
  五: 'V',
};

/** The category that a grade starts with: as given, else the graver of the code's digit and of the activity at the accident. */
export function accidentCategory(members: Members): AccidentCategory {
  const given = writtenCategory(members);
  const code = members.text(['code', 'sourceCode', '编码']);
  const parts = code === null ? null : evaluateSourceCode({ code });
  if (parts && !parts.valid) members.problems.push(...parts.problems);
  const byCode = parts?.parts?.category ?? null;
  const source = classedOf(members, code);
  const at = source?.now ?? source?.given ?? null;
  const byActivity = at?.category ?? null;
  const known = [byCode, byActivity === 'exempt' ? null : byActivity].flatMap((one) =>
    one === null ? [] : [one],
  );
  const gravest = ORDER.find((one) => known.includes(one)) ?? null;
  if (byCode !== null && byActivity !== null && byCode !== byActivity && given === null)
    members.tell(
      P.gradeTwoCategories,
      { code: byCode, now: byActivity, used: gravest ?? byCode },
      'category',
    );
  return {
    used: given ?? gravest,
    byCode,
    byActivity,
    activity: at?.activity ?? null,
    nuclide: source?.nuclide ?? parts?.parts?.nuclide ?? null,
  };
}

function writtenCategory(members: Members): SourceCategory | null {
  const raw = members.raw(['category', '类别']);
  if (raw === undefined) return null;
  const text = (typeof raw === 'string' || typeof raw === 'number' ? String(raw) : '').trim().toUpperCase();
  const plain = text.replace(/[类類]$/, '');
  const found = ORDER.find((one) => one === plain) ?? WRITTEN[plain] ?? null;
  if (found === null)
    members.tell(P.member, { name: 'category', value: text, rule: ORDER.join(' | ') }, 'category');
  return found;
}

function classedOf(members: Members, code: string | null): ClassedSource | null {
  if (members.raw(['activity', 'A', '出厂活度']) === undefined) return null;
  const result = evaluateSourceCategory({
    activity: members.raw(['activity', 'A', '出厂活度']),
    nuclide: members.raw(['nuclide', '核素']) as string | undefined,
    code: code ?? undefined,
    measuredAt: members.raw(['measuredAt', 'manufacturedAt', '出厂日期']) as number | undefined,
    at: members.raw(['at', 'accidentAt', 'time', '事故时间']) as number | undefined,
  } as SourceGiven);
  members.problems.push(...result.problems);
  return result.sources[0] ?? null;
}
