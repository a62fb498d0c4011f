import { Link, useParams } from '@tanstack/react-router';
import {
  formatNumber,
  formatPercent,
  formatTime,
  LiveHint,
  Page,
  QueryState,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Descriptions, Steps, Tag, Timeline } from 'antd';
import { Fragment, type ReactNode } from 'react';
import { getPatch, type PatchDetail, type PatchState } from '../contract.ts';
import { STATE_COLOURS } from './colours.ts';
import { PatchImages } from './images/images.tsx';
import { usePatchNews } from './news.ts';
import { PatchActions } from './patch-acts.tsx';
import { EventText } from './patch-event.tsx';
import { PatchMap } from './patch-map.tsx';
import { PatchOverlaps } from './patch-overlaps.tsx';
import { hectares, patchCode, Simulated, StateTag, useClasses } from './words.tsx';

/** One patch: what changed, what it meets, how it came so far, and what may be done next. */
export default function PatchPage(): ReactNode {
  const t = useText('redline');
  const id = Number((useParams({ strict: false }) as { id: string }).id);
  const query = useRouteQuery(getPatch, { params: { id } }, { refetchMs: 60_000 });
  const connected = usePatchNews();
  const detail = query.data?.patch.id === id ? query.data : undefined;
  return (
    <QueryState query={query}>
      <LiveHint connected={connected} />
      {detail ? <Patch detail={detail} /> : <Page title={t('patches.title')}>{null}</Page>}
    </QueryState>
  );
}

function Patch({ detail }: { detail: PatchDetail }): ReactNode {
  const t = useText('redline');
  const { nameOf } = useClasses();
  const { patch } = detail;
  return (
    <Page
      title={`${patch.code} · ${patch.class === null ? t('patch.noClass') : nameOf(patch.class)}`}
      note={
        <>
          <Tag>{t(`level.${patch.level}`)}</Tag>
          <StateTag state={patch.state} />
          {patch.overdue ? <Tag color="red">{t('overview.overdue')}</Tag> : null}
          {patch.theme ? <Tag color="purple">{t(`theme.${patch.theme}`)}</Tag> : null}
          {patch.judgement ? <Tag>{t(`judgement.${patch.judgement}`)}</Tag> : null}
          {patch.discardReason ? <Tag>{t(`reason.${patch.discardReason}`)}</Tag> : null}
          {detail.reopened > 0 ? (
            <Tag color="volcano">{t('patch.reopened', { n: detail.reopened })}</Tag>
          ) : null}
          <Simulated when={patch.simulated} />
          <Link to={'/redline/patches' as string}>{t('patches.title')}</Link>
        </>
      }
      extra={<PatchActions detail={detail} />}
    >
      <Way detail={detail} />
      <div className="grid side-by-side">
        <div>
          <Images detail={detail} />
          <PatchImages detail={detail} />
          <PatchMap detail={detail} />
        </div>
        <div className="grid">
          <Facts detail={detail} />
          <HandOver detail={detail} />
        </div>
      </div>
      <h4 className="section-title">{t('overlap.title', { on: detail.overlaps.on })}</h4>
      <PatchOverlaps overlaps={detail.overlaps} />
      <h4 className="section-title">{t('patch.timeline')}</h4>
      <div className="card">
        <Timeline
          items={[...detail.events].reverse().map((event) => ({
            key: event.id,
            color: STATE_COLOURS[event.to],
            content: <EventText event={event} />,
          }))}
        />
      </div>
    </Page>
  );
}

const DESK: readonly PatchState[] = ['detected', 'clue', 'suspected'];
const FIELD: readonly PatchState[] = ['dispatched', 'verifying', 'verified'];
const PROBLEM: readonly PatchState[] = ['violation', 'rectifying', 'submitted', 'closed', 'looked-back'];

/** 全过程: the way to the end that this patch takes, and where on it it stands. */
function Way({ detail: { patch } }: { detail: PatchDetail }): ReactNode {
  const t = useText('redline');
  const ended = patch.state === 'discarded' || patch.state === 'superseded';
  const tail: readonly PatchState[] = patch.state === 'archived' ? ['archived'] : PROBLEM;
  const reached = DESK.slice(0, DESK.indexOf(patch.level) + 1);
  const way: readonly PatchState[] = ended ? [...reached, patch.state] : [...DESK, ...FIELD, ...tail];
  return (
    <div className="card" style={{ marginBottom: 14, overflowX: 'auto' }}>
      <Steps
        style={{ minWidth: Math.min(1_180, 130 * way.length) }}
        responsive={false}
        size="small"
        titlePlacement="vertical"
        current={way.indexOf(patch.state)}
        {...(ended ? { status: 'error' as const } : {})}
        items={way.map((state) => ({ title: t(`state.${state}`) }))}
      />
    </div>
  );
}

