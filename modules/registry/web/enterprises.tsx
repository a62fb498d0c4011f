import { call } from '@tarim/platform/contract';
import {
  CursorPager,
  DataTable,
  Page,
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
import { listEnterprises } from '../contract.ts';
import { EnterpriseDrawer } from './enterprise-drawer.tsx';

/** Enterprises as registered; each opens with its points and its history. */
export default function EnterprisesPage(): ReactNode {
  const t = useText('registry');
  const unitName = useUnitName();
  const mayWrite = useMay('registry.write');
  const [q, setQ] = useState('');
  const [unitPath, setUnitPath] = useState<string | undefined>();
  const [active, setActive] = useState(true);
  const [open, setOpen] = useState<number | 'new' | null>(null);
  const at = useCursor<number>();
  const filter = { q: q || undefined, unitPath, active };
  const list = useRouteQuery(listEnterprises, { query: { ...filter, before: at.cursor, limit: 200 } });
  const all = () =>
    readAll(async (before?: number) => {
      const answer = await call(listEnterprises, { query: { ...filter, before, limit: 1000 } });
      return { rows: answer.enterprises, next: answer.next };
    });
  return (
    <Page
      title={t('enterprises.enterprises')}
      extra={
        mayWrite ? (
          <Button type="primary" onClick={() => setOpen('new')}>
            {t('enterprises.register')}
          </Button>
        ) : null
      }
    >
      <div className="filters">
        <Input.Search
          allowClear
          placeholder={t('enterprises.nameOrCreditCode')}
          onSearch={(text) => {
            setQ(text);
            at.reset();
          }}
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
          name={t('enterprises.enterprises')}
          all={all}
          sortable={at.whole(list.data?.next)}
          rowKey="id"
          pagination={false}
          scroll={{ x: 860 }}
          dataSource={list.data?.enterprises ?? []}
          locale={{ emptyText: active ? t('enterprises.noneYetRegisterOneOr') : t('filter.noneClosed') }}
          columns={[
            {
              title: t('field.name'),
              dataIndex: 'name',
              render: (name: string, row) => (
                <button type="button" className="link" onClick={() => setOpen(row.id)}>
                  {name}
                </button>
              ),
            },
            { title: t('field.uscc'), dataIndex: 'uscc', render: (code: string) => <code>{code}</code> },
            { title: t('field.industryName'), dataIndex: 'industryName' },
            {
              title: t('field.unitPath'),
              value: (row) => unitName(row.unitPath, 'line'),
              render: (_, row) => unitName(row.unitPath),
            },
            { title: t('field.category'), dataIndex: 'category' },
            {
              title: '',
              head: t('field.simulated'),
              value: (row) => row.simulated,
              render: (_, row) => (row.simulated ? <Tag color="orange">{t('value.simulated')}</Tag> : null),
            },
          ]}
        />
        <CursorPager at={at} next={list.data?.next} busy={list.isPlaceholderData} />
      </QueryState>
      {open !== null ? (
        <EnterpriseDrawer
          key={open}
          id={open === 'new' ? null : open}
          onClose={() => setOpen(null)}
          onCreated={setOpen}
        />
      ) : null}
    </Page>
  );
}
