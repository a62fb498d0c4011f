import type { Context, Static } from '@tarim/platform';
import { unitsUnder } from '@tarim/region/queries';
import { enterprisesByIds, listPoints, pointParameters, type RegisteredPoint } from '@tarim/registry/queries';
import type {
  listPublicationFactors,
  listPublicationPoints,
  PublicationFactor,
  PublicationPoint,
} from '../../contract.ts';
import { type HiddenSettings, hiddenBy, hiddenOf } from '../domain/publication.ts';
import { factorNames, nameOf } from '../domain/words.ts';
import { publicationRows } from '../sql/publications.ts';

const DEFAULT_LIMIT = 100;

type PointsAnswer = Static<NonNullable<typeof listPublicationPoints.response>>;
type Query = Static<NonNullable<typeof listPublicationPoints.query>>;

/** Every point in use: whether the portal shows it, and if not, what keeps it back; the same for its factors. */
export async function publicationPoints(ctx: Context, query: Query): Promise<PointsAnswer> {
  const [points, settings] = await Promise.all([listPoints(ctx.db), publicationRows(ctx.db)]);
  const hidden = hiddenOf(settings);
  const judged = points.map((point) => ({ point, by: hiddenBy(point, hidden) }));
  const wanted = query.q?.trim().toLowerCase();
  const fitting = judged.filter(
    ({ point, by }) =>
      (query.shown === undefined || query.shown === (by === null)) &&
      (!query.kind || point.kind === query.kind) &&
      (!wanted || textOf(point).includes(wanted)) &&
      point.id > (query.after ?? 0),
  );
  const limit = query.limit ?? DEFAULT_LIMIT;
  const page = fitting.slice(0, limit);
  const shown = judged.filter((one) => one.by === null).length;
  return {
    points: await present(ctx, page, hidden),
    next: fitting.length > limit ? page.at(-1)!.point.id : null,
    counts: { shown, hidden: judged.length - shown },
  };
}

const textOf = (point: RegisteredPoint) =>
  `${point.name} ${point.code} ${point.enterpriseName ?? ''}`.toLowerCase();

async function present(
  ctx: Context,
  page: ReadonlyArray<{ point: RegisteredPoint; by: PublicationPoint['hiddenBy'] }>,
  hidden: HiddenSettings,
): Promise<PublicationPoint[]> {
  const owners = [...new Set(page.flatMap(({ point }) => point.enterpriseId ?? []))];
  const [parameters, enterprises, units] = await Promise.all([
    pointParameters(
      ctx.db,
      page.map(({ point }) => point.id),
    ),
    enterprisesByIds(ctx.db, owners),
    unitsUnder(ctx.db, '/'),
  ]);
  const parametersOf = Map.groupBy(parameters, (one) => one.pointId);
  const ownerOf = new Map(enterprises.map((one) => [one.id, one]));
  const unitOf = new Map(units.map((one) => [one.path, one.names]));
  return page.map(({ point, by }) => {
    const owner = point.enterpriseId === null ? undefined : ownerOf.get(point.enterpriseId);
    const unit = unitOf.get(point.unitPath);
    return {
      id: point.id,
      code: point.code,
      name: point.name,
      kind: point.kind,
      unitPath: point.unitPath,
      unitName: nameOf(unit?.zh ?? point.unitPath, unit?.en, unit?.ug),
      enterpriseId: point.enterpriseId,
      enterpriseName: owner?.name ?? null,
      enterpriseUnitPath: owner?.unitPath ?? null,
      shown: by === null,
      hiddenBy: by,
      factors: (parametersOf.get(point.id) ?? []).map((one) => ({
        code: one.code,
        name: factorNames(one.code),
        hiddenBy: !one.public ? 'registry' : hidden.codes.has(one.code) ? 'code' : null,
      })),
    };
  });
}

/** Every factor that public points measure, the most frequent first. */
export async function publicationFactors(
  ctx: Context,
): Promise<Static<NonNullable<typeof listPublicationFactors.response>>> {
  const [points, settings] = await Promise.all([
    listPoints(ctx.db, { publicOnly: true }),
    publicationRows(ctx.db),
  ]);
  const hidden = hiddenOf(settings);
  const parameters = await pointParameters(
    ctx.db,
    points.filter((point) => hiddenBy(point, hidden) === null).map((point) => point.id),
  );
  const byCode = Map.groupBy(parameters, (one) => one.code);
  // A factor that is hidden stays in the list, also when no point measures it any more.
  for (const code of hidden.codes) if (!byCode.has(code)) byCode.set(code, []);
  const factors = [...byCode].map(
    ([code, own]): PublicationFactor => ({
      code,
      name: factorNames(code),
      points: own.length,
      closedAt: own.filter((one) => !one.public).length,
      shown: !hidden.codes.has(code),
    }),
  );
  return { factors: factors.sort((a, b) => b.points - a.points || (a.code < b.code ? -1 : 1)) };
}
