import { explainAqi } from '@tarim/evaluation/contract';
import { aqiColour, formatNumber, useLoad } from '@tarim/ui/light';
import type { ReactNode } from 'react';
import type { PageProps } from '../app.tsx';
import { useI18n } from '../i18n.ts';
import {
  AqiBadge,
  Back,
  pollutantCode,
  pollutantLabel,
  pollutantLabels,
  pollutantUnit,
  Ready,
  Time,
  traceUrl,
} from '../parts.tsx';
import { A } from '../route.tsx';
import { Explanation } from './explanation.tsx';

/** How a city's index came about: its stations' values, each a link to its ground, and the steps from them. */
export default function CityTracePage({ url }: PageProps): ReactNode {
  const { t, word } = useI18n();
  const cityCode = url.searchParams.get('code') ?? '';
  const period = (url.searchParams.get('period') ?? 'hour') as 'hour' | 'day';
  const time = url.searchParams.get('time') ?? '';
  const query = useLoad(explainAqi, { query: { cityCode, period, time } });
  return (
    <>
      <Back />
      <Ready of={query}>
        {(data) => {
          const { fact, inputs } = data;
          const keys = Object.keys(fact.values);
          return (
            <>
              <div className="row">
                <h1>{t('traceOf', { name: `${fact.name} AQI` })}</h1>
                <AqiBadge big aqi={fact.aqi} level={fact.level} colour={aqiColour(fact.level)} />
              </div>
              <p className="muted">
                <A href={`/city/${cityCode}`}>{fact.name}</A> · {word('', period)} <Time at={fact.time} /> ·{' '}
                {fact.standard} · {t('primary')} {pollutantLabels(fact.primary)}
                {fact.revision > 0 ? ` · R${fact.revision}` : ''}
              </p>
              <section className="card">
                <h2>{t('stationInputs')}</h2>
                <p className="muted">{t('traceHint')}</p>
                <div className="scroll">
                  <table className="stack">
                    <thead>
                      <tr>
                        <th scope="col">{t('station')}</th>
                        {keys.map((key) => (
                          <th key={key} scope="col" className="number">
                            {pollutantLabel(key)} <small>{pollutantUnit(key)}</small>
                          </th>
                        ))}
                      </tr>
                    </thead>
                    <tbody>
                      {inputs.map((input) => (
                        <tr key={input.rollup.pointId}>
                          <th scope="row" className="wide">
                            <A href={`/station/${input.rollup.pointId}`}>{input.pointName}</A>
                          </th>
                          {keys.map((key) => {
                            const value = input.values[key] ?? null;
                            return (
                              <td key={key} className="number" data-label={pollutantLabel(key)}>
                                {value === null ? (
                                  <span className="muted">—</span>
                                ) : (
                                  <A
                                    className="station-value"
                                    href={traceUrl(input.rollup, pollutantCode(key))}
                                  >
                                    {formatNumber(value, 2)}
                                  </A>
                                )}
                              </td>
                            );
                          })}
                        </tr>
                      ))}
                    </tbody>
                    <tfoot>
                      <tr>
                        <th scope="row" className="wide">
                          {fact.name}
                        </th>
                        {keys.map((key) => (
                          <td key={key} className="number" data-label={pollutantLabel(key)}>
                            <b>{formatNumber(fact.values[key], 2)}</b>{' '}
                            <small className="muted">IAQI {fact.iaqi[key] ?? '—'}</small>
                          </td>
                        ))}
                      </tr>
                    </tfoot>
                  </table>
                </div>
              </section>
              <Explanation of={data} />
              {data.revisions.length > 1 ? (
                <section className="card">
                  <h2>{t('revisions')}</h2>
                  <ul className="rules">
                    {data.revisions.map((one) => (
                      <li key={one.revision}>
                        R{one.revision} · AQI {one.aqi ?? '—'} · {t('computed')}{' '}
                        <Time at={one.computedAt} style="full" /> {one.reason}
                      </li>
                    ))}
                  </ul>
                </section>
              ) : null}
            </>
          );
        }}
      </Ready>
    </>
  );
}
