import { Link, useNavigate } from '@tanstack/react-router';
import { listAlarms } from '@tarim/alarm/contract';
import {
  ALARM_KIND_TITLES,
  ALARM_STATES_TITLES,
  formatTime,
  QueryState,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Empty, Tag } from 'antd';
import type { ReactNode } from 'react';

const SHOWN = 8;

/** The enterprise's open alarms, the newest first. */
export function OwnAlarms({ enterpriseId }: { enterpriseId: number }): ReactNode {
  const t = useText('console');
  const navigate = useNavigate();
  const query = { state: 'open' as const, enterpriseId, limit: SHOWN };
  const list = useRouteQuery(listAlarms, { query }, { refetchMs: 15_000 });
  return (
    <div className="card">
      <h4>
        <Link to={'/alarms' as string}>{t('own.openAlarms')}</Link>
      </h4>
      <QueryState query={list}>
        {list.data?.alarms.length === 0 ? (
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('own.noAlarms')} />
        ) : null}
        {list.data?.alarms.map((one) => (
          <button
            key={one.id}
            type="button"
            className="alarm-row"
            onClick={() => void navigate({ to: `/alarms/${one.id}` as string })}
          >
            <Tag color={ALARM_STATES_TITLES[one.state]?.colour}>
              {t(ALARM_STATES_TITLES[one.state]?.title ?? one.state)}
            </Tag>
            <span style={{ flex: 1 }}>
              {one.pointName} · {t(ALARM_KIND_TITLES[one.kind]?.title ?? one.kind)} {one.codeName ?? ''}
            </span>
            <span className="when">{formatTime(one.startedAt)}</span>
          </button>
        ))}
      </QueryState>
    </div>
  );
}
