import { type BoundRoute, implement } from '@tarim/platform';
import * as contract from '../contract.ts';
import { aqiNow } from './use-cases/aqi-now.ts';
import { aqiSeries } from './use-cases/aqi-series.ts';
import { explainAqi } from './use-cases/explain-aqi.ts';
import { explainVerdict } from './use-cases/explain-verdict.ts';
import { languageOf } from './use-cases/language.ts';
import { listRules } from './use-cases/list-rules.ts';
import { latestVerdicts, listVerdicts } from './use-cases/list-verdicts.ts';
import { orderRejudging } from './use-cases/rejudge.ts';

export const routes: readonly BoundRoute[] = [
  implement(contract.aqiNow, ({ actor, query }, ctx) => aqiNow(ctx, actor!, query)),
  implement(contract.aqiSeries, ({ actor, query }, ctx) => aqiSeries(ctx, actor, query)),
  implement(contract.explainAqi, ({ actor, query, request }, ctx) =>
    explainAqi(ctx, actor, query, languageOf(request.headers)),
  ),
  implement(contract.listVerdicts, ({ actor, query }, ctx) => listVerdicts(ctx, actor!, query)),
  implement(contract.latestVerdicts, ({ actor, query }, ctx) => latestVerdicts(ctx, actor!, query)),
  implement(contract.explainVerdict, ({ actor, query, request }, ctx) =>
    explainVerdict(ctx, actor, query, languageOf(request.headers)),
  ),
  implement(contract.listRules, async (_call, ctx) => ({ rules: listRules(ctx.clock.now()) })),
  implement(contract.rejudge, ({ actor, body }, ctx) => orderRejudging(ctx, actor!, body)),
];
