import { useNavigate } from '@tanstack/react-router';
import { listAlarms } from '@tarim/alarm/contract';
import {
  ALARM_KIND_TITLES,
  ALARM_STATES_TITLES,
  formatNumber,
  formatTime,
  unitText,
  useRouteQuery,
  useText,
  withSubscripts,
} from '@tarim/ui';
import { Empty, Tag } from 'antd';
import type { ReactNode } from 'react';

const SHOWN = 30;

/** Newest open alarms; as tall as what stands beside it, scrolling inside. */
export function NewestAlarms(): ReactNode {
  const t = useText('telemetry');
  const navigate = useNavigate();
  const alarms = useRouteQuery(listAlarms, { query: { state: 'open', limit: SHOWN } }, { refetchMs: 10_000 });
  return (
    <div className="card overview-alarms">
      <h4>{t('overview.newestAlarms')}</h4>
      <div className="list">
        {alarms.data?.alarms.length === 0 ? (
          <Empty description={t('overview.noOpenAlarms')} image={Empty.PRESENTED_IMAGE_SIMPLE} />
        ) : null}
        {alarms.data?.alarms.map((alarm) => (
          <button
            type="button"
            key={alarm.id}
            className="alarm-row"
            onClick={() => void navigate({ to: `/alarms/${alarm.id}` as string })}
          >
            <Tag
              color={ALARM_STATES_TITLES[alarm.state]?.colour}
              title={t(ALARM_STATES_TITLES[alarm.state]?.title ?? '')}
            >
              {t(ALARM_KIND_TITLES[alarm.kind]?.title ?? '')}
            </Tag>
            <span style={{ flex: 1, minWidth: 0 }}>
              {alarm.pointName} {withSubscripts(alarm.codeName ?? '')}{' '}
              {alarm.evidence.value !== null ? (
                <b className="exceeds">{formatNumber(alarm.evidence.value, 2)}</b>
              ) : null}
              {alarm.evidence.limit !== null ? (
                <span className="muted">
                  {' '}
                  / {formatNumber(alarm.evidence.limit, 2)} {unitText(alarm.unit)}
                </span>
              ) : null}
            </span>
            <span className="when">{formatTime(alarm.firedAt ?? alarm.startedAt)}</span>
          </button>
        ))}
      </div>
    </div>
  );
}
