import { beijingDate } from '@tarim/kernel';
import type { Static } from '@tarim/platform/contract';
import { editionOn, listStandards, ruleVersion, type Standard } from '@tarim/standards';
import type { listRules as route } from '../../contract.ts';
import { sourcesOf } from './rule-reference.ts';

type Answer = Static<NonNullable<typeof route.response>>;

/** What this room judges by; the others are kept for reference. */
const JUDGED_BY: ReadonlySet<Standard['use']> = new Set([
  'aqi',
  'air-quality',
  'air-statistics',
  'rounding',
  'emission-limit',
]);
const DATED: ReadonlySet<Standard['use']> = new Set(['aqi', 'air-quality', 'air-statistics']);

/** All standards of the platform with dates, sources and confidence; those in force first. */
export function listRules(now: number): Answer['rules'] {
  const rules = listStandards().map((one) => ({
    code: one.code,
    titleZh: one.titleZh,
    titleEn: one.titleEn,
    nature: one.nature,
    version: ruleVersion(one),
    effectiveFrom: one.effectiveFrom,
    effectiveTo: one.effectiveTo,
    status: one.effectiveNote,
    sources: sourcesOf(one),
    confidence: one.confidence,
    inUse: JUDGED_BY.has(one.use) && inForce(one, now),
    use: one.use,
  }));
  return rules.sort((a, b) => Number(b.inUse) - Number(a.inUse) || (a.code < b.code ? -1 : 1));
}

/** Those that judge what is measured today. */
export function standardsInUse(now: number): Answer['rules'] {
  return listRules(now).filter((rule) => rule.inUse);
}

function inForce(one: Standard, now: number): boolean {
  if (DATED.has(one.use)) return editionOn(one.use, now)?.code === one.code;
  const today = beijingDate(now);
  return one.effectiveFrom <= today && (one.effectiveTo === null || today <= one.effectiveTo);
}
