import { Link, useNavigate } from '@tanstack/react-router';
import { type AlarmRow, acknowledgeAlarm } from '@tarim/alarm/contract';
import {
  ALARM_KIND_TITLES,
  formatNumber,
  formatTime,
  QueryState,
  useMay,
  useRouteMutation,
  type useRouteQuery,
  useText,
} from '@tarim/ui';
import { Button, Collapse, Empty } from 'antd';
import { type ReactNode, useEffect, useRef } from 'react';

export const QUEUE_COLOURS = {
  critical: '#c2453b',
  warning: '#d98a1f',
  info: '#7f9299',
  taken: '#3f8f80',
} as const;

const RANK = { critical: 0, warning: 1, info: 2 } as const;

/** What nobody has taken yet, the worst and then the oldest first. Keys: j and k move, a takes, Enter opens. */
export function Queue({
  query,
  alarms,
  taken,
  chosen,
  onChoose,
}: {
  query: ReturnType<typeof useRouteQuery>;
  alarms: readonly AlarmRow[];
  taken: readonly AlarmRow[];
  chosen: number | null;
  onChoose: (id: number | null) => void;
}): ReactNode {
  const t = useText('duty');
  const may = useMay();
  const navigate = useNavigate();
  const acknowledge = useRouteMutation(acknowledgeAlarm, { success: t('queue.taken') });
  const shown = [...alarms].sort(
    (a, b) => RANK[a.severity] - RANK[b.severity] || a.startedAt.localeCompare(b.startedAt),
  );
  const take = (one: AlarmRow) => acknowledge.mutate({ params: { id: one.id }, body: {} });
  const act = (key: string) => {
    const at = shown.findIndex((one) => one.id === chosen);
    const one = shown[at];
    if (key === 'j') onChoose(shown[Math.min(at + 1, shown.length - 1)]?.id ?? null);
    else if (key === 'k') onChoose(shown[Math.max(at - 1, 0)]?.id ?? null);
    else if (key === 'a' && one && may('alarm.acknowledge', one.unitPath)) take(one);
    else if (key === 'Enter' && one) void navigate({ to: `/alarms/${one.id}` as string });
  };
  useKeys(act);
  return (
    <div className="card">
      <h4>{t('queue.title', { n: shown.length })}</h4>
      <p className="muted">{t('queue.keys')}</p>
      <QueryState query={query}>
        {shown.length === 0 ? (
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('queue.none')} />
        ) : (
          <ul className="queue">
            {shown.map((one) => (
              <Line
                key={one.id}
                one={one}
                current={one.id === chosen}
                action={
                  may('alarm.acknowledge', one.unitPath) ? (
                    <Button size="small" loading={acknowledge.isPending} onClick={() => take(one)}>
                      {t('queue.take')}
                    </Button>
                  ) : null
                }
              />
            ))}
          </ul>
        )}
      </QueryState>
      {taken.length > 0 ? (
        <Collapse
          ghost
          items={[
            {
              key: 'taken',
              label: t('queue.inHand', { n: taken.length }),
              children: (
                <ul className="queue">
                  {taken.map((one) => (
                    <Line
                      key={one.id}
                      one={one}
                      current={false}
                      action={<small className="muted">{one.acknowledged?.by}</small>}
                    />
                  ))}
                </ul>
              ),
            },
          ]}
        />
      ) : null}
    </div>
  );
}

function Line({ one, current, action }: { one: AlarmRow; current: boolean; action: ReactNode }): ReactNode {
  const t = useText('duty');
  const line = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (current) line.current?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  const { value, limit } = one.evidence;
  return (
    <li ref={line} aria-current={current}>
      <i style={{ background: one.acknowledged ? QUEUE_COLOURS.taken : QUEUE_COLOURS[one.severity] }} />
      <div>
        <Link to={`/alarms/${one.id}` as string}>{one.pointName}</Link>
        <br />
        <span>
          {one.codeName} {one.ruleName ?? t(ALARM_KIND_TITLES[one.kind]?.title ?? one.kind)}
          {one.group ? <b> {t('queue.members', { n: one.group.members })}</b> : null}
          {value !== null && limit !== null ? (
            <>
              {' '}
              <b className="exceeds">{formatNumber(value, 2)}</b> / {formatNumber(limit, 2)}{' '}
              <small className="muted">{one.unit}</small>
            </>
          ) : null}
        </span>
        <br />
        <small className="muted">
          {one.enterpriseName ?? one.unitName} · {formatTime(one.startedAt)}
        </small>
      </div>
      {action}
    </li>
  );
}

/** Keys of the page; not while somebody types. */
function useKeys(act: (key: string) => void): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (/^(INPUT|TEXTAREA|SELECT|BUTTON|A)$/.test(target.tagName) || target.isContentEditable) return;
      latest.current(event.key);
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
}
