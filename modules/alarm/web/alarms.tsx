import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { urlOf } from '@tarim/platform/contract';
import {
  ALARM_KIND_TITLES,
  ALARM_STATES_TITLES,
  Figure,
  formatNumber,
  formatTime,
  Page,
  QueryState,
  useLive,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Button, Input, Segmented, Select, Table, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import {
  ALARM_KINDS,
  type AlarmKind,
  countAlarms,
  exportAlarms,
  LIVE_ALARMS,
  listAlarms,
} from '../contract.ts';

type StateFilter = 'open' | 'pending' | 'firing' | 'recovering' | 'closed' | 'all';
const SEVERITY: Readonly<Record<string, string>> = { info: 'default', warning: 'orange', critical: 'red' };

/** All alarms: what is open now, newest first; filters, export. */
export default function AlarmsPage(): ReactNode {
  const t = useText();
  const client = useQueryClient();
  const [state, setState] = useState<StateFilter>('open');
  const [kind, setKind] = useState<AlarmKind | undefined>();
  const [q, setQ] = useState('');
  const [cursor, setCursor] = useState<string | undefined>();
  const filter = { state, kind, q: q || undefined };
  const list = useRouteQuery(listAlarms, { query: { ...filter, cursor, limit: 100 } }, { refetchMs: 15_000 });
  const counts = useRouteQuery(countAlarms, {}, { refetchMs: 15_000 });
  useLive(
    [LIVE_ALARMS],
    () =>
      void client.invalidateQueries({ predicate: (query) => String(query.queryKey[0]).startsWith('alarm.') }),
  );
  return (
    <Page
      title={t('报警', 'Alarms')}
      note={t('待定 → 触发 → 恢复中 → 已关闭', 'pending → firing → recovering → closed')}
      extra={(['xlsx', 'csv'] as const).map((format) => (
        <Button key={format} href={urlOf(exportAlarms, {}, { ...filter, format })}>
          {t('导出', 'Export')} {format.toUpperCase()}
        </Button>
      ))}
    >
      <div className="figures">
        <Figure
          label={t('触发', 'Firing')}
          value={counts.data?.firing ?? '—'}
          tone={counts.data?.firing ? 'bad' : 'good'}
        />
        <Figure label={t('待定', 'Pending')} value={counts.data?.pending ?? '—'} />
        <Figure label={t('恢复中', 'Recovering')} value={counts.data?.recovering ?? '—'} />
        <Figure
          label={t('未确认', 'Not acknowledged')}
          value={counts.data?.unacknowledged ?? '—'}
          tone={counts.data?.unacknowledged ? 'warn' : 'good'}
        />
        <Figure label={t('24 小时内触发', 'Fired in 24 h')} value={counts.data?.firedLast24h ?? '—'} />
      </div>
      <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap', marginBottom: 12 }}>
        <Segmented<StateFilter>
          value={state}
          onChange={(value) => {
            setState(value);
            setCursor(undefined);
          }}
          options={[
            { value: 'open', label: t('未关闭', 'Open') },
            { value: 'firing', label: t('触发', 'Firing') },
            { value: 'pending', label: t('待定', 'Pending') },
            { value: 'closed', label: t('已关闭', 'Closed') },
            { value: 'all', label: t('全部', 'All') },
          ]}
        />
        <Select
          allowClear
          placeholder={t('全部类型', 'All kinds')}
          style={{ width: 140 }}
          value={kind}
          onChange={setKind}
          options={ALARM_KINDS.map((value) => ({
            value,
            label: t(ALARM_KIND_TITLES[value]?.zh ?? value, ALARM_KIND_TITLES[value]?.en ?? value),
          }))}
        />
        <Input.Search
          allowClear
          placeholder={t('点位、企业或因子', 'Point, enterprise or factor')}
          style={{ width: 240 }}
          onSearch={setQ}
        />
      </div>
      <QueryState query={list}>
        <div className="table-scroll">
          <Table
            rowKey="id"
            size="small"
            pagination={false}
            scroll={{ x: 900 }}
            dataSource={list.data?.alarms ?? []}
            locale={{ emptyText: t('没有符合条件的报警', 'No such alarm') }}
            columns={[
              {
                title: t('级别', 'Severity'),
                dataIndex: 'severity',
                render: (value: string) => (
                  <Tag color={SEVERITY[value]}>
                    {
                      {
                        info: t('提示', 'info'),
                        warning: t('警告', 'warning'),
                        critical: t('严重', 'critical'),
                      }[value]
                    }
                  </Tag>
                ),
              },
              {
                title: t('类型', 'Kind'),
                dataIndex: 'kind',
                render: (value: string) =>
                  t(ALARM_KIND_TITLES[value]?.zh ?? value, ALARM_KIND_TITLES[value]?.en ?? value),
              },
              {
                title: t('状态', 'State'),
                dataIndex: 'state',
                render: (value: string) => (
                  <Tag color={ALARM_STATES_TITLES[value]?.colour}>
                    {t(ALARM_STATES_TITLES[value]?.zh ?? value, ALARM_STATES_TITLES[value]?.en ?? value)}
                  </Tag>
                ),
              },
              {
                title: t('对象', 'Object'),
                render: (_, row) => (
                  <>
                    <Link to={`/alarms/${row.id}` as string}>{row.pointName}</Link>
                    <br />
                    <small className="muted">{row.enterpriseName ?? row.unitName}</small>
                  </>
                ),
              },
              { title: t('因子', 'Factor'), dataIndex: 'codeName' },
              {
                title: t('数值 / 限值', 'Value / limit'),
                render: (_, row) =>
                  row.evidence.value === null ? (
                    '—'
                  ) : (
                    <>
                      <b className="exceeds">{formatNumber(row.evidence.value, 2)}</b> /{' '}
                      {formatNumber(row.evidence.limit, 2)} <small className="muted">{row.unit}</small>
                    </>
                  ),
              },
              { title: t('开始', 'Started'), dataIndex: 'startedAt', render: (at: string) => formatTime(at) },
              { title: t('次数', 'Seen'), dataIndex: 'occurrences' },
              {
                title: t('确认', 'Acknowledged'),
                render: (_, row) =>
                  row.acknowledged ? (
                    <>
                      {row.acknowledged.by}
                      <br />
                      <small className="muted">{formatTime(row.acknowledged.at)}</small>
                    </>
                  ) : (
                    <span className="muted">—</span>
                  ),
              },
            ]}
          />
        </div>
        <div style={{ marginTop: 12, display: 'flex', gap: 8 }}>
          <Button disabled={!cursor} onClick={() => setCursor(undefined)}>
            {t('最新', 'Newest')}
          </Button>
          <Button disabled={!list.data?.next} onClick={() => setCursor(list.data?.next ?? undefined)}>
            {t('更早', 'Older')}
          </Button>
        </div>
      </QueryState>
    </Page>
  );
}
