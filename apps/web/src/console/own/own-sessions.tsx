import { Link } from '@tanstack/react-router';
import { listSessions } from '@tarim/telemetry/contract';
import { formatTime, QueryState, useRouteQuery, useText } from '@tarim/ui';
import { Empty } from 'antd';
import type { ReactNode } from 'react';

/** Connections of the enterprise's data loggers with the platform, as they are now. */
export function OwnSessions({ pointIds }: { pointIds: readonly number[] }): ReactNode {
  const t = useText('console');
  const list = useRouteQuery(listSessions, { query: { limit: 500 } }, { refetchMs: 10_000 });
  const own = list.data?.sessions.filter((one) => pointIds.includes(one.pointId ?? 0)) ?? [];
  return (
    <div className="card">
      <h4>
        <Link to={'/sessions' as string}>{t('own.connections')}</Link>
      </h4>
      <QueryState query={list}>
        {own.length === 0 ? (
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('own.noConnections')} />
        ) : null}
        <ul className="steps">
          {own.map((one) => (
            <li key={one.id}>
              {one.pointName}
              <div className="muted">
                <code>{one.mn}</code> · {t('own.heard', { time: formatTime(one.lastAt, 'full') })}
                {one.broken > 0 ? (
                  <span className="exceeds"> · {t('own.broken', { n: one.broken })}</span>
                ) : null}
              </div>
            </li>
          ))}
        </ul>
      </QueryState>
    </div>
  );
}
