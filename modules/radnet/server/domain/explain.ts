import { beijingIso } from '@tarim/kernel';
import type { FindingKind, HourState } from '../../contract.ts';
import { type Tongue, wordsIn } from '../words.ts';

const figure = (value: number | null): string => (value === null ? '—' : String(Number(value.toFixed(1))));

/** Why a finding stands, in words with the figures that made it; the rule is of this platform and is named so. */
export function explainFinding(
  one: {
    readonly kind: FindingKind;
    readonly worst: HourState;
    readonly from: number;
    readonly hours: number;
    /** nGy/h */
    readonly peak: number | null;
    readonly limit: number | null;
    readonly mean: number | null;
    /** mm */
    readonly rain: number | null;
    readonly ruleVersion: string | null;
  },
  tongue: Tongue,
): string {
  const t = wordsIn(tongue);
  return t(`told.${one.kind}`, {
    state: t(`hour.${one.worst}`),
    from: beijingIso(one.from).slice(0, 16).replace('T', ' '),
    hours: one.hours,
    peak: figure(one.peak),
    limit: figure(one.limit),
    mean: figure(one.mean),
    rain: figure(one.rain),
    rule: one.ruleVersion ?? '—',
  });
}
