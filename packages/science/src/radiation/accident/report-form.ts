import { beijingDate, beijingIso } from '@tarim/kernel';
import { ACCIDENT_STANDARD } from '@tarim/standards';
import type { Members } from '../members.ts';
import type { AccidentCategory } from './category.ts';
import type { AccidentFacts } from './grade.ts';

/** A part of 辐射事故初始报告表 with what is known of it; null: to be written. */
export interface FormPart {
  readonly key: string;
  readonly zh: string;
  /** Rows of it may be added. */
  readonly repeats: boolean;
  readonly values: Readonly<Record<string, string | number | boolean | null>>;
}

const EVENT_WORDS: Readonly<Record<string, string>> = {
  lost: '丢失',
  stolen: '被盗',
  uncontrolled: '失控',
  loss: '丢失',
  theft: '被盗',
  'out of control': '失控',
  exposure: '人员受照',
  contamination: '放射性污染',
  污染: '放射性污染',
};

const date = (value: unknown): string | null =>
  typeof value === 'number' && Math.abs(value) < 7e12 ? beijingDate(value) : null;

/** The form of 环发〔2006〕145号 annex 1; it asks for the activity at manufacture and at the accident, and both are filled. */
export function initialReport(
  members: Members,
  category: AccidentCategory,
  facts: AccidentFacts,
): FormPart[] {
  const at = members.raw(['at', 'accidentAt', 'time', '事故时间']);
  const known: Record<string, string | number | boolean | null> = {
    事故发生时间: typeof at === 'number' && Math.abs(at) < 7e12 ? beijingIso(at) : null,
    事故源核素名称: category.nuclide,
    '出厂活度（Bq）': plain(members.raw(['activity', 'A', '出厂活度'])),
    出厂日期: date(members.raw(['measuredAt', 'manufacturedAt', '出厂日期'])),
    放射源编码: plain(members.raw(['code', 'sourceCode', '编码'])),
    '事故时活度（Bq）': category.activity,
    名称: null,
  };
  if (facts.event !== null) known[EVENT_WORDS[facts.event] ?? facts.event] = true;
  return ACCIDENT_STANDARD.data.fields.map(({ key, zh, repeats = false, parts }) => ({
    key,
    zh,
    repeats,
    values: Object.fromEntries(parts.map((part) => [part, known[part] ?? plain(members.raw(part))])),
  }));
}

/** What may stand in a form: short texts and numbers. */
function plain(value: unknown): string | number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  return typeof value === 'string' && value.length <= 500 ? value : null;
}
