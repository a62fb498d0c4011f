import { type RecordKind, traceRecord } from '@tarim/telemetry/contract';
import { formatNumber, formatTime, useLoad } from '@tarim/ui/light';
import type { ReactNode } from 'react';
import type { PageProps } from '../app.tsx';
import { useI18n } from '../i18n.tsx';
import { Ready } from '../parts.tsx';
import { A } from '../route.tsx';

export default function TraceRecordPage({ url }: PageProps): ReactNode {
  const { t } = useI18n();
  const query = useLoad(traceRecord, {
    query: {
      pointId: Number(url.searchParams.get('pointId')),
      kind: (url.searchParams.get('kind') ?? 'minute') as RecordKind,
      time: url.searchParams.get('time') ?? '',
    },
  });
  return (
    <>
      <h1>{t('record')}</h1>
      <Ready of={query}>
        {(data) => (
          <>
            <section className="card">
              <dl className="pairs">
                <div>
                  <dt>{t('time')}</dt>
                  <dd>{formatTime(data.time, 'full')}</dd>
                </div>
                <div>
                  <dt>{t('received')}</dt>
                  <dd>{formatTime(data.receivedAt, 'full')}</dd>
                </div>
                <div>
                  <dt>MN</dt>
                  <dd>
                    <code>{data.mn}</code>
                  </dd>
                </div>
              </dl>
              <A className="button" href={`/frame/${data.lsn}`}>
                {t('rawFrame')} →
              </A>
            </section>
            <section className="card scroll">
              <table>
                <thead>
                  <tr>
                    <th>{t('factor')}</th>
                    <th />
                    <th>{t('value')}</th>
                    <th>{t('flag')}</th>
                  </tr>
                </thead>
                <tbody>
                  {data.values.map((one) => (
                    <tr key={one.code + one.attr}>
                      <td>
                        <code>{one.code}</code>
                      </td>
                      <td>{one.attr}</td>
                      <td>{formatNumber(one.value)}</td>
                      <td>{one.flag ?? '—'}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </section>
            {data.revisions.map((one) => (
              <section className="card" key={one.revision}>
                <h2>
                  {t('revisions')} R{one.revision} · {formatTime(one.at, 'full')} · {one.reason}
                </h2>
                <p className="mono">
                  {Object.entries(one.values)
                    .map(([slot, value]) => `${slot}=${value}`)
                    .join('  ')}
                </p>
                {one.lsn !== null ? <A href={`/frame/${one.lsn}`}>{t('rawFrame')}</A> : null}
              </section>
            ))}
          </>
        )}
      </Ready>
    </>
  );
}
