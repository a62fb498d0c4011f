import { Link, useLocation } from '@tanstack/react-router';
import { explainAqi, explainVerdict } from '@tarim/evaluation/contract';
import { getPoint } from '@tarim/registry/contract';
import { formatTime, Page, QueryState, useRouteQuery, useText, withSubscripts } from '@tarim/ui';
import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { traceRollup } from '../contract.ts';
import { Judgement } from './trace-judgement.tsx';
import { RollupFacts, RollupInputs, RollupRevisions } from './trace-rollup-parts.tsx';

const MISSING_TOLD = 80;

/** How an hour, day or month value came about: inputs, gaps, rule, judgement, revisions. */
export default function TraceRollupPage(): ReactNode {
  const t = useText('telemetry');
  const search = new URLSearchParams(useLocation().searchStr);
  const pointId = Number(search.get('pointId'));
  const period = (search.get('period') ?? 'hour') as 'hour' | 'day' | 'month';
  const time = search.get('time') ?? '';
  const code = search.get('code');
  const trace = useRouteQuery(traceRollup, { query: { pointId, period, time } });
  const point = useRouteQuery(getPoint, { params: { id: pointId } });
  const data = trace.data;
  const shown = data?.values.filter((one) => !code || one.code === code) ?? [];
  const judged = period !== 'month';
  const verdict = useRouteQuery(
    explainVerdict,
    { query: { pointId, code: code ?? '', period: period as 'hour', time } },
    { enabled: judged && Boolean(code) && point.data?.point.kind.startsWith('outlet') === true },
  );
  const aqi = useRouteQuery(
    explainAqi,
    { query: { pointId, period: period as 'hour', time } },
    { enabled: judged && point.data?.point.kind === 'air' },
  );
  const explanation = verdict.data ?? aqi.data;
  const all = `/trace/rollup?pointId=${pointId}&period=${period}&time=${encodeURIComponent(time)}`;
  return (
    <Page
      title={
        code && shown[0]
          ? t('traceRollup.howCameAbout', { name: withSubscripts(shown[0].name) })
          : t('traceRollup.traceComputedValue')
      }
      note={
        <>
          <Link to={`/points/${pointId}` as string}>{point.data?.point.name}</Link>
          {code ? (
            <>
              {' · '}
              <Link to={all as string}>{t('traceRollup.allFactors')}</Link>
            </>
          ) : null}
        </>
      }
    >
      <QueryState query={trace}>
        {data ? (
          <div className="grid">
            <RollupFacts data={data} shown={shown} />
            {explanation ? <Judgement of={explanation} /> : null}
            {data.missing.length > 0 ? (
              <Alert
                type="warning"
                showIcon
                title={t('traceRollup.inputsAreMissing', { n: data.missing.length })}
                description={`${data.missing
                  .slice(0, MISSING_TOLD)
                  .map((at) => formatTime(at))
                  .join('、')}${data.missing.length > MISSING_TOLD ? ' …' : ''}`}
              />
            ) : null}
            <RollupRevisions data={data} shown={shown} />
            <RollupInputs data={data} shown={shown} code={code} />
          </div>
        ) : null}
      </QueryState>
    </Page>
  );
}
