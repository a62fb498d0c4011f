import { Link } from '@tanstack/react-router';
import type { Static } from '@tarim/platform/contract';
import {
  DataTable,
  formatNumber,
  formatTime,
  instant,
  Page,
  QueryState,
  useMay,
  useRouteMutation,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Button, Empty, Popconfirm, Segmented, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { dismissQuarantine, listQuarantine, type QuarantineRow } from '../contract.ts';
import { AdoptForm } from './adopt-form.tsx';

type Row = Static<typeof QuarantineRow>;

/** Unknown devices: what they send, and the ways to adopt them or put them aside. */
export default function QuarantinePage(): ReactNode {
  const t = useText('telemetry');
  const [state, setState] = useState('waiting');
  const mayAdopt = useMay('registry.write');
  const mayDismiss = useMay('telemetry.quarantine');
  const [adopting, setAdopting] = useState<Row | null>(null);
  const list = useRouteQuery(listQuarantine, { query: { state } }, { refetchMs: 5_000 });
  const dismiss = useRouteMutation(dismissQuarantine, { success: t('quarantine.putAside') });
  return (
    <Page
      title={t('quarantine.quarantine')}
      note={t('quarantine.unknownDevicesAreAnsweredAnd')}
      extra={
        <Segmented
          aria-label={t('quarantine.state')}
          value={state}
          onChange={setState}
          options={[
            { value: 'waiting', label: t('quarantine.waiting') },
            { value: 'adopted', label: t('quarantine.adopted') },
            { value: 'dismissed', label: t('quarantine.dismissed') },
          ]}
        />
      }
    >
      <QueryState query={list}>
        {list.data?.devices.length === 0 ? (
          <div className="card placeholder">
            <Empty description={t('quarantine.noSuchDevice')} />
            <p>{t('quarantine.howTheyCome')}</p>
          </div>
        ) : (
          <DataTable
            name={t('quarantine.quarantine')}
            rowKey="mn"
            pagination={false}
            scroll={{ x: 860 }}
            dataSource={list.data?.devices ?? []}
            columns={[
              {
                title: 'MN',
                dataIndex: 'mn',
                render: (mn: string, row) => (
                  <>
                    <Link to={`/frames?mn=${mn}` as string}>
                      <code>{mn}</code>
                    </Link>
                    <br />
                    <small className="muted">{row.remote}</small>
                  </>
                ),
              },
              {
                title: t('quarantine.edition'),
                value: (row) => `${row.edition ?? ''} ${row.st ?? ''}`.trim(),
                render: (_, row) => `${row.edition ?? '?'} · ST ${row.st ?? '?'}`,
              },
              {
                title: t('quarantine.first'),
                dataIndex: 'firstAt',
                value: (row) => instant(row.firstAt),
                render: (at: string) => formatTime(at),
              },
              {
                title: t('quarantine.last'),
                dataIndex: 'lastAt',
                value: (row) => instant(row.lastAt),
                render: (at: string) => formatTime(at),
              },
              { title: t('quarantine.frames'), dataIndex: 'frames' },
              {
                title: t('quarantine.sample'),
                dataIndex: 'sample',
                value: (row) =>
                  Object.entries(row.sample)
                    .map(([code, value]) => `${code} ${formatNumber(value, 2)}`)
                    .join('、'),
                render: (sample: Record<string, number | null>) => (
                  <div style={{ maxWidth: 320 }}>
                    {Object.entries(sample)
                      .slice(0, 8)
                      .map(([code, value]) => (
                        <Tag key={code}>
                          {code} {formatNumber(value, 2)}
                        </Tag>
                      ))}
                  </div>
                ),
              },
              {
                title: '',
                render: (_, row) =>
                  row.state === 'waiting' ? (
                    <div style={{ display: 'flex', gap: 6 }}>
                      {mayAdopt ? (
                        <Button type="primary" size="small" onClick={() => setAdopting(row)}>
                          {t('quarantine.adopt')}
                        </Button>
                      ) : null}
                      {mayDismiss ? (
                        <Popconfirm
                          title={t('quarantine.itAsksNoMoreIts')}
                          onConfirm={() =>
                            dismiss.mutate({
                              params: { mn: row.mn },
                              body: { reason: t('quarantine.putAsideByHand') },
                            })
                          }
                        >
                          <Button size="small">{t('quarantine.dismiss')}</Button>
                        </Popconfirm>
                      ) : null}
                    </div>
                  ) : (
                    <Tag>{t(`quarantine.${row.state}`)}</Tag>
                  ),
              },
            ]}
          />
        )}
      </QueryState>
      {adopting ? <AdoptForm row={adopting} onClose={() => setAdopting(null)} /> : null}
    </Page>
  );
}
