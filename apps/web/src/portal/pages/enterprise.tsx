import { type FactorNow, type FactorSeries, portalEnterprise } from '@tarim/disclosure/contract';
import {
  formatBounds,
  formatNumber,
  LimitMeter,
  LineChart,
  unitText,
  useLoad,
  withSubscripts,
} from '@tarim/ui/light';
import type { ReactNode } from 'react';
import type { PageProps } from '../app.tsx';
import { useI18n } from '../i18n.ts';
import { Ready, Time, Traced, traceUrl, useChartWords } from '../parts.tsx';
import { go } from '../route.tsx';

/** An enterprise: newest judged values of its outlets against their limits, with the day's or month's curve. */
export default function EnterprisePage({ id }: PageProps): ReactNode {
  const { t, n } = useI18n();
  const query = useLoad(portalEnterprise, { params: { id: Number(id) } }, 60_000);
  return (
    <Ready of={query} height={480}>
      {({ enterprise, address, outlets, series }) => (
        <>
          <div className="row">
            <h1>{n(enterprise.name)}</h1>
            <span className={`tag tag-large tag-${enterprise.verdict}`}>{t(enterprise.verdict)}</span>
          </div>
          <p className="muted">
            {[n(enterprise.unitName), enterprise.industry, address].filter(Boolean).join(' · ')}
          </p>
          <dl className="six six-large counts">
            <div>
              <dt>{t('exceed24h')}</dt>
              <dd className={enterprise.exceed24h > 0 ? 'bad' : undefined}>{enterprise.exceed24h}</dd>
            </div>
            <div>
              <dt>{t('exceed30d')}</dt>
              <dd>{enterprise.exceed30d}</dd>
            </div>
          </dl>
          <p className="muted">{t('traceHint')}</p>
          {outlets.map((outlet) => (
            <section key={outlet.pointId} className="card">
              <div className="row">
                <h2>{n(outlet.name)}</h2>
                <span className="muted">
                  {t('updated')} <Time at={outlet.time} style="hour" />
                </span>
              </div>
              {outlet.factors.length === 0 ? <p className="empty">{t('empty')}</p> : null}
              <div className="factors">
                {outlet.factors.map((factor) => (
                  <Factor
                    key={factor.code + factor.period}
                    factor={factor}
                    series={series.find(
                      (one) =>
                        one.pointId === outlet.pointId &&
                        one.code === factor.code &&
                        one.period === factor.period,
                    )}
                  />
                ))}
              </div>
            </section>
          ))}
        </>
      )}
    </Ready>
  );
}

function Factor({ factor, series }: { factor: FactorNow; series: FactorSeries | undefined }): ReactNode {
  const { t, n } = useI18n();
  const words = useChartWords(t('value'), t('verdict'));
  const bad = factor.verdict === 'exceeds';
  const unit = unitText(factor.unit);
  const name = withSubscripts(n(factor.name));
  return (
    <div className="factor">
      <div className="row">
        <b>{name}</b>
        <span className={`tag tag-${factor.verdict}`}>{t(factor.verdict)}</span>
      </div>
      <div className="factor-value">
        <Traced value={factor.value} trace={factor.trace} code={factor.code} bad={bad} />{' '}
        <small>{unit}</small>
      </div>
      <LimitMeter value={factor.value} upper={factor.upper} exceeds={bad} />
      <div className="muted">
        {t(factor.period === 'hour' ? 'hourMean' : 'dayMean')} · {t(factor.measure)}
        {factor.measured !== null && factor.measure === 'converted'
          ? ` · ${t('measured')} ${formatNumber(factor.measured, 2)} ${unitText(factor.measuredUnit)}`
          : ''}
      </div>
      {factor.upper !== null || factor.lower !== null ? (
        <div className="muted">
          {t('limit')} {formatBounds(factor.lower, factor.upper)} {unit} · {factor.standard ?? '—'}
        </div>
      ) : null}
      {factor.targets.map((target) => (
        <div key={target.standard} className="muted" title={t('targetNote')}>
          {t('target')} {formatBounds(null, target.upper)} {unitText(target.unit)} · {target.standard} ·{' '}
          {t(target.missed ? 'targetMissed' : 'targetMet')}
        </div>
      ))}
      {series ? (
        <LineChart
          label={`${name} ${unit}`}
          unit={unit}
          upper={series.upper}
          lower={series.lower}
          limitWord={t('limit')}
          style={series.period === 'hour' ? 'hour' : 'date'}
          words={words}
          points={series.rows.map((row) => ({
            time: row.time,
            value: row.value,
            bad: row.verdict === 'exceeds',
            note: row.verdict ? t(row.verdict) : undefined,
          }))}
          hrefOf={(time) => traceUrl({ pointId: series.pointId, period: series.period, time }, factor.code)}
          onGo={go}
        />
      ) : null}
    </div>
  );
}
