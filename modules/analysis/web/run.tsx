import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { urlOf } from '@tarim/platform/contract';
import {
  Figure,
  formatNumber,
  formatTime,
  Page,
  QueryState,
  useLanguage,
  useMay,
  useRouteMutation,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Alert, Button, Popconfirm, Progress, Segmented, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { cancelRun, deleteRun, getRun, type RunDetail, runFeatures } from '../contract.ts';
import { HandOver } from './hand-over.tsx';
import { ResultChart } from './result-chart.tsx';
import { type Features, ResultMap, type Shown } from './result-map.tsx';
import { ResultTable } from './result-table.tsx';
import { STATE_COLOURS } from './runs.tsx';
import './analysis.css';

const POLL_MS = 1_500;

/** One run: its map, figures, charts, the list of what was found, and how it was computed. */
export default function RunPage(): ReactNode {
  const t = useText('analysis');
  const id = Number((useParams({ strict: false }) as { id?: string }).id);
  const [open, setOpen] = useState(true);
  const query = useRouteQuery(getRun, { params: { id } }, open ? { refetchMs: POLL_MS } : {});
  const detail = query.data;
  const state = detail?.run.state;
  const ended = state !== undefined && state !== 'waiting' && state !== 'running';
  if (ended && open) setOpen(false);
  return (
    <Page
      title={detail?.run.title ?? t('menu.analysis')}
      note={detail ? <Note detail={detail} /> : null}
      extra={detail ? <Acts detail={detail} /> : null}
    >
      <QueryState query={query}>
        {detail && state === 'done' ? <Result detail={detail} /> : null}
        {detail && (state === 'waiting' || state === 'running') ? (
          <Progress percent={Math.round(detail.run.progress * 100)} status="active" />
        ) : null}
        {detail && state === 'failed' ? (
          <Alert type="error" showIcon title={t('state.failed')} description={detail.run.error} />
        ) : null}
        {state === 'cancelled' ? <Alert type="info" showIcon title={t('state.cancelled')} /> : null}
      </QueryState>
    </Page>
  );
}

function Note({ detail }: { detail: RunDetail }): ReactNode {
  const t = useText('analysis');
  const { language } = useLanguage();
  const { run, sets } = detail;
  return (
    <>
      <Tag color={STATE_COLOURS[run.state]}>{t(`state.${run.state}`)}</Tag>
      {run.simulated ? <Tag color="orange">{t('simulated')}</Tag> : null}
      {t(`kind.${run.kind}`)} · {run.byName} · {formatTime(run.askedAt)}
      {sets.length > 0
        ? ` · ${t('madeOf')} ${sets.map((one) => (language === 'en' ? one.en : one.zh)).join('、')}`
        : null}
    </>
  );
}

function Acts({ detail: { run } }: { detail: RunDetail }): ReactNode {
  const t = useText('analysis');
  const navigate = useNavigate();
  const cancel = useRouteMutation(cancelRun, { success: t('cancelled') });
  const remove = useRouteMutation(deleteRun, {
    success: t('deleted'),
    onSuccess: () => void navigate({ to: '/analysis' as string }),
  });
  const running = run.state === 'waiting' || run.state === 'running';
  return (
    <>
      {run.state === 'done' ? (
        <Button href={urlOf(runFeatures, { id: run.id })} download={`analysis-${run.id}.geojson`}>
          GeoJSON
        </Button>
      ) : null}
      {run.mine && running ? (
        <Button onClick={() => cancel.mutate({ params: { id: run.id }, body: {} })}>{t('cancel')}</Button>
      ) : null}
      {run.mine && !running ? (
        <Popconfirm title={t('deleteSure')} onConfirm={() => remove.mutate({ params: { id: run.id } })}>
          <Button danger>{t('delete')}</Button>
        </Popconfirm>
      ) : null}
    </>
  );
}

function Result({ detail }: { detail: RunDetail }): ReactNode {
  const t = useText('analysis');
  const may = useMay();
  const { run, figures, charts, style, steps, problems } = detail;
  const [shown, setShown] = useState<Shown>('value');
  const [picked, setPicked] = useState<{ properties: Record<string, unknown>; id: number | null } | null>(
    null,
  );
  const layer = useQuery({
    queryKey: ['analysis.runFeatures', run.id],
    queryFn: async () => (await (await fetch(urlOf(runFeatures, { id: run.id }))).json()) as Features,
  });
  const withError = layer.data?.features.some((one) => typeof one.properties.error === 'number') ?? false;
  return (
    <div className="grid">
      <div className="figures">
        {figures.map((one) => (
          <Figure key={one.key} label={t(`figure.${one.key}`)} value={figureText(one.value, one.unit, t)} />
        ))}
      </div>
      {problems.map((one) => (
        <Alert key={`${one.code}${one.path}`} type="warning" showIcon title={one.message} />
      ))}
      {withError ? (
        <Segmented<Shown>
          value={shown}
          onChange={setShown}
          options={[
            { value: 'value', label: t('show.value') },
            { value: 'error', label: t('show.error') },
          ]}
        />
      ) : null}
      <ResultMap
        features={layer.data}
        style={shown === 'error' ? errorStyle(layer.data, style) : style}
        shown={shown}
        onPick={(properties, id) => setPicked({ properties, id })}
      />
      {picked ? <Picked properties={picked.properties} /> : null}
      {run.kind === 'air-grid' && picked?.id && may('supervision.dispatch') ? (
        <HandOver featureId={picked.id} properties={picked.properties} run={run} />
      ) : null}
      {charts.map((chart) => (
        <section key={chart.key}>
          <h4>{t(`chart.${chart.key}`)}</h4>
          <ResultChart chart={chart} />
        </section>
      ))}
      <ResultTable features={layer.data} title={run.title} />
      {steps.length > 0 ? (
        <section>
          <h4>{t('steps')}</h4>
          <ol className="steps">
            {steps.map((step) => (
              <li key={`${step.of}${step.formula}`}>
                <strong>{step.of}</strong> = {step.result ?? '—'}{' '}
                <span className="muted">
                  {step.formula} · {step.rule}
                </span>
              </li>
            ))}
          </ol>
        </section>
      ) : null}
    </div>
  );
}

/** Errors have classes of their own, of equal width. */
function errorStyle(features: Features | undefined, style: RunDetail['style']): RunDetail['style'] {
  if (!features || style?.kind !== 'classes') return style;
  const errors = features.features.flatMap(({ properties: { error } }) =>
    typeof error === 'number' ? [error] : [],
  );
  const [low, high] = [Math.min(...errors), Math.max(...errors)];
  const colours = style.classes.map((one) => one.colour);
  return {
    ...style,
    classes: colours.map((colour, k) => ({
      colour,
      from: k === 0 ? null : Number((low + ((high - low) * k) / colours.length).toPrecision(3)),
    })),
  };
}

function figureText(
  value: number | string | null,
  unit: string | undefined,
  t: (key: string) => string,
): string {
  if (value === null || value === '') return '—';
  if (typeof value === 'string') {
    if (/^\d{4}-\d\d-\d\dT/.test(value)) return formatTime(value);
    return ['spherical', 'exponential', 'gaussian', 'ours', 'given'].includes(value)
      ? t(`choice.${value}`)
      : value;
  }
  return `${formatNumber(Number(value.toPrecision(4)))}${unit ? ` ${unit}` : ''}`;
}

const HIDDEN = new Set(['nth', 'station', 'origin']);

function Picked({ properties }: { properties: Record<string, unknown> }): ReactNode {
  const t = useText('analysis');
  return (
    <div className="filters" aria-live="polite">
      {Object.entries(properties)
        .filter(([key, value]) => !HIDDEN.has(key) && value !== null && value !== 'null')
        .map(([key, value]) => (
          <Tag key={key}>
            {t(`property.${key}`)}: {typeof value === 'number' ? formatNumber(value) : String(value)}
          </Tag>
        ))}
    </div>
  );
}
