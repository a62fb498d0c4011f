import { type BoundRoute, implement } from '@tarim/platform';
import { standardsOfLimits } from '@tarim/registry/queries';
import * as contract from '../contract.ts';
import { aqiNow } from './use-cases/aqi-now.ts';
import { aqiSeries } from './use-cases/aqi-series.ts';
import { explainAqi } from './use-cases/explain-aqi.ts';
import { explainVerdict } from './use-cases/explain-verdict.ts';
import { getRule } from './use-cases/get-rule.ts';
import { languageOf } from './use-cases/language.ts';
import { listRejudgings } from './use-cases/list-rejudgings.ts';
import { listRules } from './use-cases/list-rules.ts';
import { latestVerdicts, listVerdicts } from './use-cases/list-verdicts.ts';
import { orderRejudging } from './use-cases/rejudge.ts';
import { targetShares } from './use-cases/target-shares.ts';

export const routes: readonly BoundRoute[] = [
  implement(contract.aqiNow, ({ actor, query, request }, ctx) =>
    aqiNow(ctx, actor!, query, languageOf(request.headers)),
  ),
  implement(contract.aqiSeries, ({ actor, query, request }, ctx) =>
    aqiSeries(ctx, actor, query, languageOf(request.headers)),
  ),
  implement(contract.explainAqi, ({ actor, query, request }, ctx) =>
    explainAqi(ctx, actor, query, languageOf(request.headers)),
  ),
  implement(contract.listVerdicts, ({ actor, query, request }, ctx) =>
    listVerdicts(ctx, actor!, query, languageOf(request.headers)),
  ),
  implement(contract.latestVerdicts, ({ actor, query, request }, ctx) =>
    latestVerdicts(ctx, actor!, query, languageOf(request.headers)),
  ),
  implement(contract.targetShares, ({ actor, query, request }, ctx) =>
    targetShares(ctx, actor!, query, languageOf(request.headers)),
  ),
  implement(contract.explainVerdict, ({ actor, query, request }, ctx) =>
    explainVerdict(ctx, actor, query, languageOf(request.headers)),
  ),
  implement(contract.getRule, ({ query }, ctx) => getRule(ctx, query)),
  implement(contract.listRules, async (_call, ctx) => {
    const now = ctx.clock.now();
    return { rules: listRules(now, await standardsOfLimits(ctx.db, now)) };
  }),
  implement(contract.rejudge, ({ actor, body }, ctx) => orderRejudging(ctx, actor!, body)),
  implement(contract.listRejudgings, ({ actor, request }, ctx) =>
    listRejudgings(ctx, actor!, languageOf(request.headers)),
  ),
];
