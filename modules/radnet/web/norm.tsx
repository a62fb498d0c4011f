import { Link } from '@tanstack/react-router';
import { listEnterprises } from '@tarim/registry/contract';
import {
  CursorPager,
  DataTable,
  Page,
  QueryState,
  UnitSelect,
  useCursor,
  useMay,
  useRouteMutation,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Button, Empty, Form, Input, Modal, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { addNormUnit, listNormUnits, type NormUnit } from '../contract.ts';
import { Disclosed, indexOf, NormTag } from './norm-words.tsx';
import { Simulated } from './words.tsx';

/** 伴生放射性矿名录: enterprises that are screened, listed and taken off the list. */
export default function NormPage(): ReactNode {
  const t = useText('radnet');
  const may = useMay();
  const unitName = useUnitName();
  const at = useCursor<number>();
  const [unit, setUnit] = useState<string | undefined>();
  const [adding, setAdding] = useState(false);
  const query = useRouteQuery(listNormUnits, { query: { unit, before: at.cursor } });
  const units = (query.data?.units ?? []) as NormUnit[];
  return (
    <Page
      title={t('menu.norm')}
      note={t('norm.note')}
      extra={
        <>
          <Simulated when={units.some(({ simulated }) => simulated)} />
          {may('radnet.manage') ? (
            <Button type="primary" onClick={() => setAdding(true)}>
              {t('norm.add')}
            </Button>
          ) : null}
        </>
      }
    >
      <div className="filters">
        <UnitSelect
          allowClear
          aria-label={t('field.unit')}
          placeholder={t('field.unit')}
          style={{ width: 260 }}
          value={unit}
          onChange={(path) => {
            at.reset();
            setUnit(path);
          }}
        />
      </div>
      <QueryState query={query}>
        <DataTable<NormUnit>
          name={t('menu.norm')}
          sortable={at.whole(query.data?.before)}
          rowKey="id"
          pagination={false}
          scroll={{ x: 1000 }}
          dataSource={units}
          locale={{ emptyText: <Empty description={t('norm.none')} /> }}
          columns={[
            {
              title: t('field.enterprise'),
              value: (row) => row.name,
              render: (_, row) => <Link to={`/radnet/norm/${row.id}` as string}>{row.name}</Link>,
            },
            { title: t('field.unit'), value: (row) => unitName(row.unitPath) },
            { title: t('field.mineral'), dataIndex: 'mineral' },
            {
              title: t('field.state'),
              value: (row) => t(`norm.${row.state}`),
              render: (_, row) => <NormTag state={row.state} />,
            },
            { title: t('field.index'), value: (row) => indexOf(row) },
            { title: t('field.listedOn'), value: (row) => row.listedOn ?? '' },
            { title: t('field.missingYears'), value: (row) => row.missingYears.join('、') },
            {
              title: t('field.disclosed'),
              value: (row) => Object.values(row.disclosed).filter(Boolean).length,
              render: (_, row) => <Disclosed unit={row} />,
            },
          ]}
        />
        <CursorPager at={at} next={query.data?.before} busy={query.isPlaceholderData} />
      </QueryState>
      {adding ? <AddDialog onClose={() => setAdding(false)} /> : null}
    </Page>
  );
}

function AddDialog({ onClose }: { onClose: () => void }): ReactNode {
  const t = useText('radnet');
  const [form] = Form.useForm<{ enterpriseId: number; mineral: string }>();
  const enterprises = useRouteQuery(listEnterprises, { query: { limit: 1000 } });
  const save = useRouteMutation(addNormUnit, { success: t('saved'), onSuccess: onClose });
  return (
    <Modal
      open
      title={t('norm.add')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={save.isPending}
    >
      <Form form={form} layout="vertical" onFinish={(body) => save.mutate({ body })}>
        <Form.Item name="enterpriseId" label={t('field.enterprise')} rules={[{ required: true }]}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={enterprises.data?.enterprises.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
        <Form.Item name="mineral" label={t('field.mineral')} rules={[{ required: true, whitespace: true }]}>
          <Input maxLength={40} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
