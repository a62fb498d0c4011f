import {
  evaluateGroundwater,
  evaluateNoise,
  evaluateSection,
  evaluateSoil,
  evaluateSource,
  type Finding,
  type Reading,
  type SourceKind,
} from '@tarim/science';
import { SOIL_LANDS, type SoilLand } from '@tarim/standards';
import { monitoredItem } from './items.ts';

/** A result as it is judged: its value, or below what nothing was found. */
export interface JudgedValue {
  readonly item: string;
  readonly value: number | null;
  readonly detectionLimit: number | null;
  readonly unit: string;
}

/** What a set of results comes to (评价结论). */
export interface Judgement {
  readonly grade: string | null;
  readonly verdict: 'meets' | 'exceeds' | null;
  /** Class of water that the place is to have (目标类别); null where the standard alone decides. */
  readonly target: string | null;
  readonly exceeding: ReadonlyArray<{ item: string; multiple: number | null }>;
  readonly finding: Finding | null;
}

export interface Site {
  readonly kind: string;
  readonly attributes: Readonly<Record<string, string | number | boolean | null>>;
}

/**
 * Judges the results of one sampling by the standard of the medium that was in force at the time of sampling. Of several
 * samples of an item (parallels apart) the mean enters. Media without a rule here have no grade.
 * @param samples one list of values for each sample
 */
export function judgeTask(
  site: Site,
  time: number,
  samples: ReadonlyArray<readonly JudgedValue[]>,
): Judgement {
  const read = samples.map(waterValues);
  switch (site.kind) {
    case 'surface-water': {
      const kind = site.attributes.waterKind === 'lake' ? 'lake' : 'river';
      const found = evaluateSection({ time, kind, samples: read });
      const target = String(site.attributes.targetClass ?? 'III');
      return {
        grade: found.class,
        verdict: found.class === null ? null : worse(found.class, target) ? 'exceeds' : 'meets',
        target,
        exceeding: found.exceeding.map(({ item, multiple }) => ({ item: named(site, item), multiple })),
        finding: found,
      };
    }
    case 'drinking-water': {
      const found = evaluateSource({ time, kind: sourceKind(site), samples: read });
      return {
        grade: found.compliant === null ? null : found.compliant ? '达标' : '不达标',
        verdict: found.compliant === null ? null : found.compliant ? 'meets' : 'exceeds',
        target: null,
        exceeding: found.exceeding.map(({ item, multiple }) => ({ item: named(site, item), multiple })),
        finding: found,
      };
    }
    case 'groundwater': {
      const found = evaluateGroundwater({ time, samples: read });
      return {
        grade: found.class,
        verdict: found.class === null ? null : worse(found.class, 'III') ? 'exceeds' : 'meets',
        target: 'III',
        exceeding: found.exceeding.map(({ item, multiple }) => ({ item: named(site, item), multiple })),
        finding: found,
      };
    }
    case 'soil':
      return soil(site, samples[0] ?? []);
    case 'noise':
      return noise(site, samples[0] ?? []);
    default:
      return { grade: null, verdict: null, target: null, exceeding: [], finding: null };
  }
}

/** Rules go by symbols, bulletins by printed names. */
export const named = ({ kind }: Site, item: string) => monitoredItem(kind, item)?.item ?? item;

const CLASSES = ['I', 'II', 'III', 'IV', 'V'];

/** Whether a class is worse than another; 劣Ⅴ stands behind all. */
export function worse(found: string, target: string): boolean {
  const place = (name: string) => {
    const at = CLASSES.indexOf(name);
    return at < 0 ? CLASSES.length : at;
  };
  return place(found) > place(target);
}

export function sourceKind({ attributes }: Site): SourceKind {
  const kind = attributes.sourceKind;
  return kind === 'lake' || kind === 'groundwater' ? kind : 'river';
}

export function waterValues(values: readonly JudgedValue[]): Record<string, Reading> {
  return Object.fromEntries(
    values.map(({ item, value, detectionLimit, unit }): [string, Reading] => {
      // A unit that says "none" is none; where the standard wants a word, the figure 0 is 无.
      const told = unit === '无量纲' ? {} : { unit };
      if (item === '嗅和味' || item === '肉眼可见物') return [item, value ? '有' : '无'];
      return [item, value === null ? { lt: detectionLimit ?? 0, ...told } : { value, ...told }];
    }),
  );
}

/** Half the detection limit stands for what was not found, as in water. */
const figure = ({ value, detectionLimit }: JudgedValue) => value ?? (detectionLimit ?? 0) / 2;

function soil(site: Site, values: readonly JudgedValue[]): Judgement {
  const { attributes } = site;
  const land = (SOIL_LANDS as readonly unknown[]).includes(attributes.land)
    ? (attributes.land as SoilLand)
    : 'other';
  const pH = values.find((one) => one.item === 'pH')?.value ?? null;
  const found = evaluateSoil({
    land,
    pH,
    values: Object.fromEntries(
      values.flatMap((one) => (one.item === 'pH' ? [] : ([[one.item, figure(one)]] as const))),
    ),
  });
  return {
    grade: found.category?.zh ?? null,
    verdict: found.level === null ? null : found.level.startsWith('above') ? 'exceeds' : 'meets',
    target: null,
    exceeding: found.items
      .filter((one) => one.level.startsWith('above'))
      .map((one) => ({ item: named(site, one.item), multiple: one.screeningMultiple })),
    finding: found,
  };
}

function noise({ attributes }: Site, values: readonly JudgedValue[]): Judgement {
  const of = (name: string) => values.find((one) => one.item === name)?.value ?? null;
  const found = evaluateNoise({ zone: String(attributes.zone ?? ''), Ld: of('Ld'), Ln: of('Ln') });
  return {
    grade: found.verdict === 'not-judged' ? null : found.verdict === 'meets' ? '达标' : '超标',
    verdict: found.verdict === 'not-judged' ? null : found.verdict,
    target: null,
    exceeding: found.items
      .filter((one) => one.verdict === 'exceeds')
      .map((one) => ({ item: one.item, multiple: null })),
    finding: found,
  };
}
