import type { Confidence, Standard } from './standards.ts';
import { editionOn, listStandards, ruleVersion } from './standards.ts';

/** How many stations of a city must have a valid value before its mean may be told (城市点位数据有效性). */
export interface CityStationRule {
  readonly standard: string;
  readonly ruleVersion: string;
  /** Share of the stations, 0…1. */
  readonly share: number;
  /** A city with fewer stations than `below` has a share of its own. */
  readonly few: { readonly below: number; readonly share: number };
  readonly confidence: Confidence;
}

interface StationTable {
  readonly share_percent: number;
  readonly few: { readonly below: number; readonly share_percent: number };
  readonly confidence: Confidence;
}

/** HJ 663 on the date of the data. The edition of 2026 was not obtained in full: it goes on with the figures of 2013, unverified. */
export function cityStationRule(atMs: number): CityStationRule {
  const edition = editionOn('air-statistics', atMs)!;
  const data = edition.data as { city_stations?: StationTable; city_stations_candidate?: StationTable };
  const table = (data.city_stations ?? data.city_stations_candidate)!;
  return {
    standard: edition.code,
    ruleVersion: ruleVersion(edition),
    share: table.share_percent / 100,
    few: { below: table.few.below, share: table.few.share_percent / 100 },
    confidence: table.confidence,
  };
}

/** When a target counts as kept over a longer time (超低排放: 95 % of the hours of a month). */
export interface TargetRule {
  readonly standard: string;
  readonly ruleVersion: string;
  /** Share of the hours judged that must lie within the target, 0…1. */
  readonly shareOfHours: number;
  readonly appliesTo: { readonly zh: string; readonly en: string };
  readonly confidence: Confidence;
}

/**
 * The target that a limit's standard names, null for real standards and names we do not know. A register may say more than
 * the name (`超低排放（环大气〔2019〕35号）`).
 */
export function targetOf(standard: string | null): Standard | null {
  const name = standard?.trim();
  if (!name) return null;
  return listStandards().find((one) => one.nature === 'target' && name.startsWith(one.code)) ?? null;
}

export function targetRule(standard: string | null): TargetRule | null {
  const found = targetOf(standard);
  if (!found) return null;
  const { hourly_compliance: rule } = found.data as {
    hourly_compliance: {
      share_of_hours_percent: number;
      applies_to: { zh: string; en: string };
      confidence: Confidence;
    };
  };
  return {
    standard: found.code,
    ruleVersion: ruleVersion(found),
    shareOfHours: rule.share_of_hours_percent / 100,
    appliesTo: rule.applies_to,
    confidence: rule.confidence,
  };
}
