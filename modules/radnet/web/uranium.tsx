import { Link } from '@tanstack/react-router';
import {
  CursorPager,
  DataTable,
  Page,
  QueryState,
  useCursor,
  useMay,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Button, Card, Empty, Flex, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { type LegacyPoint, listLegacyPoints, listWells, type Well } from '../contract.ts';
import { PlaceDialog } from './place-dialog.tsx';
import { WellTag } from './well-words.tsx';
import { dose, Simulated } from './words.tsx';

/** 铀矿遗留点与地下水: legacy points of exploration, and the wells around works. */
export default function UraniumPage(): ReactNode {
  const t = useText('radnet');
  const may = useMay();
  const [adding, setAdding] = useState<'legacy' | 'well' | null>(null);
  const wells = useRouteQuery(listWells, { query: {} });
  const add = (kind: 'legacy' | 'well') =>
    may('radnet.manage') ? (
      <Button size="small" onClick={() => setAdding(kind)}>
        {t(`add.${kind}`)}
      </Button>
    ) : null;
  return (
    <Page title={t('menu.uranium')} note={t('uranium.note')}>
      <Flex vertical gap={16}>
        <Card size="small" title={t('uranium.legacy')} extra={add('legacy')}>
          <Legacy />
        </Card>
        <Card size="small" title={t('uranium.wells')} extra={add('well')}>
          <QueryState query={wells}>
            <Wells wells={(wells.data?.wells ?? []) as Well[]} />
          </QueryState>
        </Card>
      </Flex>
      {adding ? <PlaceDialog of={adding} onClose={() => setAdding(null)} /> : null}
    </Page>
  );
}

function Legacy(): ReactNode {
  const t = useText('radnet');
  const unitName = useUnitName();
  const at = useCursor<number>();
  const query = useRouteQuery(listLegacyPoints, { query: { before: at.cursor } });
  const points = (query.data?.points ?? []) as LegacyPoint[];
  return (
    <QueryState query={query}>
      <DataTable<LegacyPoint>
        name={t('uranium.legacy')}
        sortable={at.whole(query.data?.before)}
        rowKey="id"
        pagination={false}
        scroll={{ x: 860 }}
        dataSource={points}
        locale={{ emptyText: <Empty description={t('uranium.noLegacy')} /> }}
        columns={[
          {
            title: t('field.name'),
            value: (row) => row.name,
            render: (_, row) => (
              <>
                <Link to={`/radnet/legacy/${row.id}` as string}>{row.name}</Link>{' '}
                <Simulated when={row.simulated} />
              </>
            ),
          },
          { title: t('field.kind'), value: (row) => t(`legacyKind.${row.kind}`) },
          { title: t('field.unit'), value: (row) => unitName(row.unitPath) },
          { title: t('field.state'), value: (row) => t(`legacy.${row.state}`) },
          { title: t('field.gamma'), value: (row) => dose(row.gamma) },
          {
            title: t('field.nextLook'),
            value: (row) => row.nextLook ?? '',
            render: (_, row) => (
              <>
                {row.nextLook ?? '—'} {row.overdue ? <Tag color="red">{t('legacy.overdue')}</Tag> : null}
              </>
            ),
          },
        ]}
      />
      <CursorPager at={at} next={query.data?.before} busy={query.isPlaceholderData} />
    </QueryState>
  );
}

function Wells({ wells }: { wells: readonly Well[] }): ReactNode {
  const t = useText('radnet');
  return (
    <DataTable<Well>
      name={t('uranium.wells')}
      rowKey="id"
      pagination={false}
      scroll={{ x: 760 }}
      dataSource={[...wells]}
      locale={{ emptyText: <Empty description={t('uranium.noWells')} /> }}
      columns={[
        { title: t('field.facility'), dataIndex: 'facility' },
        {
          title: t('field.name'),
          value: (row) => row.name,
          render: (_, row) => (
            <>
              <Link to={`/radnet/wells/${row.id}` as string}>{row.name}</Link>{' '}
              <Simulated when={row.simulated} />
            </>
          ),
        },
        { title: t('field.ring'), value: (row) => t(`ring.${row.ring}`) },
        {
          title: t('field.state'),
          value: (row) => t(`well.${row.state}`),
          render: (_, row) => <WellTag state={row.state} />,
        },
        { title: t('field.above'), value: (row) => row.above.join('、') },
        { title: t('field.lastOn'), value: (row) => row.lastOn ?? '' },
      ]}
    />
  );
}
