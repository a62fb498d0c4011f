import { explainAqi, explainVerdict } from '@tarim/evaluation/contract';
import type { Static } from '@tarim/platform/contract';
import { traceRollup } from '@tarim/telemetry/contract';
import { formatNumber, unitText, useLoad, withSubscripts } from '@tarim/ui/light';
import type { ReactNode } from 'react';
import type { PageProps } from '../app.tsx';
import { useI18n } from '../i18n.ts';
import { Back, Ready, Time, traceUrl } from '../parts.tsx';
import { A } from '../route.tsx';
import { Explanation } from './explanation.tsx';

type Trace = Static<NonNullable<typeof traceRollup.response>>;
type Period = 'hour' | 'day';
/** Columns of inputs beside the time; all factors of a station would not be readable. */
const COLUMNS = 6;
const MISSING_TOLD = 40;

/** How a shown figure came about; each input leads to its record and its raw frame. */
export default function TraceRollupPage({ url }: PageProps): ReactNode {
  const { t } = useI18n();
  const pointId = Number(url.searchParams.get('pointId'));
  const period = (url.searchParams.get('period') ?? 'hour') as Period;
  const time = url.searchParams.get('time') ?? '';
  const code = url.searchParams.get('code');
  const query = useLoad(traceRollup, { query: { pointId, period, time } });
  return (
    <>
      <Back />
      <Ready of={query} height={480}>
        {(data) => {
          const shown = data.values.filter((one) => !code || one.code === code);
          const [only] = shown;
          return (
            <>
              <h1>{code && only ? t('traceOf', { name: withSubscripts(only.name) }) : t('trace')}</h1>
              <Facts data={data} shown={shown} />
              <Judgement pointId={pointId} period={period} time={time} code={code} air={isAir(data)} />
              <Inputs data={data} shown={shown.slice(0, COLUMNS)} code={code} />
              <Revisions data={data} shown={shown.slice(0, COLUMNS)} />
            </>
          );
        }}
      </Ready>
    </>
  );
}

const isAir = (data: Trace): boolean => data.ruleVersion.startsWith('GB3095');

function Facts({ data, shown }: { data: Trace; shown: Trace['values'] }): ReactNode {
  const { t, word } = useI18n();
  return (
    <section className="card">
      <dl className="pairs">
        {shown.map((one) => (
          <div key={one.code}>
            <dt>{withSubscripts(one.name)}</dt>
            <dd>
              <b className={shown.length === 1 ? 'figure' : undefined}>
                {formatNumber(one.converted ?? one.mean)}
              </b>{' '}
              {unitText(one.unit)}{' '}
              {one.converted !== null ? (
                <span className="muted">
                  {t('converted')} · {t('measured')} {formatNumber(one.mean)} {unitText(one.unit)}
                </span>
              ) : null}{' '}
              {one.invalid ? <span className="tag">{data.marks[one.invalid] ?? one.invalid}</span> : null}
            </dd>
          </div>
        ))}
        <div>
          <dt>{t('period')}</dt>
          <dd>
            {word('', data.period)} <Time at={data.time} style="full" />
          </dd>
        </div>
        <div>
          <dt>{t('basis')}</dt>
          <dd>
            {t('basisCount', {
              basis: word('basis.', data.basis),
              due: data.expected,
              got: data.inputs.length,
            })}
          </dd>
        </div>
        <div>
          <dt>{t('rule')}</dt>
          <dd>
            <code>{data.ruleVersion}</code>
          </dd>
        </div>
        <div>
          <dt>{t('computed')}</dt>
          <dd>
            <Time at={data.computedAt} style="full" /> · {t('revision')} {data.revision}
          </dd>
        </div>
      </dl>
    </section>
  );
}

