import { Link, useParams } from '@tanstack/react-router';
import {
  Figure,
  formatNumber,
  formatTime,
  useRouteMutation,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Alert, Descriptions, Segmented } from 'antd';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { cancelTransition, getTransition, type TransitionOutcome, type TransitionRun } from '../contract.ts';
import { useClassName } from './class-names.ts';
import { RunPage } from './run-page.tsx';
import { SceneMap } from './scene-map.tsx';
import { Balance, Matrix } from './transition-tables.tsx';
import { hectares, metres, percent, taken } from './words.tsx';

const LOOK_MS = 10_000;
const FlowPicture = lazy(() => import('./transition-flow.tsx'));

/** One land-cover change: how far it is, the matrix, gains and losses, flows, and where it was. */
export default function TransitionPage(): ReactNode {
  const t = useText('imagery');
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useRouteQuery(getTransition, { params: { id: Number(id) } }, { refetchMs: LOOK_MS });
  const cancel = useRouteMutation(cancelTransition, { success: t('transitions.cancelled') });
  return (
    <RunPage
      fallback={t('menu.transitions')}
      query={query}
      cancelling={cancel.isPending}
      onCancel={(run) => cancel.mutate({ params: { id: run }, body: {} })}
      outcome={(run) => <Outcome run={run} outcome={run.outcome!} />}
      parameters={(run) => <Parameters run={run} />}
    />
  );
}

function Outcome({ run, outcome }: { run: TransitionRun; outcome: TransitionOutcome }): ReactNode {
  const t = useText('imagery');
  return (
    <>
      <Alert type="info" showIcon style={{ marginBottom: 14 }} title={t('transitions.counts')} />
      <div className="figures">
        <Figure label={t('transition.area')} value={hectares(outcome.area)} hint={t('transition.areaHint')} />
        <Figure
          label={t('transition.changed')}
          value={hectares(outcome.changedArea)}
          hint={percent(outcome.changedShare)}
        />
        <Figure
          label={t('transition.unknown')}
          value={hectares(outcome.unknownArea)}
          hint={t('transition.unknownHint')}
        />
        <Figure
          label={t('transition.years')}
          value={t('transition.yearsValue', { n: formatNumber(outcome.years, 2) })}
          hint={`${outcome.seconds} s`}
        />
      </div>
      <Matrix outcome={outcome} />
      <Balance outcome={outcome} />
      <h4 className="section-title">{t('transition.flow')}</h4>
      <Suspense fallback={<div style={{ height: 360 }} />}>
        <FlowPicture outcome={outcome} />
      </Suspense>
      <Where run={run} />
    </>
  );
}

type Shown = 'before' | 'after' | 'map';

/** Both dates and what became what, on one map. */
function Where({ run }: { run: TransitionRun }): ReactNode {
  const t = useText('imagery');
  const [chosen, setChosen] = useState<Shown | null>(null);
  const ready = run.map?.ready === true;
  const shown = chosen ?? (ready ? 'map' : 'after');
  const id = shown === 'map' ? run.map!.id : run[shown].id;
  return (
    <>
      <h4 className="section-title">{t('transition.where')}</h4>
      <div className="filters" style={{ marginBottom: 10 }}>
        <Segmented<Shown>
          value={shown}
          onChange={setChosen}
          options={[
            { value: 'before', label: `${t('field.before')} ${formatTime(run.before.takenAt, 'date')}` },
            { value: 'after', label: `${t('field.after')} ${formatTime(run.after.takenAt, 'date')}` },
            ...(ready ? [{ value: 'map' as const, label: t('transition.mapOf') }] : []),
          ]}
        />
        {run.map && !ready ? <span className="muted">{t('transition.mapWaits')}</span> : null}
        {run.map ? (
          <Link to={`/imagery/scenes/${run.map.id}` as string}>{t('transition.openMap')}</Link>
        ) : null}
      </div>
      <SceneMap id={id} style="class" />
    </>
  );
}

function Parameters({ run }: { run: TransitionRun }): ReactNode {
  const t = useText('imagery');
  const unitName = useUnitName();
  const nameOf = useClassName();
  const { parameters: p, outcome } = run;
  const scene = (one: TransitionRun['before']) => (
    <Link to={`/imagery/scenes/${one.id}` as string}>
      {one.title} · {taken(one.takenAt)}
    </Link>
  );
  const items = [
    ['field.before', scene(run.before)],
    ['field.after', scene(run.after)],
    ['transition.tables', t('transition.tablesValue', p.tables)],
    ['transition.unit', p.unit ? unitName(p.unit, 'line') : '—'],
    ['field.bbox', p.bbox ?? '—'],
    [
      'transition.grid',
      outcome
        ? `${t('transition.gridValue', { ...outcome.grid, gsd: metres(outcome.grid.gsd) })} · ${t(`transition.resampled.${outcome.resampled ?? 'none'}`)}`
        : '—',
    ],
    [
      'transition.groupsUsed',
      p.groups
        .map((one) => `${nameOf(one)}: ${one.before.join(', ') || '—'} → ${one.after.join(', ') || '—'}`)
        .join('; '),
    ],
    ['field.by', `${run.byName} · ${taken(run.askedAt)}`],
  ] as const;
  return (
    <Descriptions
      size="small"
      bordered
      column={{ xs: 1, sm: 1, md: 2 }}
      items={items.map(([key, children]) => ({ key, label: t(key), children }))}
    />
  );
}
