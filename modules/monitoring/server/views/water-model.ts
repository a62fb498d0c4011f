import type { Context, Static } from '@tarim/platform';
import type { getWater, Span } from '../../contract.ts';
import { instantsOf, spanBefore } from '../domain/spans.ts';
import { type PeriodSection, periodSection } from '../domain/water-period.ts';
import { loadSites, numberOf, type SiteResults, textOf } from './load.ts';

export type WaterQuery = Static<NonNullable<typeof getWater.query>>;

/** A section that is asked for, with its period and the one before. */
export interface Section {
  readonly site: SiteResults;
  readonly now: PeriodSection;
  readonly before: PeriodSection | null;
  readonly basin: string | null;
  readonly river: string | null;
  readonly order: number | null;
  /** Prefecture or division. */
  readonly area: string;
  readonly target: string;
}

export interface WaterModel {
  readonly span: Span;
  readonly before: Span;
  /** Of the data: chooses the editions of the rules. */
  readonly time: number;
  readonly sections: readonly Section[];
}

/** `/650000/650100/650102/` lies in `/650000/650100/`. */
export const areaOf = (unitPath: string) => `/${unitPath.split('/').filter(Boolean).slice(0, 2).join('/')}/`;

/** Sections with signed results in the months, and the same ones in the period they are compared with. */
export async function waterModel(
  ctx: Context,
  { from, to, unitPath, against = 'year-before' }: WaterQuery,
): Promise<WaterModel> {
  const span = { from, to };
  const past = spanBefore(span, against);
  const which = { pointKind: 'surface-water', unitPath };
  const [sites, earlier] = await Promise.all([loadSites(ctx, span, which), loadSites(ctx, past, which)]);
  const before = new Map(earlier.map((one) => [one.point.id, periodOf(one)]));
  return {
    span,
    before: past,
    time: instantsOf(span).to.getTime() - 1,
    sections: sites.map((site) => {
      const { point } = site;
      return {
        site,
        now: periodOf(site),
        before: before.get(point.id) ?? null,
        basin: textOf(point, 'basin'),
        river: textOf(point, 'river'),
        order: numberOf(point, 'order'),
        area: areaOf(point.unitPath),
        target: textOf(point, 'targetClass') ?? 'III',
      };
    }),
  };
}

function periodOf({ point, rows }: SiteResults): PeriodSection {
  const kind = point.attributes.waterKind === 'lake' ? 'lake' : 'river';
  return periodSection(
    point.id,
    kind,
    rows.map((one) => one.values),
  );
}

export type SetKind = 'basin' | 'river' | 'area' | 'all';
export const keyOf = (section: Section, kind: SetKind): string | null =>
  kind === 'all' ? 'all' : section[kind];

export const nowOf = (sections: readonly Section[]) => sections.map((one) => one.now);
export const beforeOf = (sections: readonly Section[]) => sections.flatMap((one) => one.before ?? []);
