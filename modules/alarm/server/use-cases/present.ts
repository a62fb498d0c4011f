import type { Context, DbOrTx, Language } from '@tarim/platform';
import { unitsUnder } from '@tarim/region/queries';
import { pointParameters, pointsByIds } from '@tarim/registry/queries';
import { factorName } from '@tarim/standards';
import type { AlarmRow } from '../../contract.ts';
import type { AlarmView } from '../sql/read.ts';

/** Adds what other modules know: names of units and factors in the reader's language, positions, units of measure. */
export async function present(
  ctx: Pick<Context, 'db'>,
  views: readonly AlarmView[],
  language: Language,
): Promise<AlarmRow[]> {
  if (views.length === 0) return [];
  const pointIds = [...new Set(views.map((view) => view.pointId))];
  const [points, parameters, unitNames] = await Promise.all([
    pointsByIds(ctx.db, pointIds),
    pointParameters(ctx.db, pointIds),
    namesOfUnits(ctx.db, language),
  ]);
  const pointOf = new Map(points.map((point) => [point.id, point]));
  const measureOf = new Map(parameters.map((one) => [`${one.pointId}|${one.code}`, one.unit]));
  return views.map(({ ruleId: _ruleId, ...view }) => {
    const point = pointOf.get(view.pointId);
    const code = view.code ?? view.evidence.code;
    return {
      ...view,
      lon: point?.lon ?? null,
      lat: point?.lat ?? null,
      unitName: unitNames.get(view.unitPath) ?? view.unitPath,
      code,
      codeName: code === null ? null : factorName(code, language),
      unit: view.evidence.unit ?? (code === null ? null : (measureOf.get(`${view.pointId}|${code}`) ?? null)),
    };
  });
}

async function namesOfUnits(db: DbOrTx, language: Language): Promise<Map<string, string>> {
  const units = await unitsUnder(db, '/');
  return new Map(
    units.map(({ path, names }) => [path, (language === 'zh-CN' ? names.zh : names[language]) || names.zh]),
  );
}
