import { type FactorNow, type FactorSeries, portalEnterprise } from '@tarim/disclosure/contract';
import { formatNumber, formatTime, LimitMeter, LineChart, useLoad } from '@tarim/ui/light';
import type { ReactNode } from 'react';
import type { PageProps } from '../app.tsx';
import { useI18n } from '../i18n.tsx';
import { Ready, Traced, traceUrl } from '../parts.tsx';
import { go } from '../route.tsx';

export default function EnterprisePage({ id }: PageProps): ReactNode {
  const { t, n } = useI18n();
  const query = useLoad(portalEnterprise, { params: { id: Number(id) } }, 60_000);
  return (
    <Ready of={query}>
      {({ enterprise, address, outlets, series }) => (
        <>
          <div className="row">
            <h1>{n(enterprise.name)}</h1>
            <span className={`tag tag-${enterprise.verdict}`}>{t(enterprise.verdict)}</span>
          </div>
          <p className="muted">
            {n(enterprise.unitName)} · {enterprise.industry} · {address} · {t('exceed24h')}{' '}
            {enterprise.exceed24h} · {t('exceed30d')} {enterprise.exceed30d}
          </p>
          <p className="muted">{t('traceHint')}</p>
          {outlets.map((outlet) => (
            <section key={outlet.pointId} className="card">
              <h2>{n(outlet.name)}</h2>
              <p className="muted">
                {t('updated')} {formatTime(outlet.time, 'hour')}
              </p>
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
  const bad = factor.verdict === 'exceeds';
  return (
    <div className="factor">
      <div className="row">
        <b>{n(factor.name)}</b>
        <span className={`tag tag-${factor.verdict}`}>{t(factor.verdict)}</span>
      </div>
      <div className="factor-value">
        <Traced value={factor.value} trace={factor.trace} code={factor.code} bad={bad} />{' '}
        <small>{factor.unit}</small>
      </div>
      <LimitMeter value={factor.value} upper={factor.upper} exceeds={bad} />
      <div className="muted">
        {factor.period === 'hour' ? t('hourMean') : t('dayMean')}（{t(factor.measure)}）
        {factor.measured !== null && factor.measure === 'converted'
          ? ` · ${t('measured')} ${formatNumber(factor.measured, 2)}`
          : ''}
      </div>
      <div className="muted">
        {t('limit')} {factor.lower !== null ? `${factor.lower}–` : '≤ '}
        {factor.upper ?? '—'} · {factor.standard ?? '—'}
      </div>
      {series ? (
        <LineChart
          label={n(factor.name)}
          unit={factor.unit}
          upper={series.upper}
          lower={series.lower}
          style={series.period === 'hour' ? 'hour' : 'date'}
          points={series.rows.map((row) => ({
            time: row.time,
            value: row.value,
            bad: row.verdict === 'exceeds',
          }))}
          onPoint={(time) =>
            go(traceUrl({ pointId: series.pointId, period: series.period, time }, factor.code))
          }
        />
      ) : null}
    </div>
  );
}