function Inputs({
  data,
  shown,
  code,
}: {
  data: Trace;
  shown: Trace['values'];
  code: string | null;
}): ReactNode {
  const { t } = useI18n();
  const marksOf = (flags: Record<string, string>) =>
    [...new Set(shown.map((one) => flags[one.code]).filter((flag) => flag !== undefined))]
      .map((flag) => data.marks[flag] ?? flag)
      .join('、');
  return (
    <section className="card">
      <h2>{t('inputs')}</h2>
      <div className="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('time')}</th>
              {shown.map((one) => (
                <th key={one.code} scope="col" className="number">
                  {withSubscripts(one.name)} <small>{unitText(one.unit)}</small>
                </th>
              ))}
              <th scope="col">{t('mark')}</th>
              <th scope="col">{t('trace')}</th>
              <th scope="col">{t('rawFrame')}</th>
            </tr>
          </thead>
          <tbody>
            {data.inputs.map((input) => (
              <tr key={input.time}>
                <th scope="row">
                  <Time at={input.time} />
                </th>
                {shown.map((one) => (
                  <td key={one.code} className="number">
                    {formatNumber(input.values[one.code])}
                  </td>
                ))}
                <td>{marksOf(input.flags)}</td>
                <td>
                  {input.level === 'record' ? (
                    <A
                      href={`/trace/record?${new URLSearchParams({ pointId: String(data.pointId), kind: input.kind, time: input.time })}`}
                    >
                      {t('toRecord')}
                    </A>
                  ) : (
                    <A
                      href={traceUrl(
                        { pointId: data.pointId, period: input.kind, time: input.time },
                        code ?? undefined,
                      )}
                    >
                      {t('trace')}
                    </A>
                  )}
                </td>
                <td>{input.lsn !== null ? <A href={`/frame/${input.lsn}`}>{t('rawFrame')}</A> : null}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {data.missing.length > 0 ? (
        <p className="bad">
          {t('missing', { n: data.missing.length })}:{' '}
          {data.missing.slice(0, MISSING_TOLD).map((at) => (
            <span key={at} className="one-of">
              <Time at={at} />
            </span>
          ))}
          {data.missing.length > MISSING_TOLD ? '…' : ''}
        </p>
      ) : null}
    </section>
  );
}

function Revisions({ data, shown }: { data: Trace; shown: Trace['values'] }): ReactNode {
  const { t, word } = useI18n();
  if (data.revisions.length === 0) return null;
  return (
    <section className="card">
      <h2>{t('revisions')}</h2>
      <div className="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('revision')}</th>
              <th scope="col">{t('time')}</th>
              <th scope="col">{t('reason')}</th>
              {shown.map((one) => (
                <th key={one.code} scope="col" className="number">
                  {withSubscripts(one.name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.revisions.map((one) => (
              <tr key={one.revision}>
                <td>{one.revision}</td>
                <td>
                  <Time at={one.at} style="full" />
                </td>
                <td>{word('reason.', one.reason)}</td>
                {shown.map((each) => (
                  <td key={each.code} className="number">
                    {formatNumber(one.values[`${each.code}.Avg`])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** Judged as air by its index, as an outlet by the limit of the factor; nothing where nobody has judged. */
function Judgement(props: {
  pointId: number;
  period: Period;
  time: string;
  code: string | null;
  air: boolean;
}): ReactNode {
  if (props.air) return <AqiJudgement {...props} />;
  return props.code ? <LimitJudgement {...props} code={props.code} /> : null;
}

function AqiJudgement({
  pointId,
  period,
  time,
}: {
  pointId: number;
  period: Period;
  time: string;
}): ReactNode {
  const { data } = useLoad(explainAqi, { query: { pointId, period, time } });
  return data ? <Explanation of={data} /> : null;
}

function LimitJudgement({
  pointId,
  period,
  time,
  code,
}: {
  pointId: number;
  period: Period;
  time: string;
  code: string;
}): ReactNode {
  const { data } = useLoad(explainVerdict, { query: { pointId, code, period, time } });
  return data ? <Explanation of={data} /> : null;
}
