import { TarimError } from '@tarim/kernel';
import {
  type Actor,
  asActor,
  Cells,
  type Column,
  type Context,
  type Found,
  hasErrors,
  readSheet,
  type Static,
  sheetErrors,
  tell,
  templateOf,
  wrong,
} from '@tarim/platform';
import { listPoints, pointParameters } from '@tarim/registry/queries';
import type { SiteParameterRow } from '@tarim/standards';
import type {
  DemoParameter,
  importParameters,
  ParameterRow,
  declareParameter as route,
} from '../../contract.ts';
import { askedOf } from '../domain/kinds.ts';
import { operationErrors as E, rowErrors } from '../errors.ts';
import { declaredEver, insertDeclared, type NewDeclared } from '../sql/parameters.ts';
import { OUTLET_KINDS, outletFor, type Tongue, tableNow } from '../use-cases/access.ts';
import { fourWayRows } from './four-ways.ts';
import { presentRow } from './view.ts';

const ACTION = 'operation.configure';
type Input = Static<NonNullable<typeof route.body>>;
type Report = Static<NonNullable<typeof importParameters.response>>;

/** A figure of the platform or of a filing, from a day on. */
export async function declareParameter(
  ctx: Context,
  actor: Actor,
  id: number,
  input: Input,
  tongue: Tongue,
): Promise<ParameterRow> {
  const point = await outletFor(ctx, actor, ACTION, id);
  const find = async () =>
    (await fourWayRows(ctx, ctx.db, [id])).byPoint
      .get(id)!
      .find((one) => one.item === input.item && one.row.parameter === input.parameter);
  if (!(await find()))
    throw new TarimError(E.parameterUnknown, { item: input.item, parameter: input.parameter });
  await asActor(ctx, actor, ACTION, async (tx) => {
    await insertDeclared(
      tx,
      [
        {
          pointId: point.id,
          unitPath: point.unitPath,
          enterpriseId: point.enterpriseId,
          ...input,
          document: input.document.trim(),
          simulated: point.simulated,
        },
      ],
      { byName: actor.name, byUser: actor.userId, at: new Date(ctx.clock.now()) },
    );
    await ctx.audit.record(tx, {
      actor,
      action: 'operation.parameter.declared',
      subject: `point/${id}`,
      unitPath: point.unitPath,
      detail: { ...input },
    });
  });
  return presentRow((await find())!, tongue);
}

type Field = 'outlet' | 'item' | 'parameter' | 'place' | 'value' | 'validFrom' | 'document';
export const PARAMETER_SHEET = '备案参数';
export const PARAMETER_COLUMNS: readonly Column<Field>[] = [
  { field: 'outlet', title: '排放口编码', required: true },
  { field: 'item', title: '因子编码', required: true, how: 'HJ 212-2017，如 a21026' },
  { field: 'parameter', title: '参数', required: true, how: '见“参数”页第一列' },
  { field: 'place', title: '来源', required: false, how: '备案（默认）、平台' },
  { field: 'value', title: '数值', required: true },
  { field: 'validFrom', title: '生效日期', required: true, how: '如 2026-05-20' },
  { field: 'document', title: '依据文件', required: true, how: '备案文号或验收报告编号' },
];
const PLACE_WORDS = { 备案: 'filing', 平台: 'platform' } as const;

export async function parameterTemplate(ctx: Context): Promise<Uint8Array> {
  const table = await tableNow(ctx, ctx.db, 'site-parameters');
  return templateOf(
    PARAMETER_SHEET,
    PARAMETER_COLUMNS,
    [],
    [
      {
        name: '参数',
        rows: [
          ['参数', '英文键', '适用因子'],
          ...(table.rows as unknown as SiteParameterRow[]).map((row) => [row.zh, row.parameter, row.items]),
        ],
      },
    ],
  );
}

