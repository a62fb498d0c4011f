import type { Of } from '@tarim/platform/contract';
import { urlOf } from '@tarim/platform/contract';
import {
  formatNumber,
  formatRange,
  formatTime,
  QueryState,
  type Text,
  useRouteQuery,
  useText,
  withSubscripts,
} from '@tarim/ui';
import { Drawer, Tag } from 'antd';
import type { ReactNode } from 'react';
import { BASELINE_SOURCE, explainForecast, uploadFile } from '../contract.ts';
import { AqiBig, HindcastTag, pollutantsText, SimulatedTag, sourceName, useLevelName } from './words.tsx';

type Answer = Of<NonNullable<typeof explainForecast.response>>;
export interface ForecastKey {
  readonly source: string;
  readonly issue: string;
  readonly city: string;
  readonly target: string;
}

/** How a forecast came about. */
export function ExplainDrawer({ of, onClose }: { of: ForecastKey | null; onClose: () => void }): ReactNode {
  const t = useText('forecast');
  const query = useRouteQuery(
    explainForecast,
    { query: of ?? { source: '-', issue: '2026-01-01', city: '0', target: '2026-01-01' } },
    { enabled: of !== null },
  );
  // The one before stays in sight until the one asked for is there; it must not be taken for it.
  const there = query.data?.cell.target === of?.target && query.data?.city.code === of?.city;
  const data = there && query.data?.issue === of?.issue ? query.data : undefined;
  return (
    <Drawer
      open={of !== null}
      onClose={onClose}
      size="min(720px, 100vw)"
      title={`${data?.city.name ?? ''} ${of?.target ?? ''}`}
    >
      <QueryState query={query}>{data ? <Told t={t} data={data} /> : null}</QueryState>
    </Drawer>
  );
}

function Told({ data, t }: { data: Answer; t: Text }): ReactNode {
  const levelName = useLevelName();
  const { cell } = data;
  return (
    <div className="grid">
      <div className="forecast-facts">
        <AqiBig aqi={cell.aqi} level={cell.level} />
        <span>
          {levelName(cell.level)}
          {cell.low === null ? null : ` · ${t('range')} ${formatRange(cell.low, cell.high)}`}
        </span>
        {cell.primary.length > 0 ? (
          <span>
            {t('primary')} <b>{pollutantsText(cell.primary)}</b>
          </span>
        ) : null}
        <HindcastTag t={t} hindcast={cell.hindcast} />
        <SimulatedTag t={t} simulated={cell.simulated} />
      </div>
      <p className="muted" style={{ margin: 0 }}>
        {t('explain.issued', { source: sourceName(t, data.source), date: data.issue, lead: cell.lead })} ·{' '}
        {t('explain.madeAt', { at: formatTime(data.madeAt, 'full') })}
        {data.model ? ` · ${data.model}` : ''} · {data.standard.code}
        {cell.revision > 0 ? ` · ${t('explain.revision', { n: cell.revision })}` : ''}
      </p>
      {data.source === BASELINE_SOURCE ? <p style={{ margin: 0 }}>{t('baseline.note')}</p> : null}
      {cell.observed ? (
        <section className="forecast-facts">
          <b>{t('observed')}</b>
          <AqiBig aqi={cell.observed.aqi} level={cell.observed.level} />
          {levelName(cell.observed.level)}
        </section>
      ) : null}
      <Pollutants t={t} data={data} />
      <Steps t={t} data={data} />
      {data.upload ? (
        <section>
          <h4>{t('explain.file')}</h4>
          <p style={{ overflowWrap: 'anywhere' }}>
            <a href={urlOf(uploadFile, { id: data.upload.id })}>{data.upload.name}</a>{' '}
            {data.upload.row === null ? '' : t('explain.row', { row: data.upload.row })} · {data.upload.by}{' '}
            {formatTime(data.upload.at, 'full')}
            <br />
            <small className="muted">SHA-256 {data.upload.sha256}</small>
          </p>
        </section>
      ) : null}
      {data.revisions.length > 0 ? (
        <section>
          <h4>{t('explain.revisions')}</h4>
          <ul className="forecast-steps forecast-revisions">
            {data.revisions.map((one) => (
              <li key={one.revision}>
                <span>{formatTime(one.madeAt, 'full')}</span>
                <span className="muted">
                  {t('explain.replaced', { at: formatTime(one.replacedAt, 'full') })}
                </span>
                <b>
                  {one.aqi ?? '—'} {one.low === null ? '' : `(${formatRange(one.low, one.high)})`}
                </b>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  );
}

function Pollutants({ data, t }: { data: Answer; t: Text }): ReactNode {
  if (data.pollutants.length === 0) return null;
  const own = data.model !== null;
  return (
    <section>
      <h4>{t('explain.pollutants')}</h4>
      <table className="forecast-table">
        <thead>
          <tr>
            <th scope="col">{t('explain.pollutant')}</th>
            <th scope="col">{t('explain.value')}</th>
            {own ? <th scope="col">{t('range')}</th> : null}
            {own ? <th scope="col">{t('explain.weight')}</th> : null}
            {own ? <th scope="col">{t('explain.method')}</th> : null}
          </tr>
        </thead>
        <tbody>
          {data.pollutants.map((one) => (
            <tr key={one.pollutant}>
              <td>{pollutantsText([one.pollutant])}</td>
              <td>
                {formatNumber(one.value, 2)} {one.pollutant === 'CO' ? 'mg/m³' : 'µg/m³'}
              </td>
              {own ? <td>{one.low === null ? '—' : formatRange(one.low, one.high, 2)}</td> : null}
              {own ? <td>{one.weight === null ? '—' : `${formatNumber(one.weight * 100, 0)}%`}</td> : null}
              {own ? <td>{one.method ? t(`method.${one.method}`) : '—'}</td> : null}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Steps({ data, t }: { data: Answer; t: Text }): ReactNode {
  if (data.steps.length === 0) return null;
  return (
    <section>
      <h4>
        {t('explain.steps')} <Tag>{data.standard.code}</Tag>
      </h4>
      <p className="muted">{t('explain.formula')}</p>
      <p className="muted">
        {t('explain.references', {
          climatology: data.climatologyAqi ?? '—',
          persistence: data.persistenceAqi ?? '—',
        })}
      </p>
      <ol className="forecast-steps">
        {data.steps.map((step) => (
          <li key={step.of}>
            <span>{withSubscripts(step.of.replace('_', '-'))}</span>
            <code dir="ltr">{step.formula}</code>
            <b>{step.result}</b>
          </li>
        ))}
      </ol>
    </section>
  );
}
