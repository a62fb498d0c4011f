import { setImmediate } from 'node:timers/promises';
import type { Context } from '@tarim/platform';
import type { AutomaticBeside, SectionRow, SetRow, WaterAnswer } from '../../contract.ts';
import { monitoredItem } from '../domain/items.ts';
import { worse } from '../domain/judge-task.ts';
import { indexPeriod, type PeriodSection, sectionPeriod, setPeriod } from '../domain/water-period.ts';
import { besideOf } from './automatic.ts';
import { originsOf, placeIn, visitsBy } from './places.ts';
import {
  beforeOf,
  keyOf,
  nowOf,
  type Section,
  type SetKind,
  type WaterModel,
  type WaterQuery,
  waterModel,
} from './water-model.ts';
import { waterMonths } from './water-months.ts';

export const printed = (item: string) => monitoredItem('surface-water', item)?.item ?? item;

/** Surface water of a period: each section, then rivers, basins and areas made of them. */
export async function getWater(ctx: Context, query: WaterQuery): Promise<WaterAnswer> {
  const model = await waterModel(ctx, query);
  const { sections } = model;
  const rated = sections.map((one) => sectionRow(model, one));
  const sets = await inTurns((['basin', 'river', 'area'] as const).map((kind) => () => setRows(model, kind)));
  const [basins = [], rivers = [], areas = []] = sets;
  return {
    span: model.span,
    before: model.before,
    sections: rated.map((one) => one.row),
    months: await waterMonths(ctx, query),
    all: sections.length === 0 ? null : setRow(model, 'all', sections, false),
    basins,
    rivers,
    areas,
    withoutBasin: sections.filter((one) => one.basin === null).length,
    withoutRiver: sections.filter((one) => one.river === null).length,
    origins: originsOf(sections.map((one) => one.site)),
    standards: [...new Set(rated.flatMap((one) => one.standards))].sort(),
    simulated: rated.some((one) => one.row.simulated),
  };
}

/** Others are answered between the parts: years of a whole network take some hundreds of milliseconds together. */
async function inTurns<T>(parts: ReadonlyArray<() => T>): Promise<T[]> {
  const done: T[] = [];
  for (const part of parts) {
    await setImmediate();
    done.push(part());
  }
  return done;
}

function sectionRow({ time }: WaterModel, one: Section): { row: SectionRow; standards: readonly string[] } {
  const { now, before, change } = sectionPeriod(time, one.now, one.before, 'mean');
  return {
    standards: now.rules.map((rule) => rule.version),
    row: {
      ...placeIn(one.site),
      kind: one.now.kind,
      basin: one.basin,
      river: one.river,
      order: one.order,
      origin: one.site.standing,
      automatic: one.beside && besideOf(one.site.stations, gradeOf(time, one.beside, one.target)),
      n: visitsBy(one.site, one.site.standing).length,
      class: now.class,
      rating: now.rating,
      target: one.target,
      meets: now.class === null ? null : !worse(now.class, one.target),
      main: now.main.map(printed),
      exceeding: now.exceeding.map(({ item, multiple }) => ({ item: printed(item), multiple })),
      before: before?.class ?? null,
      change: change?.verdict ?? null,
    },
  };
}

function gradeOf(
  time: number,
  section: PeriodSection,
  target: string,
): Pick<AutomaticBeside, 'grade' | 'verdict' | 'exceeding'> {
  const { now } = sectionPeriod(time, section, null, 'mean');
  return {
    grade: now.class,
    verdict: now.class === null ? null : worse(now.class, target) ? 'exceeds' : 'meets',
    exceeding: now.exceeding.map(({ item, multiple }) => ({ item: printed(item), multiple })),
  };
}

function setRows(model: WaterModel, kind: SetKind): SetRow[] {
  const groups = Map.groupBy(model.sections, (one) => keyOf(one, kind));
  return [...groups].flatMap(([key, list]) =>
    key === null ? [] : [setRow(model, key, list, kind === 'area')],
  );
}

function setRow({ time }: WaterModel, key: string, list: readonly Section[], ranked: boolean): SetRow {
  const [now, before] = [nowOf(list), beforeOf(list)];
  const { now: set, change } = setPeriod(time, now, before);
  // Cities have an index, rivers do not.
  const index = ranked ? indexPeriod(time, now, before) : null;
  return {
    key,
    n: set.n ?? 0,
    by: set.by,
    goodShare: set.goodShare,
    badShare: set.badShare,
    rating: set.rating,
    class: set.class,
    main: set.main.map(printed),
    change: change?.verdict ?? null,
    cwqi: index?.cwqi ?? null,
    cwqiChange: index?.changePercent ?? null,
    cwqiMissing: index?.missing.map(printed) ?? [],
  };
}
