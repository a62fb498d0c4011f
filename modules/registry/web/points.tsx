import { Link } from '@tanstack/react-router';
import { call } from '@tarim/platform/contract';
import {
  CursorPager,
  DataTable,
  Page,
  POINT_KIND_TITLES,
  QueryState,
  readAll,
  UnitSelect,
  useCursor,
  useMay,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Button, Input, Select, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { listPoints, POINT_KINDS, type PointKind } from '../contract.ts';
import { PointDrawer } from './point-drawer.tsx';

/** Points as registered; each opens with its devices, instruments, parameters, limits and history. */
export default function RegistryPointsPage(): ReactNode {
  const t = useText('registry');
  const unitName = useUnitName();
  const mayWrite = useMay('registry.write');
  const [q, setQ] = useState('');
  const [kind, setKind] = useState<PointKind | undefined>();
  const [unitPath, setUnitPath] = useState<string | undefined>();
  const [active, setActive] = useState(true);
  const [open, setOpen] = useState<number | 'new' | null>(null);
  const at = useCursor<number>();
  const filter = { q: q || undefined, kind, unitPath, active };
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
        mayWrite ? (
          <Button type="primary" onClick={() => setOpen('new')}>
            {t('points.registerAPoint')}
          </Button>
        ) : null
      }
    >
      <div className="filters">
        <Input.Search
          allowClear
          placeholder={t('points.nameCodeEnterpriseOrMn')}
          onSearch={(text) => {
            setQ(text);
            at.reset();
          }}
        />
        <Select
          allowClear
          aria-label={t('field.kind')}
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
        <UnitSelect
          allowClear
          style={{ width: 240 }}
          aria-label={t('field.unitPath')}
          placeholder={t('filter.allUnits')}
          value={unitPath}
          onChange={(path) => {
            setUnitPath(path);
            at.reset();
          }}
        />
        <Select
          aria-label={t('filter.inUse')}
          value={active}
          onChange={(value) => {
            setActive(value);
            at.reset();
          }}
          options={[
            { value: true, label: t('filter.inUse') },
            { value: false, label: t('filter.closed') },
          ]}
        />
      </div>
      <QueryState query={list}>
        <DataTable
          name={t('points.pointsDevicesAndLimits')}
          all={all}
          sortable={at.whole(list.data?.next)}
          rowKey="id"
          pagination={false}
          scroll={{ x: 900 }}
          dataSource={list.data?.points ?? []}
          locale={{ emptyText: active ? undefined : t('filter.noneClosed') }}
          columns={[
            {
              title: t('field.name'),
              value: (row) => row.name,
              render: (_, row) => (
                <button type="button" className="link" onClick={() => setOpen(row.id)}>
                  {row.name}
                </button>
              ),
            },
            { title: t('points.code'), dataIndex: 'code', render: (code: string) => <code>{code}</code> },
            {
              title: t('field.kind'),
              dataIndex: 'kind',
              value: (row) => t(POINT_KIND_TITLES[row.kind]?.title ?? row.kind),
              render: (value: string) => t(POINT_KIND_TITLES[value]?.title ?? value),
            },
            { title: t('field.enterpriseId'), dataIndex: 'enterpriseName' },
            {
              title: t('field.unitPath'),
              value: (row) => unitName(row.unitPath, 'line'),
              render: (_, row) => unitName(row.unitPath),
            },
            {
              title: t('field.public'),
              dataIndex: 'public',
              value: (row) => (row.public ? t('points.public') : t('points.inside')),
              render: (value: boolean) =>
                value ? <Tag color="green">{t('points.public')}</Tag> : <Tag>{t('points.inside')}</Tag>,
            },
            {
              title: t('field.simulated'),
              hidden: true,
              value: (row) => (row.simulated ? t('value.yes') : t('value.no')),
            },
            {
              title: '',
              render: (_, row) => (
                <Link className="cell-nowrap" to={`/points/${row.id}` as string}>
                  {t('points.data')}
                </Link>
              ),
            },
          ]}
        />
        <CursorPager at={at} next={list.data?.next} busy={list.isPlaceholderData} />
      </QueryState>
      {open !== null ? (
        <PointDrawer
          key={open}
          id={open === 'new' ? null : open}
          onClose={() => setOpen(null)}
          onCreated={setOpen}
        />
      ) : null}
    </Page>
  );
}
