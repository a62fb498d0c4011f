import { explainAqi, explainVerdict } from '@tarim/evaluation/contract';
import { traceRollup } from '@tarim/telemetry/contract';
import { formatNumber, formatTime, useLoad } from '@tarim/ui/light';
import type { ReactNode } from 'react';
import type { PageProps } from '../app.tsx';
import { useI18n } from '../i18n.tsx';
import { Ready } from '../parts.tsx';
import { A } from '../route.tsx';

/** How a shown figure came about; each input leads to its record and its raw frame. */
export default function TraceRollupPage({ url }: PageProps): ReactNode {
  const { t } = useI18n();
  const pointId = Number(url.searchParams.get('pointId'));
  const period = (url.searchParams.get('period') ?? 'hour') as 'hour' | 'day';
  const time = url.searchParams.get('time') ?? '';
  const code = url.searchParams.get('code');
  const query = useLoad(traceRollup, { query: { pointId, period, time } });
  return (
    <>
      <h1>{t('trace')}</h1>
      <Ready of={query}>
        {(data) => {
          const shown = data.values.filter((one) => !code || one.code === code);
          return (
            <>
              <section className="card">
                <dl className="pairs">
                  {shown.map((one) => (
                    <div key={one.code}>
                      <dt>{one.name}</dt>
                      <dd>
                        <b>{formatNumber(one.converted ?? one.mean)}</b> {one.unit}{' '}
                        {one.converted !== null ? (
                          <span className="muted">
                            （{t('converted')}；{t('measured')} {formatNumber(one.mean)}）
                          </span>
                        ) : null}{' '}
                        {one.invalid ? <span className="tag tag-not-judged">{one.invalid}</span> : null}
                      </dd>
                    </div>
                  ))}
                  <div>
                    <dt>{t('time')}</dt>
                    <dd>{formatTime(data.time, 'full')}</dd>
                  </div>
                  <div>
                    <dt>{t('rule')}</dt>
                    <dd>
                      <code>{data.ruleVersion}</code>
                    </dd>
                  </div>
                  <div>
                    <dt>{t('basis')}</dt>
                    <dd>
                      {data.basis} · {data.inputs.length} / {data.expected}
                    </dd>
                  </div>
                  <div>
                    <dt>{t('computed')}</dt>
                    <dd>
                      {formatTime(data.computedAt, 'full')} · R{data.revision}
                    </dd>
                  </div>
                </dl>
              </section>
              {code ? (
                <Judgement
                  pointId={pointId}
                  period={period}
                  time={time}
                  code={code}
                  air={code.startsWith('a') && data.ruleVersion.startsWith('GB3095')}
                />
              ) : null}
              <section className="card">
                <h2>{t('inputs')}</h2>
                <div className="scroll">
                  <table>
                    <thead>
                      <tr>
                        <th>{t('time')}</th>
                        {shown.slice(0, 6).map((one) => (
                          <th key={one.code}>{one.name}</th>
                        ))}
                        <th>{t('flag')}</th>
                        <th />
                        <th />
                      </tr>
                    </thead>
                    <tbody>
                      {data.inputs.map((input) => (
                        <tr key={input.time}>
                          <td>{formatTime(input.time)}</td>
                          {shown.slice(0, 6).map((one) => (
                            <td key={one.code}>{formatNumber(input.values[one.code])}</td>
                          ))}
                          <td>
                            {[...new Set(shown.map((one) => input.flags[one.code]).filter(Boolean))].join(
                              ' ',
                            )}
                          </td>
                          <td>
                            {input.level === 'record' ? (
                              <A
                                href={`/trace/record?${new URLSearchParams({ pointId: String(pointId), kind: input.kind, time: input.time })}`}
                              >
                                {t('record')}
                              </A>
                            ) : (
                              <A
                                href={`/trace/rollup?${new URLSearchParams({ pointId: String(pointId), period: input.kind, time: input.time, ...(code ? { code } : {}) })}`}
                              >
                                {t('trace')}
                              </A>
                            )}
                          </td>
                          <td>
                            {input.lsn !== null ? <A href={`/frame/${input.lsn}`}>{t('rawFrame')}</A> : null}
                          </td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </div>
                {data.missing.length > 0 ? (
                  <p className="bad">
                    {t('missing')} ({data.missing.length}):{' '}
                    {data.missing
                      .slice(0, 40)
                      .map((at) => formatTime(at))
                      .join('、')}
                  </p>
                ) : null}
              </section>
              {data.revisions.length > 0 ? (
                <section className="card">
                  <h2>{t('revisions')}</h2>
                  <table>
                    <thead>
                      <tr>
                        <th>R</th>
                        <th>{t('time')}</th>
                        <th>{t('reason')}</th>
                        {shown.map((one) => (
                          <th key={one.code}>{one.name}</th>
                        ))}
                      </tr>
                    </thead>
                    <tbody>
                      {data.revisions.map((one) => (
                        <tr key={one.revision}>
                          <td>{one.revision}</td>
                          <td>{formatTime(one.at, 'full')}</td>
                          <td>{one.reason}</td>
                          {shown.map((each) => (
                            <td key={each.code}>{formatNumber(one.values[`${each.code}.Avg`])}</td>
                          ))}
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </section>
              ) : null}
            </>
          );
        }}
      </Ready>
    </>
  );
}

function Judgement({
  pointId,
  period,
  time,
  code,
  air,
}: {
  pointId: number;
  period: 'hour' | 'day';
  time: string;
  code: string;
  air: boolean;
}): ReactNode {
  const { t } = useI18n();
  const verdict = useLoad(explainVerdict, { query: { pointId, code, period, time } });
  const aqi = useLoad(explainAqi, { query: { pointId, period, time } });
  const data = air ? aqi.data : (verdict.data ?? undefined);
  if (!data) return null;
  return (
    <section className="card">
      <h2>{t('steps')}</h2>
      <ol className="steps">
        {data.steps.map((step) => (
          <li key={step.title + step.result}>
            <b>{step.title}</b>
            {step.formula ? <div className="mono muted">{step.formula}</div> : null}
            <div>
              {step.result} {step.rule ? <span className="tag">{step.rule}</span> : null}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