/** A sheet of filed figures: all of it or nothing. */
export async function importFiled(
  ctx: Context,
  actor: Actor,
  bytes: Uint8Array,
  commit: boolean,
  tongue: Tongue,
): Promise<Report> {
  const sheet = await readSheet(bytes, PARAMETER_COLUMNS, PARAMETER_SHEET, { csv: true });
  const table = await tableNow(ctx, ctx.db, 'site-parameters');
  const rows = table.rows as unknown as SiteParameterRow[];
  const outlets = new Map(
    (await listPoints(ctx.db, { kinds: OUTLET_KINDS }))
      .filter((one) =>
        ctx.policy.can(actor, ACTION, { unitPath: one.unitPath, enterpriseId: one.enterpriseId }),
      )
      .map((one) => [one.code, one]),
  );
  const named = sheet.rows.flatMap((row) => outlets.get(row.outlet)?.id ?? []);
  const measured = await pointParameters(ctx.db, [...new Set(named)]);
  const found: Found[] = [...sheet.found];
  const values: NewDeclared[] = [];
  const seen = new Map<string, number>();
  for (const row of sheet.rows) {
    const cells = new Cells(row, PARAMETER_COLUMNS);
    const point = outlets.get(row.outlet);
    if (!point && row.outlet !== '') cells.tell('outlet', rowErrors.outletCode);
    const parameter = rows.find((one) => one.zh === row.parameter || one.parameter === row.parameter);
    const codes = measured.filter((one) => one.pointId === point?.id).map((one) => one.code);
    const fits = askedOf(rows, codes).some((one) => one.item === row.item && one.row === parameter);
    if (point && row.parameter !== '' && !fits) cells.tell('parameter', rowErrors.parameterWord);
    const place = cells.word('place', PLACE_WORDS) ?? 'filing';
    const value = cells.number('value', -1e9, 1e9);
    const validFrom = cells.date('validFrom', ctx.clock.now());
    const document = cells.text('document', 200);
    const key = `${row.outlet}/${row.item}/${row.parameter}/${place}/${validFrom}`;
    const before = seen.get(key);
    if (before !== undefined) found.push(wrong(row.row, null, sheetErrors.twice, { row: before }));
    seen.set(key, row.row);
    found.push(...cells.found);
    if (cells.found.length > 0 || !point || !parameter || value === null || !validFrom) continue;
    values.push({
      pointId: point.id,
      unitPath: point.unitPath,
      enterpriseId: point.enterpriseId,
      item: row.item,
      parameter: parameter.parameter,
      place,
      value,
      validFrom,
      document,
      simulated: point.simulated,
    });
  }
  const report = (committed: boolean): Report => ({
    committed,
    rows: sheet.rows.length,
    good: values.length,
    unchanged: 0,
    problems: tell(found, tongue),
  });
  if (!commit || hasErrors(found)) return report(false);
  await asActor(ctx, actor, ACTION, async (tx) => {
    await insertDeclared(tx, values, {
      byName: actor.name,
      byUser: actor.userId,
      at: new Date(ctx.clock.now()),
    });
    await ctx.audit.record(tx, {
      actor,
      action: 'operation.parameters.imported',
      subject: 'operation/parameters',
      detail: { rows: values.length },
    });
  });
  return report(true);
}

/** The simulated filings, once: as if every outlet had been accepted with the figures that it was agreed with. */
export async function seedDemoParameters(
  ctx: Context,
  parameters: readonly DemoParameter[],
): Promise<number> {
  const points = new Map(
    (await listPoints(ctx.db, { kinds: OUTLET_KINDS }))
      .filter((one) => one.simulated)
      .map((one) => [one.code, one]),
  );
  const known = new Set(
    (
      await declaredEver(
        ctx.db,
        [...points.values()].map((one) => one.id),
      )
    ).map((one) => one.pointId),
  );
  const values = parameters.flatMap((one): NewDeclared[] => {
    const point = points.get(one.pointCode);
    if (!point || known.has(point.id)) return [];
    return (['platform', 'filing'] as const).map((place) => ({
      pointId: point.id,
      unitPath: point.unitPath,
      enterpriseId: point.enterpriseId,
      item: one.item,
      parameter: one.parameter,
      place,
      value: one.value,
      validFrom: '2024-01-01',
      document: place === 'filing' ? `验收备案（模拟）${point.code}` : '参数登记（模拟）',
      simulated: true,
    }));
  });
  await insertDeclared(ctx.db, values, {
    byName: '模拟数据',
    byUser: null,
    at: new Date(ctx.clock.now()),
  });
  return values.length;
}
