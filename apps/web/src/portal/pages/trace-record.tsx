import { type RecordKind, traceRecord } from '@tarim/telemetry/contract';
import { formatNumber, unitText, useLoad, withSubscripts } from '@tarim/ui/light';
import type { ReactNode } from 'react';
import type { PageProps } from '../app.tsx';
import { useI18n } from '../i18n.ts';
import { Arrow, Back, Ready, Time } from '../parts.tsx';
import { A } from '../route.tsx';

/** One record as the device sent it, what it replaced, and the way to its bytes. */
export default function TraceRecordPage({ url }: PageProps): ReactNode {
  const { t, word } = useI18n();
  const query = useLoad(traceRecord, {
    query: {
      pointId: Number(url.searchParams.get('pointId')),
      kind: (url.searchParams.get('kind') ?? 'minute') as RecordKind,
      time: url.searchParams.get('time') ?? '',
    },
  });
  return (
    <>
      <Back />
      <h1>{t('record')}</h1>
      <Ready of={query} height={400}>
        {(data) => (
          <>
            <section className="card">
              <dl className="pairs">
                <div>
                  <dt>{t('dataTime')}</dt>
                  <dd>
                    <Time at={data.time} style="full" />
                  </dd>
                </div>
                <div>
                  <dt>{t('received')}</dt>
                  <dd>
                    <Time at={data.receivedAt} style="full" />
                  </dd>
                </div>
                <div>
                  <dt>MN</dt>
                  <dd>
                    <code>{data.mn ?? '—'}</code>
                  </dd>
                </div>
              </dl>
              <p>
                <A className="button" href={`/frame/${data.lsn}`}>
                  {t('rawFrame')} <Arrow />
                </A>
              </p>
            </section>
            <section className="card scroll">
              <table>
                <thead>
                  <tr>
                    <th scope="col">{t('factor')}</th>
                    <th scope="col">{t('statistic')}</th>
                    <th scope="col" className="number">
                      {t('value')}
                    </th>
                    <th scope="col">{t('mark')}</th>
                  </tr>
                </thead>
                <tbody>
                  {data.values.map((one) => (
                    <tr key={one.code + one.attr}>
                      <th scope="row">
                        {withSubscripts(one.name)} <code className="muted">{one.code}</code>
                      </th>
                      <td>
                        <code>{one.attr}</code>
                      </td>
                      <td className="number">
                        {formatNumber(one.value)} <small>{unitText(one.unit)}</small>
                      </td>
                      <td>{one.flag ? (data.marks[one.flag] ?? one.flag) : '—'}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </section>
            {data.revisions.map((one) => (
              <section className="card" key={one.revision}>
                <h2>
                  {t('revisions')} R{one.revision}
                </h2>
                <p className="muted">
                  <Time at={one.at} style="full" /> · {word('reason.', one.reason)}
                </p>
                <p className="mono" dir="ltr">
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
