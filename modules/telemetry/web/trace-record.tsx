import { Link, useLocation } from '@tanstack/react-router';
import {
  formatNumber,
  formatTime,
  Page,
  QueryState,
  unitText,
  useRouteQuery,
  useText,
  withSubscripts,
} from '@tarim/ui';
import { Button, Descriptions, Table, Tag } from 'antd';
import type { ReactNode } from 'react';
import { type RecordKind, traceRecord } from '../contract.ts';
import { reasonText } from './reason-text.ts';

/** One record as the device sent it, what it replaced, and the way to its bytes. */
export default function TraceRecordPage(): ReactNode {
  const t = useText('telemetry');
  const search = new URLSearchParams(useLocation().searchStr);
  const pointId = Number(search.get('pointId'));
  const trace = useRouteQuery(traceRecord, {
    query: { pointId, kind: (search.get('kind') ?? 'minute') as RecordKind, time: search.get('time') ?? '' },
  });
  const data = trace.data;
  return (
    <Page
      title={t('traceRecord.traceRecord')}
      note={<Link to={`/points/${pointId}` as string}>{t('traceRecord.itsPoint')}</Link>}
      extra={
        data ? (
          <Link to={`/frames/${data.lsn}` as string}>
            <Button type="primary">{t('traceRecord.rawFrame')}</Button>
          </Link>
        ) : null
      }
    >
      <QueryState query={trace}>
        {data ? (
          <div className="grid">
            <div className="card">
              <Descriptions
                column={{ xs: 1, md: 3 }}
                size="small"
                items={[
                  { key: 't', label: t('traceRecord.dataTime'), children: formatTime(data.time, 'full') },
                  {
                    key: 'r',
                    label: t('traceRecord.received'),
                    children: formatTime(data.receivedAt, 'full'),
                  },
                  { key: 'm', label: 'MN', children: <code>{data.mn}</code> },
                  {
                    key: 'l',
                    label: t('traceRecord.logPosition'),
                    children: <Link to={`/frames/${data.lsn}` as string}>{data.lsn}</Link>,
                  },
                  { key: 'v', label: t('traceRecord.revision'), children: data.revision },
                ]}
              />
              <Table
                rowKey={(row) => row.code + row.attr}
                size="small"
                pagination={false}
                dataSource={data.values}
                style={{ marginTop: 8 }}
                scroll={{ x: 330 }}
                columns={[
                  {
                    title: t('traceRecord.factor'),
                    render: (_, row) => (
                      <>
                        {withSubscripts(row.name)} <small className="muted mono">{row.code}</small>
                      </>
                    ),
                  },
                  {
                    title: t('traceRecord.attribute'),
                    dataIndex: 'attr',
                    render: (attr: string) => <code>{attr}</code>,
                  },
                  {
                    title: t('traceRecord.value'),
                    align: 'right',
                    render: (_, row) => (
                      <>
                        {formatNumber(row.value)} <small className="muted">{unitText(row.unit)}</small>
                      </>
                    ),
                  },
                  {
                    title: t('traceRecord.mark'),
                    dataIndex: 'flag',
                    render: (flag: string | null) =>
                      flag ? (
                        <Tag color={flag === 'N' ? 'green' : 'orange'}>{data.marks[flag] ?? flag}</Tag>
                      ) : (
                        '—'
                      ),
                  },
                ]}
              />
            </div>
            {data.revisions.map((one) => (
              <div className="card" key={one.revision}>
                <h4>
                  {t('traceRecord.replacedRevision', { n: one.revision })} · {formatTime(one.at, 'full')} ·{' '}
                  {reasonText(one.reason, t)}{' '}
                  {one.lsn !== null ? (
                    <Link to={`/frames/${one.lsn}` as string}>{t('traceRecord.itsFrame')}</Link>
                  ) : null}
                </h4>
                <div className="mono" dir="ltr">
                  {Object.entries(one.values)
                    .map(([slot, value]) => `${slot}=${value}`)
                    .join('  ')}
                </div>
              </div>
            ))}
          </div>
        ) : null}
      </QueryState>
    </Page>
  );
}
