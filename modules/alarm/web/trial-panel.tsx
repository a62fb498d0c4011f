import type { Static } from '@tarim/platform/contract';
import {
  DataTable,
  formatNumber,
  formatTime,
  instant,
  type Text,
  useRouteMutation,
  useRouteQuery,
} from '@tarim/ui';
import { Chart } from '@tarim/ui/chart';
import { Alert, Button, Progress, Segmented } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import { getTrial, type RuleBody, startTrial, TRIAL_DAYS, type TrialResult } from '../contract.ts';
import type { NameOf } from './rule-sentence.ts';
import { SeverityTag } from './words.tsx';

const SPANS = [7, 30, 90, 365] as const;
const DAY_MS = 86_400_000;

/** What the rule, as it stands in the form, would have raised. Nothing comes of it. */
export function TrialPanel({ body, nameOf, t }: { body: RuleBody; nameOf: NameOf; t: Text }): ReactNode {
  const [days, setDays] = useState<number>(30);
  const [id, setId] = useState<number | null>(null);
  const start = useRouteMutation(startTrial, { refresh: [], onSuccess: (trial) => setId(trial.id) });
  const [going, setGoing] = useState(true);
  const query = useRouteQuery(
    getTrial,
    { params: { id: id ?? 1 } },
    { enabled: id !== null, ...(going ? { refetchMs: 1_000 } : {}) },
  );
  const trial = query.data?.id === id ? query.data : undefined;
  const over = trial?.state === 'done' || trial?.state === 'failed';
  if (over === going && trial) setGoing(!over);
  const most = TRIAL_DAYS[body.basis];
  return (
    <>
      <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap', alignItems: 'center', marginBottom: 12 }}>
        <Segmented
          aria-label={t('trial.span')}
          value={Math.min(days, most)}
          onChange={setDays}
          options={SPANS.filter((one) => one <= most || one === 7).map((value) => ({
            value,
            label: t('trial.lastDays', { n: value }),
          }))}
        />
        <Button
          type="primary"
          loading={start.isPending || (id !== null && !over)}
          onClick={() => {
            const to = new Date();
            const from = new Date(to.getTime() - Math.min(days, most) * DAY_MS);
            start.mutate({ body: { body, from: from.toISOString(), to: to.toISOString() } });
          }}
        >
          {t('trial.start')}
        </Button>
        <span className="muted">{t('trial.note')}</span>
      </div>
      {trial && !over ? <Progress percent={Math.round(trial.progress * 100)} /> : null}
      {trial?.state === 'failed' ? <Alert type="error" title={trial.error ?? t('trial.failed')} /> : null}
      {trial?.result ? <Result result={trial.result} nameOf={nameOf} t={t} /> : null}
    </>
  );
}

function Result({
  result,
  nameOf,
  t,
}: {
  result: Static<typeof TrialResult>;
  nameOf: NameOf;
  t: Text;
}): ReactNode {
  const option = useMemo(
    () => ({
      grid: { left: 40, right: 12, top: 16, bottom: 28 },
      tooltip: { trigger: 'axis' },
      xAxis: { type: 'category', data: result.byDay.map((one) => one.day.slice(5)) },
      yAxis: { type: 'value', minInterval: 1 },
      series: [
        {
          type: 'bar',
          name: t('trial.fired'),
          data: result.byDay.map((one) => one.fired),
          itemStyle: { color: '#c0602f' },
        },
      ],
    }),
    [result, t],
  );
  return (
    <>
      <p>
        <b>{t('trial.would', { n: result.fired })}</b>
        {result.groups === null ? null : t('trial.groups', { n: result.groups })}{' '}
        <span className="muted">
          {t('trial.read', { points: result.points, n: formatNumber(result.observations, 0) })}
        </span>
      </p>
      {result.troubles.map((one) => (
        <Alert
          key={one.reason}
          type="warning"
          showIcon
          title={`${t(`trouble.${one.reason}`)} × ${one.points}`}
          style={{ marginBottom: 8 }}
        />
      ))}
      <Chart
        option={option}
        height={220}
        label={t('trial.chart')}
        table={{
          head: [t('trial.day'), t('trial.fired')],
          rows: result.byDay.map((one) => [one.day, one.fired]),
        }}
      />
      <div className="grid cards-320">
        <div>
          <h4>{t('trial.byPoint')}</h4>
          <DataTable
            name={t('trial.byPoint')}
            rowKey="pointId"
            size="small"
            pagination={{ pageSize: 10, hideOnSinglePage: true }}
            dataSource={result.byPoint}
            columns={[
              { title: t('field.point'), dataIndex: 'pointName' },
              { title: t('trial.fired'), dataIndex: 'fired' },
            ]}
          />
        </div>
      </div>
      <h4>{t('trial.alarms')}</h4>
      <DataTable
        name={t('trial.alarms')}
        rowKey={(row) => `${row.pointId}/${row.startedAt}`}
        size="small"
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
        scroll={{ x: 800 }}
        dataSource={result.alarms}
        columns={[
          { title: t('field.point'), dataIndex: 'pointName' },
          {
            title: t('field.severity'),
            value: (row) => t(`severity.${row.severity}`),
            render: (_, row) => <SeverityTag severity={row.severity} t={t} />,
          },
          {
            title: t('field.startedAt'),
            value: (row) => instant(row.startedAt),
            render: (_, row) => formatTime(row.startedAt, 'full'),
          },
          {
            title: t('field.firedAt'),
            value: (row) => instant(row.firedAt),
            render: (_, row) => formatTime(row.firedAt, 'full'),
          },
          {
            title: t('field.closedAt'),
            value: (row) => instant(row.closedAt),
            render: (_, row) => (row.closedAt ? formatTime(row.closedAt, 'full') : t('trial.lasts')),
          },
          {
            title: t('field.factor'),
            value: (row) => (row.code ? nameOf(row.code) : ''),
            render: (_, row) => (row.code ? nameOf(row.code) : '—'),
          },
          {
            title: t('field.peak'),
            value: (row) => row.value,
            render: (_, row) =>
              row.value === null
                ? '—'
                : `${formatNumber(row.value, 3)}${row.threshold === null ? '' : ` / ${formatNumber(row.threshold, 3)}`}`,
          },
        ]}
      />
    </>
  );
}
