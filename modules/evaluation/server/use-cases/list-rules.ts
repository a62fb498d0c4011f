import { beijingDate } from '@tarim/kernel';
import type { DbOrTx } from '@tarim/platform';
import type { Static } from '@tarim/platform/contract';
import { standardsOfLimits } from '@tarim/registry/queries';
import { editionOn, listStandards, ruleVersion, type Standard } from '@tarim/standards';
import type { listRules as route } from '../../contract.ts';
import { sourcesOf } from './rule-reference.ts';

type Answer = Static<NonNullable<typeof route.response>>;

/** What this room judges by on any day; the others are kept for reference and for the command line. */
const JUDGED_BY: ReadonlySet<Standard['use']> = new Set(['aqi', 'air-quality', 'air-statistics', 'rounding']);
const DATED: ReadonlySet<Standard['use']> = new Set(['aqi', 'air-quality', 'air-statistics']);

/**
 * All standards of the platform with dates, sources and confidence; those in use first. One of emissions is in use when a
 * registered limit is taken from it.
 * @param limited codes of the standards of registered limits
 */
export function listRules(now: number, limited: ReadonlySet<string>): Answer['rules'] {
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
    obtained: (one.data as { obtained?: boolean }).obtained !== false,
    inUse: (JUDGED_BY.has(one.use) || limited.has(one.code)) && inForce(one, now),
    use: one.use,
  }));
  return rules.sort((a, b) => Number(b.inUse) - Number(a.inUse) || (a.code < b.code ? -1 : 1));
}

/** Those that judge what is measured today. */
export async function standardsInUse(db: DbOrTx, now: number): Promise<Answer['rules']> {
  return listRules(now, await standardsOfLimits(db, now)).filter((rule) => rule.inUse);
}

function inForce(one: Standard, now: number): boolean {
  if (DATED.has(one.use)) return editionOn(one.use, now)?.code === one.code;
  const today = beijingDate(now);
  return (
    one.effectiveFrom !== null &&
    one.effectiveFrom <= today &&
    (one.effectiveTo === null || today <= one.effectiveTo)
  );
}
