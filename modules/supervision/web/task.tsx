import { Link, useParams } from '@tanstack/react-router';
import { urlOf } from '@tarim/platform/contract';
import { FileLinks, formatTime, Page, QueryState, useRouteQuery, useText, useUnitName } from '@tarim/ui';
import { PointMap } from '@tarim/ui/map';
import { Alert, Descriptions, Steps, Timeline } from 'antd';
import { type ReactNode, useMemo } from 'react';
import { getTask, type TaskDetail, type TaskState, taskFile } from '../contract.ts';
import { TaskActions } from './task-acts.tsx';
import { Grounds } from './task-grounds.tsx';
import { StepText } from './task-step.tsx';
import { useTaskNews } from './tasks.tsx';
import { causeName, Lamp, LIGHT_COLOURS, SeverityTag, Simulated, StateTag } from './words.tsx';

const WAY: readonly TaskState[] = ['dispatched', 'received', 'verifying', 'replied', 'reviewing', 'closed'];

/** Where on its way a task stands; returned means verifying again. */
function stage(state: TaskState): number {
  if (state === 'returned') return 2;
  return state === 'lead' || state === 'cancelled' ? WAY.length - 1 : WAY.indexOf(state);
}

/** One task: on what it rests, how it came so far, what was found, and what may be done next. */
export default function TaskPage(): ReactNode {
  const t = useText('supervision');
  const id = Number((useParams({ strict: false }) as { id: string }).id);
  const query = useRouteQuery(getTask, { params: { id } }, { refetchMs: 30_000 });
  useTaskNews();
  const task = query.data?.id === id ? query.data : undefined;
  return (
    <QueryState query={query}>
      {task ? <Task task={task} /> : <Page title={t('tasks.title')}>{null}</Page>}
    </QueryState>
  );
}

/** A violation of the red line that was handed over is called by the code of its patch (`TB0000123`). */
function patchOf({ cause, subject }: TaskDetail): number | null {
  const digits = cause === 'redline' ? /^TB(\d{1,9})$/.exec(subject)?.[1] : undefined;
  return digits === undefined ? null : Number(digits);
}

