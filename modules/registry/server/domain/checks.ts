import { unitConverter } from '@tarim/kernel';
import { checkMn, type MnEdition, validateUscc } from '@tarim/science';
import { factor, toCode2017 } from '@tarim/standards';
import { registryErrors as E } from '../errors.ts';
import { type Issue, issue, type Tongue } from './issue.ts';

/** Credit code (GB 32100-2015), by its check character. */
export function usccIssue(uscc: string): Issue | null {
  const [zh] = validateUscc(uscc, 'zh');
  const [en] = validateUscc(uscc, 'en');
  if (!zh || !en) return null;
  return {
    ...issue(E.usccInvalid, { uscc, reason: zh.message }, 'uscc'),
    en: issue(E.usccInvalid, { uscc, reason: en.message }).en,
  };
}

/** What can stand between `MN=` and the next `;` of a frame: visible ASCII without the separators of HJ 212. */
const MN_IN_FRAME = /^(?:(?![;,=&#])[!-~])+$/;

export function mnIssue(mn: string): Issue | null {
  return MN_IN_FRAME.test(mn) ? null : issue(E.mnInvalid, { mn }, 'mn');
}

/** Where an MN has not the form of its edition. Devices in the field have others: a remark, never a refusal. */
export function mnRemarks(
  mn: string,
  edition: MnEdition,
  tongue: Tongue,
): { code: string; message: string }[] {
  return checkMn(mn, edition, tongue).map(({ code, message }) => ({ code, message }));
}

/** A letter and five digits, as HJ 524, HJ 525 and HJ 212-2017 build codes. Those tables name more than the dictionary. */
const BUILT_CODE = /^[a-z]\d{5}$/;

/** A factor code that can come from a device: of the dictionary, or at least built as the standards build them. */
export function factorIssue(code: string, field = 'code'): Issue | null {
  if (factor(code) || BUILT_CODE.test(code)) return null;
  // Records are kept under codes of 2017, whatever the device sends: a limit on 2005's would judge nothing.
  const instead = toCode2017(code, 'water') ?? toCode2017(code, 'air') ?? toCode2017(code, 'noise');
  if (instead) return issue(E.factorLegacy, { code, instead }, field);
  return issue(E.factorUnknown, { code }, field);
}

export function factorRemark(code: string): Issue | null {
  return factor(code) ? null : issue(E.factorUnlisted, { code }, 'code');
}

/** Range of an instrument or of a parameter. */
export function rangeIssue(low: number | null | undefined, high: number | null | undefined): Issue | null {
  return low != null && high != null && low > high ? issue(E.rangeOrder, { low, high }, 'rangeLow') : null;
}

export interface LimitFields {
  readonly measure: 'converted' | 'actual';
  readonly upper?: number | null;
  readonly lower?: number | null;
  readonly referenceO2?: number | null;
  readonly effectiveFrom: string;
  readonly effectiveTo?: string | null;
}

/** Whether a limit can judge at all, and only what it says. */
export function limitIssues(limit: LimitFields): Issue[] {
  const { upper, lower, effectiveFrom, effectiveTo } = limit;
  const found: Issue[] = [];
  if (upper == null && lower == null) found.push(issue(E.limitBounds, {}, 'upper'));
  if (upper != null && lower != null && lower > upper)
    found.push(issue(E.limitBoundsOrder, { lower, upper }, 'lower'));
  if (effectiveTo != null && effectiveTo < effectiveFrom)
    found.push(issue(E.limitDates, { from: effectiveFrom, to: effectiveTo }, 'effectiveTo'));
  if (limit.measure === 'converted' && limit.referenceO2 == null)
    found.push(issue(E.limitReferenceO2, {}, 'referenceO2'));
  return found;
}

/** A limit on a concentration cannot judge a flow. Units that nobody knows are left to who judges: they judge nothing. */
export function limitUnitIssue(
  unit: string | null | undefined,
  measured: string | null | undefined,
): Issue | null {
  if (!unit?.trim() || !measured?.trim()) return null;
  return unitConverter(measured, unit) === 'unit-foreign'
    ? issue(E.limitUnit, { unit, measured }, 'unit')
    : null;
}
