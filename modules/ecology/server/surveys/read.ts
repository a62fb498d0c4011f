import { beijingIso, TarimError } from '@tarim/kernel';
import type { Context, Static } from '@tarim/platform';
import { pointsByIds } from '@tarim/registry/queries';
import type {
  getSurvey as getRoute,
  listSurveys as listRoute,
  SurveyRow,
  listSites as sitesRoute,
} from '../../contract.ts';
import { ecologyErrors as E } from '../errors.ts';
import { newestSurveys, revisionsOf, type SurveyBrief, surveyById, surveyYears } from '../sql/surveys.ts';
import { surveySites } from '../use-cases/frame.ts';

/** Surveys with the names of their points. */
async function named(ctx: Pick<Context, 'db'>, surveys: readonly SurveyBrief[]): Promise<SurveyRow[]> {
  const ids = [...new Set(surveys.map((one) => one.pointId))];
  const points = new Map((await pointsByIds(ctx.db, ids)).map((one) => [one.id, one]));
  return surveys.map((one) => {
    const point = points.get(one.pointId);
    return { ...one, pointCode: point?.code ?? String(one.pointId), pointName: point?.name ?? '—' };
  });
}

export async function listSurveys(
  ctx: Context,
  { group, unitPath, year }: Static<NonNullable<typeof listRoute.query>>,
): Promise<Static<NonNullable<typeof listRoute.response>>> {
  const span = year === undefined ? {} : { from: `${year}-01-01`, to: `${year}-12-31` };
  const [surveys, years] = await Promise.all([
    newestSurveys(ctx.db, { group, unitPath, ...span }),
    surveyYears(ctx.db),
  ]);
  return { surveys: await named(ctx, surveys), years };
}

export async function getSurvey(
  ctx: Context,
  id: number,
): Promise<Static<NonNullable<typeof getRoute.response>>> {
  const survey = await surveyById(ctx.db, id);
  if (!survey) throw new TarimError(E.surveyUnknown, { id });
  const [own, revisions] = await Promise.all([
    newestSurveys(ctx.db, { pointId: survey.pointId }),
    revisionsOf(ctx.db, survey),
  ]);
  const [first] = await named(ctx, [survey]);
  const all = await named(ctx, own);
  return {
    survey: {
      ...first!,
      taxa: [...survey.taxa],
      rule: survey.rule,
      steps: [...survey.steps],
      remarks: [...survey.remarks],
      source: survey.source,
      by: survey.by,
      at: beijingIso(survey.at.getTime()),
    },
    series: all.filter((one) => one.group === survey.group).reverse(),
    beside: all.filter((one) => one.group !== survey.group && one.surveyedOn === survey.surveyedOn),
    revisions: revisions
      .filter((one) => one.id !== id)
      .map((one) => ({
        id: one.id,
        revision: one.revision,
        by: one.by,
        at: beijingIso(one.at.getTime()),
      })),
  };
}

export async function listSites(ctx: Context): Promise<Static<NonNullable<typeof sitesRoute.response>>> {
  const sites = await surveySites(ctx);
  return { sites: sites.map(({ id, code, name, unitPath }) => ({ id, code, name, unitPath })) };
}
