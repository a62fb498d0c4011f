import { Link, useParams } from '@tanstack/react-router';
import type { Static } from '@tarim/platform/contract';
import { urlOf } from '@tarim/platform/contract';
import {
  formatTime,
  Page,
  POINT_KIND_TITLES,
  QueryState,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Descriptions, Tag, Timeline } from 'antd';
import type { ReactNode } from 'react';
import { getPhoto, getTask } from '../contract.ts';
import { TaskActions } from './task-actions.tsx';
import { OfficialCard, ResultsCard } from './task-results.tsx';
import { TaskState } from './words.tsx';

export type TaskDetail = Static<NonNullable<typeof getTask.response>>;

/** One task from the plan to the signature: sampling, containers, results, reviews, what it comes to. */
export default function TaskPage(): ReactNode {
  const t = useText('monitoring');
  const unitName = useUnitName();
  const id = Number((useParams({ strict: false }) as { id: string }).id);
  const query = useRouteQuery(getTask, { params: { id } });
  const detail = query.data;
  if (!detail) return <QueryState query={query}>{null}</QueryState>;
  const { task, sampling } = detail;
  return (
    <Page
      title={`${task.pointName} · ${task.code}`}
      note={
        <>
          <TaskState state={task.state} overdue={task.overdue} />
          {task.simulated ? <Tag color="orange">{t('simulated')}</Tag> : null}
          <Link to={`/monitoring/plans/${task.planId}` as string}>{task.planTitle}</Link>
        </>
      }
      extra={<TaskActions detail={detail} />}
    >
      <div className="grid cards-320">
        <div className="card">
          <h4>{t('task.what')}</h4>
          <Descriptions
            column={1}
            size="small"
            items={[
              {
                key: 'm',
                label: t('line.medium'),
                children: t(POINT_KIND_TITLES[task.pointKind]?.title ?? task.pointKind),
              },
              { key: 'u', label: t('plan.unit'), children: unitName(task.unitPath, 'line') },
              { key: 'b', label: t('line.body'), children: task.body },
              { key: 'd', label: t('task.period'), children: `${task.dueFrom} — ${task.dueTo}` },
              { key: 'i', label: t('line.items'), children: task.items.join('、') },
            ]}
          />
        </div>
        <div className="card">
          <h4>{t('task.sampling')}</h4>
          {sampling ? <SamplingFacts detail={detail} /> : <p className="muted">{t('task.notSampled')}</p>}
        </div>
        <div className="card">
          <h4>{t('task.custody')}</h4>
          {detail.containers.length === 0 ? <p className="muted">{t('task.noContainers')}</p> : null}
          {detail.containers.map((one) => (
            <div key={one.code} style={{ marginBottom: 10 }}>
              <code>{one.code}</code> <Tag>{t(`container.${one.kind}`)}</Tag>
              <small className="muted">
                {one.items.join('、')}
                {one.preservative ? ` · ${one.preservative}` : ''}
              </small>
              <ul className="steps">
                {one.custody.map((event) => (
                  <li key={`${event.at}${event.step}`}>
                    {formatTime(event.at)} {t(`custody.${event.step}`)} · {event.by}
                    {event.condition ? ` · ${event.condition}` : ''}
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </div>
        <div className="card">
          <h4>{t('task.reviews')}</h4>
          {detail.reviews.length === 0 ? <p className="muted">{t('task.noReviews')}</p> : null}
          <Timeline
            items={detail.reviews.map((one) => ({
              color: one.decision === 'pass' ? 'green' : 'red',
              content: (
                <>
                  {t(`level.${one.level}`)} · {t(`decision.${one.decision}`)} · {one.by} ·{' '}
                  {formatTime(one.at)}
                  {one.comment ? <div>{one.comment}</div> : null}
                </>
              ),
            }))}
          />
        </div>
      </div>
      <ResultsCard detail={detail} />
      {detail.official ? <OfficialCard official={detail.official} /> : null}
    </Page>
  );
}

function SamplingFacts({ detail: { task, sampling } }: { detail: TaskDetail }): ReactNode {
  const t = useText('monitoring');
  if (!sampling) return null;
  const { lon, lat, distance } = sampling;
  return (
    <>
      <Descriptions
        column={1}
        size="small"
        items={[
          { key: 't', label: t('sampling.at'), children: formatTime(sampling.sampledAt, 'full') },
          { key: 's', label: t('sampling.by'), children: sampling.sampler },
          { key: 'w', label: t('sampling.weather'), children: sampling.weather ?? '—' },
          {
            key: 'p',
            label: t('sampling.place'),
            children:
              lon === null || lat === null
                ? '—'
                : `${lon.toFixed(5)}, ${lat.toFixed(5)}${distance === null ? '' : ` · ${t('sampling.away', { n: distance })}`}`,
          },
          ...Object.entries(sampling.onSite).map(([item, value]) => ({
            key: item,
            label: item,
            children: value,
          })),
          { key: 'n', label: t('sampling.note'), children: sampling.note ?? '—' },
        ]}
      />
      <div className="filters">
        {sampling.photos.map((sha256) => (
          <a key={sha256} href={urlOf(getPhoto, { id: task.id, sha256 })} target="_blank" rel="noreferrer">
            <img
              src={urlOf(getPhoto, { id: task.id, sha256 })}
              alt={t('sampling.photo')}
              style={{ width: 96, height: 72, objectFit: 'cover', borderRadius: 8 }}
            />
          </a>
        ))}
      </div>
    </>
  );
}