function Task({ task }: { task: TaskDetail }): ReactNode {
  const t = useText('supervision');
  const patch = patchOf(task);
  const unitName = useUnitName();
  const last = task.state === 'lead' || task.state === 'cancelled' ? task.state : 'closed';
  const points = useMemo(
    () =>
      task.lon === null || task.lat === null
        ? []
        : [
            {
              id: task.id,
              lon: task.lon,
              lat: task.lat,
              colour: LIGHT_COLOURS[task.light],
              title: task.subject,
            },
          ],
    [task.id, task.lon, task.lat, task.light, task.subject],
  );
  const fileOf = (sha256: string) => urlOf(taskFile, { id: task.id, sha256 });
  return (
    <Page
      title={`${task.code} · ${task.subject}`}
      note={
        <>
          <StateTag state={task.state} />
          <Lamp light={task.light} /> <SeverityTag severity={task.severity} />
          <Simulated when={task.simulated} />
          <Link to={'/supervision/tasks' as string}>{t('tasks.title')}</Link>
        </>
      }
      extra={<TaskActions task={task} />}
    >
      {task.extension ? (
        <Alert
          type="info"
          showIcon
          style={{ marginBottom: 12 }}
          title={t('task.extensionAsked', {
            by: task.extension.by,
            n: task.extension.length,
            unit: t(`unit.${task.extension.unit}`),
          })}
          description={task.extension.reason}
        />
      ) : null}
      {task.escalatedAt ? (
        <Alert
          type="error"
          showIcon
          style={{ marginBottom: 12 }}
          title={t('task.escalated', {
            time: formatTime(task.escalatedAt, 'full'),
            name: task.superiorName ?? '—',
          })}
        />
      ) : null}
      <div className="card" style={{ marginBottom: 14, overflowX: 'auto' }}>
        <Steps
          style={{ minWidth: 640 }}
          responsive={false}
          size="small"
          current={stage(task.state)}
          status={task.state === 'cancelled' ? 'error' : undefined}
          items={[...WAY.slice(0, -1), last].map((state) => ({ title: t(`state.${state}`) }))}
        />
      </div>
      <div className="grid cards-320">
        <div className="card">
          <h4>{t('task.assignment')}</h4>
          <Descriptions
            column={1}
            size="small"
            items={[
              { key: 'b', label: t('field.body'), children: task.bodyName },
              { key: 'u', label: t('field.unit'), children: unitName(task.unitPath, 'line') },
              { key: 'r', label: t('field.role'), children: t(`role.${task.role}`) },
              { key: 'v', label: t('field.verification'), children: t(`verification.${task.verification}`) },
              ...(task.enterpriseId === null
                ? []
                : [
                    {
                      key: 'i',
                      label: t('task.visits'),
                      children: (
                        <Link to={`/inspection/visits?task=${task.id}` as string}>
                          {t('task.visitsShow')}
                        </Link>
                      ),
                    },
                  ]),
              { key: 'd', label: t('field.dispatchedAt'), children: formatTime(task.dispatchedAt, 'full') },
              { key: 'y', label: t('field.dispatchedBy'), children: task.dispatchedBy ?? t('task.byRule') },
              ...(task.assignee
                ? [{ key: 'a', label: t('field.assignee'), children: task.assignee.name }]
                : []),
              {
                key: 'c',
                label: t('field.receivedAt'),
                children: task.receivedAt
                  ? `${formatTime(task.receivedAt, 'full')} ${task.receivedBy ?? ''}`
                  : t('task.receiveBy', { time: formatTime(task.receiveBy) }),
              },
              {
                key: 'x',
                label: t('field.dueAt'),
                children: (
                  <span
                    style={
                      task.light === 'green'
                        ? undefined
                        : { color: LIGHT_COLOURS[task.light], fontWeight: 600 }
                    }
                  >
                    {formatTime(task.dueAt, 'full')}
                  </span>
                ),
              },
              {
                key: 't',
                label: t('task.term'),
                children: [task.clock, ...task.clock.extensions]
                  .map((one) => `${one.length} ${t(`unit.${one.unit}`)}`)
                  .join(' + '),
              },
              {
                key: 'k',
                label: t('task.rule'),
                children: task.rule
                  ? t('task.ruleVersion', { name: task.rule.name, n: task.rule.version })
                  : '—',
              },
            ]}
          />
        </div>
        <div className="card">
          <h4>{t('task.asked')}</h4>
          <p style={{ whiteSpace: 'pre-line' }}>{task.requirement}</p>
          <h4>{t('task.object')}</h4>
          <Descriptions
            column={1}
            size="small"
            items={[
              { key: 'e', label: t('field.enterprise'), children: task.enterpriseName ?? '—' },
              {
                key: 'p',
                label: t('field.point'),
                children: task.pointId ? (
                  <Link to={`/points/${task.pointId}` as string}>{task.pointName}</Link>
                ) : (
                  '—'
                ),
              },
              {
                key: 'c',
                label: t('field.cause'),
                children: `${causeName(t, task.cause)} ${task.codeName ?? ''}`,
              },
              { key: 's', label: t('field.source'), children: t(`source.${task.source}`) },
              ...(patch === null
                ? []
                : [
                    {
                      key: 'patch',
                      label: t('task.patch'),
                      children: <Link to={`/redline/patches/${patch}` as string}>{task.subject}</Link>,
                    },
                  ]),
            ]}
          />
          {task.lead ? (
            <p>
              <Link to={'/supervision/leads' as string}>{t('task.lead', { code: task.lead.code })}</Link>
            </p>
          ) : null}
        </div>
        {points.length > 0 ? <PointMap points={points} height={300} onSelect={() => undefined} /> : null}
      </div>
      <h4 className="section-title">{t('task.grounds', { n: task.grounds.length })}</h4>
      <Grounds grounds={task.grounds} />
      <div className="grid side-by-side" style={{ marginTop: 14 }}>
        <div className="card">
          <h4>{t('task.timeline')}</h4>
          <Timeline
            items={task.steps.map((step) => ({
              color: ['return', 'escalate', 'cancel'].includes(step.act) ? 'red' : 'blue',
              content: <StepText step={step} fileOf={fileOf} />,
            }))}
          />
        </div>
        <div className="card">
          <h4>{t('task.notices')}</h4>
          {task.notices.length === 0 ? <p className="muted">{t('task.noNotices')}</p> : null}
          <ul className="steps">
            {task.notices.map((one) => (
              <li key={one.id}>
                <Link to={`/supervision/notices/${one.id}` as string}>{one.number}</Link>{' '}
                <span className="muted">
                  {formatTime(one.issuedAt)} ·{' '}
                  {one.receivedAt
                    ? t('notice.received', { time: formatTime(one.receivedAt) })
                    : t('notice.unreceived')}
                </span>
              </li>
            ))}
          </ul>
          <h4>{t('task.answers')}</h4>
          {task.answers.length === 0 ? <p className="muted">{t('task.noAnswers')}</p> : null}
          <ul className="steps">
            {task.answers.map((one) => (
              <li key={one.id}>
                <strong>{one.by}</strong> <span className="muted">{formatTime(one.at, 'full')}</span>
                {one.late ? <span className="exceeds"> {t('notice.late')}</span> : null}
                <div style={{ whiteSpace: 'pre-line' }}>{one.text}</div>
                <FileLinks files={one.evidence} href={fileOf} />
              </li>
            ))}
          </ul>
        </div>
      </div>
    </Page>
  );
}