/** 前后时相: the images that the patch was found on, and how its indices changed between them. */
function Images({ detail }: { detail: PatchDetail }): ReactNode {
  const t = useText('redline');
  const { beforeOn, beforeScene, afterScene, indexChange, patch } = detail;
  const one = (label: string, on: string | null, scene: string | null) => (
    <div className="card" style={{ flex: '1 1 200px' }}>
      <h4>{label}</h4>
      <div style={{ fontSize: 18, fontWeight: 600 }}>{on ?? '—'}</div>
      <small className="muted" style={{ overflowWrap: 'anywhere' }}>
        {scene ?? t('patch.noScene')}
      </small>
    </div>
  );
  const changes = Object.entries(indexChange);
  return (
    <div style={{ display: 'flex', flexWrap: 'wrap', gap: 12, marginBottom: 12 }}>
      {one(t('patch.before'), beforeOn, beforeScene)}
      {one(t('patch.after'), patch.afterOn, afterScene)}
      <div className="card" style={{ flex: '1 1 160px' }}>
        <h4>{t('patch.indexChange')}</h4>
        {changes.length === 0 ? <span className="muted">—</span> : null}
        {changes.map(([index, change]) => (
          <div key={index}>
            {index}{' '}
            <b>
              {change > 0 ? '+' : ''}
              {formatNumber(change, 3)}
            </b>
          </div>
        ))}
      </div>
    </div>
  );
}

function Facts({ detail }: { detail: PatchDetail }): ReactNode {
  const t = useText('redline');
  const unitName = useUnitName();
  const { patch, outlineM2, rectifyBy, rectifiedOn, parameters, parents, children } = detail;
  const family = (ids: readonly number[]) =>
    ids.map((id) => (
      <Fragment key={id}>
        <Link to={`/redline/patches/${id}` as string}>{patchCode(id)}</Link>{' '}
      </Fragment>
    ));
  const shown = [
    { key: 'unit', label: t('field.unit'), children: unitName(patch.unitPath, 'line') },
    {
      key: 'place',
      label: t('patch.place'),
      children: `${patch.lon.toFixed(5)}, ${patch.lat.toFixed(5)} (CGCS2000)`,
    },
    { key: 'area', label: t('patch.area'), children: hectares(patch.areaM2) },
    { key: 'red', label: t('patch.inRedline'), children: hectares(patch.redlineM2) },
    { key: 'park', label: t('patch.inProtected'), children: hectares(patch.protectedM2) },
    ...(outlineM2 === null
      ? []
      : [{ key: 'outline', label: t('patch.outline'), children: hectares(outlineM2) }]),
    {
      key: 'detector',
      label: t('field.detector'),
      children: (
        <span>
          {patch.detector} {patch.detectorVersion}{' '}
          <small className="muted">{parametersText(parameters)}</small>
        </span>
      ),
    },
    { key: 'confidence', label: t('patch.confidence'), children: formatPercent(patch.confidence) },
    {
      key: 'due',
      label: t('field.due'),
      children: (
        <span className={patch.overdue ? 'exceeds' : undefined}>{formatTime(patch.dueAt, 'full')}</span>
      ),
    },
    ...(rectifyBy ? [{ key: 'by', label: t('patch.rectifyBy'), children: rectifyBy }] : []),
    ...(rectifiedOn ? [{ key: 'on', label: t('patch.rectifiedOn'), children: rectifiedOn }] : []),
    ...(parents.length > 0 ? [{ key: 'parents', label: t('patch.parents'), children: family(parents) }] : []),
    ...(children.length > 0
      ? [{ key: 'children', label: t('patch.children'), children: family(children) }]
      : []),
  ];
  return (
    <div className="card">
      <h4>{t('patch.facts')}</h4>
      <Descriptions column={1} size="small" items={shown} />
    </div>
  );
}

const parametersText = (parameters: Readonly<Record<string, unknown>>): string =>
  Object.entries(parameters)
    // Said beside the title already.
    .filter(([key]) => key !== 'simulated')
    .map(([key, value]) => `${key}=${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
    .join(' ');

/** 移交: what supervision made of the violation, and where that stands. */
function HandOver({ detail }: { detail: PatchDetail }): ReactNode {
  const t = useText('redline');
  const unitName = useUnitName();
  const handed = detail.events.findLast((one) => one.act === 'hand-over');
  if (!handed) return null;
  const to = String(handed.detail.to);
  return (
    <div className="card" data-testid="redline-handed-over">
      <h4>{t('handOver.title')}</h4>
      <p>
        {t(`handOver.to.${to === 'department' ? 'department' : 'supervision'}`)}
        {handed.detail.department ? ` · ${String(handed.detail.department)}` : ''} ·{' '}
        {formatTime(handed.at, 'full')}
      </p>
      {to === 'supervision' && detail.tasks.length === 0 ? (
        <p className="muted">{t('handOver.waiting')}</p>
      ) : null}
      {detail.tasks.map((task) => (
        <p key={task.id}>
          <Link to={`/supervision/tasks/${task.id}` as string}>{task.code}</Link>{' '}
          <Tag>{t(`supervision:state.${task.state}`)}</Tag> {unitName(task.unitPath)} ·{' '}
          {t('handOver.due', { time: formatTime(task.dueAt) })}
        </p>
      ))}
    </div>
  );
}
