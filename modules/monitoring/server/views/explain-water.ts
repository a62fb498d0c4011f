import { beijingDate, TarimError } from '@tarim/kernel';
import type { Context, Static } from '@tarim/platform';
import type { Finding, WaterChange } from '@tarim/science';
import type { explainWater as route } from '../../contract.ts';
import { indexPeriod, sectionPeriod, setPeriod } from '../domain/water-period.ts';
import { monitoringErrors as E } from '../errors.ts';
import { keysOf } from './automatic.ts';
import { findingOut, type Tongue } from './finding-out.ts';
import { originsOf } from './places.ts';
import { beforeOf, keyOf, nowOf, type Section, type WaterModel, waterModel } from './water-model.ts';

type Query = Static<NonNullable<typeof route.query>>;
type Answer = Static<NonNullable<typeof route.response>>;

/** Most results that are named one by one. */
const MOST_TASKS = 200;
const MOST_ROLLUPS = 200;
const DIGITS = 4;

/** How a figure of the page of surface water came about, made by the same computation. */
export async function explainWater(
  ctx: Context,
  { of, key, ...query }: Query,
  tongue: Tongue,
): Promise<Answer> {
  const model = await waterModel(ctx, query);
  const list = model.sections.filter((one) =>
    of === 'section'
      ? String(one.site.point.id) === key
      : keyOf(one, of === 'cwqi' ? (key === 'all' ? 'all' : 'area') : of) === key,
  );
  if (list.length === 0) throw new TarimError(E.notInView, { key });
  const { result, finding, change } = told(model, of, list);
  const tasks = list
    .flatMap(({ site }) => site.rows)
    .slice(0, MOST_TASKS)
    .map(({ taskId, code, pointName, sampledAt }) => ({
      taskId,
      code,
      name: pointName,
      day: beijingDate(sampledAt.getTime()),
    }));
  return {
    result,
    finding: findingOut(finding, 'surface-water', tongue),
    origins: originsOf(list.map((one) => one.site)),
    automatic: of === 'section' ? besideTold(model, list[0]!, tongue) : null,
    // Whole networks have a station's means by the hundred: those of one section are all there.
    rollups: list.flatMap(({ site }) => keysOf(site.stations)).slice(0, MOST_ROLLUPS),
    change: change && findingOut(changeFinding(change), 'surface-water', tongue),
    tasks,
  };
}

function besideTold({ time }: WaterModel, { beside }: Section, tongue: Tongue): Answer['automatic'] {
  if (beside === null) return null;
  const { now } = sectionPeriod(time, beside, null);
  return { result: now.class, finding: findingOut(now, 'surface-water', tongue) };
}

function told(
  { time }: WaterModel,
  of: Query['of'],
  list: readonly Section[],
): { result: string | null; finding: Finding; change: WaterChange | null } {
  if (of === 'section') {
    const { now, change } = sectionPeriod(time, list[0]!.now, list[0]!.before);
    return { result: now.class, finding: now, change };
  }
  if (of === 'cwqi') {
    const index = indexPeriod(time, nowOf(list), beforeOf(list));
    return { result: index.cwqi === null ? null : index.cwqi.toFixed(DIGITS), finding: index, change: null };
  }
  const { now, change } = setPeriod(time, nowOf(list), beforeOf(list));
  return { result: now.rating, finding: now, change };
}

function changeFinding({ rule, steps }: WaterChange): Finding {
  return { rules: rule ? [rule] : [], used: {}, missing: [], steps, problems: [] };
}
