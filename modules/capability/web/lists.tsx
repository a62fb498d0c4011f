import { urlOf } from '@tarim/platform/contract';
import { DataTable, Page, QueryState, useMay, useRouteQuery, useText, useUnitName } from '@tarim/ui';
import { Button, Card, Empty, Flex } from 'antd';
import { type ReactNode, useState } from 'react';
import { type Field, type ListItem, listLists, listTemplate, type RequiredList } from '../contract.ts';
import { ListDialog } from './list-dialog.tsx';
import { Simulated, WorkSelect } from './words.tsx';

/** 配备标准: all versions, the newest first. */
export default function ListsPage(): ReactNode {
  const t = useText('capability');
  const may = useMay();
  const [field, setField] = useState<Field | undefined>();
  const [adding, setAdding] = useState(false);
  const query = useRouteQuery(listLists, { query: { field } });
  const lists = query.data?.lists ?? [];
  return (
    <Page
      title={t('menu.lists')}
      note={t('lists.note')}
      extra={
        <>
          <WorkSelect everything value={field} onChange={setField} />
          {may('capability.configure') ? (
            <Button type="primary" onClick={() => setAdding(true)}>
              {t('lists.add')}
            </Button>
          ) : null}
        </>
      }
    >
      <QueryState query={query}>
        {lists.length === 0 ? <Empty description={t('lists.none')} /> : null}
        <Flex vertical gap={16}>
          {lists.map((list) => (
            <OneList key={list.id} list={list} />
          ))}
        </Flex>
      </QueryState>
      {adding ? <ListDialog onClose={() => setAdding(false)} /> : null}
    </Page>
  );
}

function OneList({ list }: { list: RequiredList }): ReactNode {
  const t = useText('capability');
  const unitName = useUnitName();
  const title = `${t(`work.${list.field}`)} · ${unitName(list.unitPath)} · ${t('field.version')} ${list.version}`;
  const quantities = ({ quantities: all }: ListItem) =>
    all
      .map(
        ({ level, count, officers }) =>
          `${t(`level.${level}`)} ${officers === null ? count : t('lists.shared', { count, officers })}`,
      )
      .join('，');
  return (
    <Card
      size="small"
      title={title}
      extra={
        <Flex gap={8} align="center">
          <Simulated when={list.simulated} />
          <Button size="small" href={urlOf(listTemplate, undefined, { id: list.id })}>
            {t('lists.sheet')}
          </Button>
        </Flex>
      }
    >
      <p>
        {t('field.effectiveFrom')} {list.effectiveFrom} · {t('field.source')} {list.source}
        {list.note ? ` · ${list.note}` : ''}
        <span className="muted"> · {list.by}</span>
      </p>
      <DataTable<ListItem>
        name={title}
        rowKey="code"
        pagination={false}
        scroll={{ x: 760 }}
        dataSource={list.items as ListItem[]}
        columns={[
          { title: t('field.item'), dataIndex: 'code', className: 'nowrap' },
          { title: t('field.name'), dataIndex: 'name' },
          { title: t('field.kind'), value: (row) => t(`kind.${row.kind}`) },
          { title: t('field.counted'), dataIndex: 'counted' },
          { title: t('field.calibrates'), value: (row) => t(row.calibrated ? 'yes' : 'no') },
          { title: t('field.required'), value: quantities },
        ]}
      />
    </Card>
  );
}
