import type { Context, Static } from '@tarim/platform';
import type { getWater, Span, Standing } from '../../contract.ts';
import { instantsOf, spanBefore } from '../domain/spans.ts';
import { type PeriodSection, periodSection } from '../domain/water-period.ts';
import { numberOf, textOf } from './load.ts';
import { hasBeside, loadPlaces, type Place, visitsBy } from './places.ts';

export type WaterQuery = Static<NonNullable<typeof getWater.query>>;

/** A section that is asked for, with its period and the one before. */
export interface Section {
  readonly site: Place;
  readonly now: PeriodSection;
  /** By the same kind of figures as `now`: a laboratory's year is not compared with a station's. */
  readonly before: PeriodSection | null;
  /** What its automatic stations measured, where the signed results stand first. */
  readonly beside: PeriodSection | null;
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

/** Sections with results in the months, and the same ones in the period they are compared with. */
export async function waterModel(
  ctx: Context,
  { from, to, unitPath, against = 'year-before', origin = 'both' }: WaterQuery,
): Promise<WaterModel> {
  const span = { from, to };
  const past = spanBefore(span, against);
  const which = { pointKind: 'surface-water', unitPath };
  const [sites, earlier] = await Promise.all([
    loadPlaces(ctx, span, which, origin),
    loadPlaces(ctx, past, which, origin),
  ]);
  const before = new Map(earlier.map((one) => [one.point.id, one]));
  return {
    span,
    before: past,
    time: instantsOf(span).to.getTime() - 1,
    sections: sites.map((site) => {
      const { point, standing } = site;
      return {
        site,
        now: periodOf(site, standing),
        before: likeBefore(before.get(point.id), standing),
        beside: hasBeside(site) ? periodOf(site, 'automatic') : null,
        basin: textOf(point, 'basin'),
        river: textOf(point, 'river'),
        order: numberOf(point, 'order'),
        area: areaOf(point.unitPath),
        target: textOf(point, 'targetClass') ?? 'III',
      };
    }),
  };
}

function likeBefore(place: Place | undefined, standing: Standing): PeriodSection | null {
  if (!place) return null;
  const section = periodOf(place, standing);
  return section.samples.length > 0 ? section : null;
}

function periodOf(place: Place, by: Standing): PeriodSection {
  const kind = place.point.attributes.waterKind === 'lake' ? 'lake' : 'river';
  return periodSection(place.point.id, kind, visitsBy(place, by));
}

export type SetKind = 'basin' | 'river' | 'area' | 'all';
export const keyOf = (section: Section, kind: SetKind): string | null =>
  kind === 'all' ? 'all' : section[kind];

export const nowOf = (sections: readonly Section[]) => sections.map((one) => one.now);
export const beforeOf = (sections: readonly Section[]) => sections.flatMap((one) => one.before ?? []);
