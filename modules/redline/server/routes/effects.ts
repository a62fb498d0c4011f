import { type BoundRoute, implement, uploadedFile } from '@tarim/platform';
import * as contract from '../../contract.ts';
import { eqiTable } from '../domain/eqi.ts';
import { today } from '../frame.ts';
import { effectSchemes } from '../sql/effects.ts';
import { importRows, indicators } from '../sql/indicators.ts';
import { evaluateEffects, getEffect, listEffects, reviseEffectScheme } from '../use-cases/effects.ts';
import { importIndicators, indicatorTemplate } from '../use-cases/import-indicators.ts';
import { getYearly, listYearly } from '../use-cases/yearly.ts';
import { tongueOf } from './http.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Ecosystem status by year, and what protection has brought. */
export const effectRoutes: readonly BoundRoute[] = [
  implement(contract.listIndicators, async (_call, { db }) => ({
    indicators: await indicators(db),
    eqi: eqiTable(),
  })),
  implement(contract.indicatorTemplate, async ({ reply }, ctx) => {
    const bytes = await indicatorTemplate(ctx);
    await reply
      .type(XLSX)
      .header('content-disposition', 'attachment; filename="indicators.xlsx"')
      .send(Buffer.from(bytes));
    return undefined;
  }),
  implement(contract.importIndicators, async ({ actor, query, request }, ctx) =>
    importIndicators(ctx, actor!, await uploadedFile(request), query, tongueOf(request)),
  ),
  implement(contract.listIndicatorImports, async (_call, { db }) => ({ imports: await importRows(db) })),
  implement(contract.getYearly, ({ params }, ctx) => getYearly(ctx, params.kind, params.code)),
  implement(contract.listYearly, ({ query }, ctx) => listYearly(ctx, query)),
  implement(contract.listEffectSchemes, async ({ query }, ctx) => ({
    schemes: await effectSchemes(ctx.db, query.all ? null : today(ctx)),
  })),
  implement(contract.reviseEffectScheme, ({ actor, body }, ctx) => reviseEffectScheme(ctx, actor!, body)),
  implement(contract.evaluateEffects, ({ actor, body }, ctx) => evaluateEffects(ctx, actor!, body)),
  implement(contract.listEffects, ({ query }, ctx) => listEffects(ctx, query)),
  implement(contract.getEffect, ({ params }, ctx) => getEffect(ctx, params.id)),
];
