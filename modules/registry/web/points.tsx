import { Link } from '@tanstack/react-router';
import { call } from '@tarim/platform/contract';
import {
  CursorPager,
  DataTable,
  Page,
  POINT_KIND_TITLES,
  QueryState,
  readAll,
  useCursor,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Button, Input, Select, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { listPoints, POINT_KINDS } from '../contract.ts';
import { PointDrawer } from './point-drawer.tsx';

/** Points as registered; each opens with its devices, parameters and limits. */
export default function RegistryPointsPage(): ReactNode {
  const t = useText('registry');
  const [q, setQ] = useState('');
  const [kind, setKind] = useState<(typeof POINT_KINDS)[number] | undefined>();
  const [open, setOpen] = useState<number | 'new' | null>(null);
  const at = useCursor<number>();
  const filter = { q: q || undefined, kind };
  const list = useRouteQuery(listPoints, { query: { ...filter, before: at.cursor, limit: 200 } });
  const all = () =>
    readAll(async (before?: number) => {
      const answer = await call(listPoints, { query: { ...filter, before, limit: 1000 } });
      return { rows: answer.points, next: answer.next };
    });
  return (
    <Page
      title={t('points.pointsDevicesAndLimits')}
      extra={
        <Button type="primary" onClick={() => setOpen('new')}>
          {t('points.registerAPoint')}
        </Button>
      }
    >
      <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap', marginBottom: 12 }}>
        <Input.Search
          allowClear
          style={{ width: 280 }}
          placeholder={t('points.nameCodeEnterpriseOrMn')}
          onSearch={(text) => {
            setQ(text);
            at.reset();
          }}
        />
        <Select
          allowClear
          style={{ width: 160 }}
          aria-label={t('points.medium')}
          placeholder={t('points.allMedia')}
          value={kind}
          onChange={(value) => {
            setKind(value);
            at.reset();
          }}
          options={POINT_KINDS.map((value) => ({
            value,
            label: t(POINT_KIND_TITLES[value]?.title ?? value),
          }))}
        />
      </div>
      <QueryState query={list}>
        <DataTable
          name={t('points.pointsDevicesAndLimits')}
          all={all}
          sortable={at.whole(list.data?.next)}
          rowKey="id"
          pagination={false}
          scroll={{ x: 820 }}
          dataSource={list.data?.points ?? []}
          columns={[
            {
              title: t('points.name'),
              value: (row) => row.name,
              render: (_, row) => (
                <Button type="link" size="small" style={{ padding: 0 }} onClick={() => setOpen(row.id)}>
                  {row.name}
                </Button>
              ),
            },
            { title: t('points.code'), dataIndex: 'code', render: (code: string) => <code>{code}</code> },
            {
              title: t('points.medium'),
              dataIndex: 'kind',
              value: (row) => t(POINT_KIND_TITLES[row.kind]?.title ?? row.kind),
              render: (value: string) => t(POINT_KIND_TITLES[value]?.title ?? value),
            },
            { title: t('points.enterprise'), dataIndex: 'enterpriseName' },
            { title: t('points.unit'), dataIndex: 'unitPath' },
            {
              title: t('points.public'),
              dataIndex: 'public',
              value: (row) => (row.public ? t('points.yes') : t('points.no')),
              render: (value: boolean) =>
                value ? <Tag color="green">{t('points.yes')}</Tag> : <Tag>{t('points.no')}</Tag>,
            },
            { title: t('enterprises.simulated'), hidden: true, value: (row) => row.simulated },
            {
              title: '',
              render: (_, row) => <Link to={`/points/${row.id}` as string}>{t('points.data')}</Link>,
            },
          ]}
        />
        <CursorPager at={at} next={list.data?.next} busy={list.isPlaceholderData} />
      </QueryState>
      {open !== null ? (
        <PointDrawer id={open === 'new' ? null : open} onClose={() => setOpen(null)} onCreated={setOpen} />
      ) : null}
    </Page>
  );
}
