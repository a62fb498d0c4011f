import type { Static } from '@tarim/platform/contract';
import {
  DataTable,
  formatTime,
  instant,
  Page,
  QueryState,
  useRouteMutation,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Button, Input, Modal, Tabs, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { listContainers, receiveContainers } from '../contract.ts';
import { LabSheet } from './lab-sheet.tsx';

type Row = Static<NonNullable<typeof listContainers.response>>['containers'][number];

/** The laboratory: containers that arrive, and the sheet of results. */
export default function LabPage(): ReactNode {
  const t = useText('monitoring');
  return (
    <Page title={t('lab.title')} note={t('lab.note')}>
      <Tabs
        items={[
          { key: 'receive', label: t('lab.receive'), children: <Receive /> },
          { key: 'sheet', label: t('lab.sheet'), children: <LabSheet /> },
        ]}
      />
    </Page>
  );
}

function Receive(): ReactNode {
  const t = useText('monitoring');
  const unitName = useUnitName();
  const list = useRouteQuery(listContainers, { query: { waiting: true } });
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [condition, setCondition] = useState('');
  const [refusing, setRefusing] = useState(false);
  const receive = useRouteMutation(receiveContainers, {
    success: t('lab.done'),
    onSuccess: () => {
      setChosen([]);
      setCondition('');
      setRefusing(false);
    },
  });
  const send = (accept: boolean) =>
    receive.mutate({ body: { codes: [...chosen], accept, condition: condition.trim() } });
  const rows = list.data?.containers ?? [];
  return (
    <QueryState query={list}>
      <div className="filters">
        <Input
          allowClear
          style={{ width: 260 }}
          placeholder={t('lab.scan')}
          aria-label={t('lab.scan')}
          onPressEnter={(event) => {
            const code = event.currentTarget.value.trim().toUpperCase();
            if (rows.some((one) => one.code === code)) setChosen([...new Set([...chosen, code])]);
          }}
        />
        <Input
          style={{ width: 260 }}
          maxLength={200}
          placeholder={t('lab.condition')}
          aria-label={t('lab.condition')}
          value={condition}
          onChange={(event) => setCondition(event.target.value)}
        />
        <Button
          type="primary"
          disabled={chosen.length === 0}
          loading={receive.isPending}
          onClick={() => send(true)}
        >
          {t('lab.accept', { n: chosen.length })}
        </Button>
        <Button danger disabled={chosen.length === 0} onClick={() => setRefusing(true)}>
          {t('lab.refuse')}
        </Button>
      </div>
      <DataTable<Row>
        name={t('lab.receive')}
        rowKey="code"
        pagination={{ pageSize: 100, hideOnSinglePage: true }}
        scroll={{ x: 760 }}
        stack={false}
        locale={{ emptyText: t('lab.noneWaiting') }}
        dataSource={rows}
        rowSelection={{
          selectedRowKeys: [...chosen],
          onChange: (keys) => setChosen(keys.map(String)),
          getCheckboxProps: (row) => ({ 'aria-label': row.code }),
        }}
        columns={[
          { title: t('container.code'), dataIndex: 'code', render: (code: string) => <code>{code}</code> },
          {
            title: t('result.kind'),
            value: (row) => t(`container.${row.kind}`),
            render: (_, row) => <Tag>{t(`container.${row.kind}`)}</Tag>,
          },
          { title: t('line.site'), dataIndex: 'pointName' },
          {
            title: t('plan.unit'),
            value: (row) => unitName(row.unitPath, 'line'),
            render: (_, row) => unitName(row.unitPath),
          },
          {
            title: t('line.items'),
            value: (row) => row.items.join('、'),
            render: (_, row) => row.items.join('、'),
          },
          { title: t('container.preservative'), dataIndex: 'preservative' },
          {
            title: t('sampling.at'),
            value: (row) => instant(row.sampledAt),
            render: (_, row) => formatTime(row.sampledAt),
          },
        ]}
      />
      <Modal
        open={refusing}
        title={t('lab.refuse')}
        okButtonProps={{ danger: true, disabled: condition.trim().length < 2 }}
        confirmLoading={receive.isPending}
        onCancel={() => setRefusing(false)}
        onOk={() => send(false)}
      >
        <p>{t('lab.refuseWhy', { n: chosen.length })}</p>
        <Input
          maxLength={200}
          aria-label={t('act.reason')}
          placeholder={t('act.reason')}
          value={condition}
          onChange={(event) => setCondition(event.target.value)}
        />
      </Modal>
    </QueryState>
  );
}
