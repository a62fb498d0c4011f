import { type Actor, type Context, type Static, sightOf } from '@tarim/platform';
import { listPoints, pointParameters } from '@tarim/registry/queries';
import { factorName } from '@tarim/standards';
import type { Choices } from '../../contract.ts';

const KINDS = ['air', 'surface-water', 'groundwater', 'noise'] as const;
const WIND = 'a01008';

/** What forms of spatial analysis offer to this reader. */
export async function listChoices(
  ctx: Context,
  actor: Actor,
  language: 'zh' | 'en',
): Promise<Static<typeof Choices>> {
  const sets = [...ctx.datasets.values()].flatMap((set) => {
    const sight = sightOf(ctx, { actor, key: null }, set);
    const geometry = set.relation.geometry?.type;
    if (!sight || !geometry) return [];
    const fields = set.fields
      .filter((one) => sight.fields.has(one.name) && one.type !== 'json')
      .map(({ name, titles, type }) => ({
        name,
        ...titles,
        number: type === 'number' || type === 'integer',
      }));
    return [{ id: set.id, ...set.titles, geometry, fields }];
  });
  const points = await listPoints(ctx.db, { kinds: KINDS });
  const kindOf = new Map(points.map((one) => [one.id, one.kind]));
  const parameters = await pointParameters(
    ctx.db,
    points.map((one) => one.id),
  );
  const factors = [...Map.groupBy(parameters, (one) => `${kindOf.get(one.pointId)} ${one.code}`)].map(
    ([key, own]) => {
      const [pointKind, code] = key.split(' ') as [string, string];
      return { pointKind, code, name: factorName(code, language), unit: own[0]!.unit, points: own.length };
    },
  );
  const windy = new Set(parameters.filter((one) => one.code === WIND).map((one) => one.pointId));
  return {
    sets,
    factors,
    windStations: points.filter((one) => windy.has(one.id)).map(({ id, name }) => ({ id, name })),
  };
}
