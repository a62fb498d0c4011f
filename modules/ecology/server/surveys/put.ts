import { TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type Static } from '@tarim/platform';
import { pointsByIds } from '@tarim/registry/queries';
import { type putSurvey as putRoute, SITE_KINDS, type SurveyInput, type Taxon } from '../../contract.ts';
import { judgeSurvey, repeatedTaxon } from '../domain/judge-survey.ts';
import { ecologyErrors as E } from '../errors.ts';
import { insertSurveys, revisionsOf } from '../sql/surveys.ts';
import { bringer, canonical, today, WRITE } from '../use-cases/frame.ts';

/** Computes the indices of what was found and adds it as a revision; the same again adds nothing. */
export async function putSurvey(
  ctx: Context,
  actor: Actor,
  { source, ...input }: SurveyInput,
): Promise<Static<NonNullable<typeof putRoute.response>>> {
  const { pointId, surveyedOn, group, unit } = input;
  const [point] = await pointsByIds(ctx.db, [pointId]);
  if (!point) throw new TarimError(E.siteUnknown, { id: pointId });
  const { unitPath } = point;
  ctx.policy.require(actor, WRITE, { unitPath });
  if (!(SITE_KINDS as readonly string[]).includes(point.kind))
    throw new TarimError(E.siteKind, { code: point.code });
  if (surveyedOn > today(ctx)) throw new TarimError(E.dayAhead, { day: surveyedOn });
  const taxon = repeatedTaxon(input.taxa);
  if (taxon !== null) throw new TarimError(E.taxonRepeated, { taxon });
  const taxa = input.taxa.map(tidy);
  return asActor(ctx, actor, WRITE, async (tx) => {
    const [before] = await revisionsOf(tx, input);
    if (before && sameSurvey(before, { unit, taxa }))
      return { id: before.id, revision: before.revision, added: false };
    const judged = judgeSurvey(group, taxa);
    const [made] = await insertSurveys(
      tx,
      [{ pointId, unitPath, surveyedOn, group, unit, taxa, judged }],
      bringer(ctx, actor, source),
    );
    await ctx.audit.record(tx, {
      actor,
      action: 'ecology.survey.put',
      subject: `${point.code} ${surveyedOn} ${group}`,
      unitPath,
      detail: { revision: made!.revision, taxa: taxa.length },
    });
    return { ...made!, added: true };
  });
}

/** Names without blanks around them; what is empty is not there. */
export function tidy({ name, order, family, count }: Taxon): Taxon {
  const [division, kin] = [order?.trim(), family?.trim()];
  return {
    name: name.trim(),
    ...(division ? { order: division } : {}),
    ...(kin ? { family: kin } : {}),
    count,
  };
}

interface Found {
  readonly unit: string;
  readonly taxa: readonly Taxon[];
}
/** The order of lines says nothing. */
export function sameSurvey(a: Found, b: Found): boolean {
  const told = ({ unit, taxa }: Found) =>
    canonical([unit, taxa.map(tidy).toSorted((x, y) => (x.name < y.name ? -1 : 1))]);
  return told(a) === told(b);
}
