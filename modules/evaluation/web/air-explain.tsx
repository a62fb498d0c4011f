import { Link, useLocation } from '@tanstack/react-router';
import type { Static } from '@tarim/platform/contract';
import { formatTime, Page, QueryState, type Text, useRouteQuery, useText, withSubscripts } from '@tarim/ui';
import { Alert, Tag } from 'antd';
import type { ReactNode } from 'react';
import { type AqiExplanation, explainAqi } from '../contract.ts';
import { LimitComparisons, Revisions, Rules, Steps } from './air-explain-parts.tsx';
import { Inputs } from './air-inputs.tsx';
import { AqiBadge } from './words.tsx';

/** How the index of a city or station came about: from the city to its stations, from them to hours, records and frames. */
export default function AirExplainPage(): ReactNode {
  const t = useText('evaluation');
  const search = new URLSearchParams(useLocation().searchStr);
  const cityCode = search.get('cityCode');
  const subject = cityCode === null ? { pointId: Number(search.get('pointId')) } : { cityCode };
  const period = search.get('period') === 'day' ? 'day' : 'hour';
  const query = useRouteQuery(explainAqi, { query: { ...subject, period, time: search.get('time') ?? '' } });
  const data = query.data;
  return (
    <Page title={t('explain.title')} note={<Link to={'/air' as string}>{t('explain.back')}</Link>}>
      <QueryState query={query}>
        {data ? (
          <div className="grid">
            <Summary data={data} t={t} />
            {data.problems.length > 0 ? (
              <Alert
                type="warning"
                showIcon
                title={t('explain.problems')}
                description={data.problems.map((one) => (
                  <div key={`${one.code}${one.path}`}>{withSubscripts(one.message)}</div>
                ))}
              />
            ) : null}
            <Inputs data={data} t={t} />
            <div className="card">
              <h4>{t('explain.steps')}</h4>
              <Steps steps={data.steps} />
            </div>
            <div className="card">
              <h4>{t('explain.limits')}</h4>
              <LimitComparisons rows={data.comparisons} t={t} />
            </div>
            <div className="card">
              <h4>{t('explain.rules')}</h4>
              <Rules rules={data.rules} t={t} />
            </div>
            {data.revisions.length > 1 ? (
              <div className="card">
                <h4>{t('explain.revisions')}</h4>
                <Revisions rows={data.revisions} t={t} />
              </div>
            ) : null}
          </div>
        ) : null}
      </QueryState>
    </Page>
  );
}

function Summary({ data, t }: { data: Static<typeof AqiExplanation>; t: Text }): ReactNode {
  const { fact } = data;
  return (
    <div className="card">
      <div style={{ display: 'flex', gap: 12, alignItems: 'center', flexWrap: 'wrap' }}>
        <b style={{ fontSize: 18 }}>
          {fact.pointId === null ? (
            fact.name
          ) : (
            <Link to={`/points/${fact.pointId}` as string}>{fact.name}</Link>
          )}
        </b>
        <AqiBadge {...fact} />
        <span>
          {formatTime(fact.time, fact.period === 'hour' ? 'full' : 'date')} {t(fact.period)}
        </span>
        {fact.primary.length > 0 ? (
          <span>
            {t('field.primary')} <b>{withSubscripts(fact.primary.join('、'))}</b>
          </span>
        ) : null}
        {fact.aqi === null ? (
          <span className="muted">
            {t('explain.notPublished')}
            {fact.partialAqi === null ? '' : ` · ${t('explain.partial', { n: fact.partialAqi })}`}
          </span>
        ) : null}
        <Tag>{fact.standard}</Tag>
        {fact.simulated ? <Tag color="orange">{t('simulated')}</Tag> : null}
      </div>
      <small className="muted">
        {t('field.computed')} {formatTime(data.computedAt, 'full')} · {t('field.revision')} {fact.revision}
      </small>
    </div>
  );
}
