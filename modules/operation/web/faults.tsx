import {
  DataTable,
  Figure,
  Page,
  QueryState,
  UnitSelect,
  useMay,
  useRouteMutation,
  useRouteQuery,
  useText,
} from '@tarim/ui';
import { Button, Form, Input, InputNumber, Modal, Select, Tabs, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { addPart, listFaults, listParameterOutlets, listParts, movePart, type Part } from '../contract.ts';
import { FaultTable } from './fault-view.tsx';
import { Simulated } from './words.tsx';

/** Faults of all outlets with their hours, and spare parts with their stock. */
export default function FaultsPage(): ReactNode {
  const t = useText('operation');
  const parts = useRouteQuery(listParts);
  const low = parts.data?.parts.filter((one) => one.stock < one.low).length ?? 0;
  return (
    <Page
      title={t('faults.page')}
      note={t('faults.note')}
      extra={<Simulated when={parts.data?.parts.some((one) => one.simulated) ?? false} />}
    >
      <Tabs
        items={[
          { key: 'faults', label: t('faults.title'), children: <Faults /> },
          {
            key: 'parts',
            label: (
              <>
                {t('parts.title')} {low > 0 ? <Tag color="red">{low}</Tag> : null}
              </>
            ),
            children: <PartsTab rows={parts.data?.parts ?? []} />,
          },
        ]}
      />
    </Page>
  );
}

function Faults(): ReactNode {
  const t = useText('operation');
  const [unitPath, setUnitPath] = useState<string | undefined>();
  const list = useRouteQuery(listFaults, { query: { unitPath } });
  const rows = list.data?.faults ?? [];
  const open = rows.filter((one) => one.repairedAt === null);
  return (
    <>
      <div className="filters">
        <UnitSelect
          allowClear
          style={{ width: 240 }}
          aria-label={t('unit')}
          placeholder={t('allUnits')}
          value={unitPath}
          onChange={setUnitPath}
        />
      </div>
      <QueryState query={list}>
        <div className="figures">
          <Figure label={t('faults.open')} value={open.length} tone={open.length > 0 ? 'warn' : undefined} />
          <Figure
            label={t('faults.over')}
            value={rows.filter((one) => one.light === 'red').length}
            tone={rows.some((one) => one.light === 'red') ? 'bad' : undefined}
          />
        </div>
        <FaultTable rows={rows} outlet />
      </QueryState>
    </>
  );
}

function PartsTab({ rows }: { rows: readonly Part[] }): ReactNode {
  const t = useText('operation');
  const may = useMay('operation.record');
  const [move, setMove] = useState<Part | null>(null);
  const [add, setAdd] = useState(false);
  return (
    <>
      {may ? (
        <div className="filters">
          <Button type="primary" onClick={() => setAdd(true)}>
            {t('parts.add')}
          </Button>
        </div>
      ) : null}
      <DataTable<Part>
        name={t('parts.title')}
        rowKey="id"
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
        dataSource={[...rows]}
        columns={[
          { title: t('parts.name'), dataIndex: 'name' },
          { title: t('parts.model'), dataIndex: 'model' },
          {
            title: t('parts.stock'),
            align: 'right',
            value: (row) => row.stock,
            render: (_, row) => (
              <>
                {row.stock} {row.unit}{' '}
                {row.stock < row.low ? <Tag color="red">{t('parts.isLow')}</Tag> : null}
              </>
            ),
          },
          { title: t('parts.low'), dataIndex: 'low', align: 'right' },
          { title: t('parts.used'), dataIndex: 'used', align: 'right' },
          ...(may
            ? [
                {
                  title: '',
                  render: (_: unknown, row: Part) => (
                    <Button size="small" onClick={() => setMove(row)}>
                      {t('parts.move')}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
      {move ? <Move part={move} onClose={() => setMove(null)} /> : null}
      {add ? <Add onClose={() => setAdd(false)} /> : null}
    </>
  );
}

function Move({ part, onClose }: { part: Part; onClose: () => void }): ReactNode {
  const t = useText('operation');
  const [form] = Form.useForm<{ quantity: number; reason: string }>();
  const save = useRouteMutation(movePart, { success: t('saved'), onSuccess: onClose });
  const must = [{ required: true, message: t('required') }];
  return (
    <Modal
      open
      title={`${t('parts.move')} · ${part.name}`}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={save.isPending}
    >
      <Form form={form} layout="vertical" onFinish={(body) => save.mutate({ params: { id: part.id }, body })}>
        <Form.Item name="quantity" label={t('parts.signed')} rules={must}>
          <InputNumber />
        </Form.Item>
        <Form.Item name="reason" label={t('reason')} rules={must}>
          <Input minLength={2} maxLength={200} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

function Add({ onClose }: { onClose: () => void }): ReactNode {
  const t = useText('operation');
  const [form] = Form.useForm();
  const outlets = useRouteQuery(listParameterOutlets, { query: {} });
  const save = useRouteMutation(addPart, { success: t('saved'), onSuccess: onClose });
  const must = [{ required: true, message: t('required') }];
  return (
    <Modal
      open
      title={t('parts.add')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={save.isPending}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ low: 1, stock: 0 }}
        onFinish={(values) => save.mutate({ body: { model: '', ...values } })}
      >
        <Form.Item name="pointId" label={t('outlet')} rules={must}>
          <Select
            showSearch
            optionFilterProp="label"
            options={outlets.data?.outlets.map((one) => ({ value: one.id, label: one.name }))}
          />
        </Form.Item>
        <div className="form-row">
          <Form.Item name="name" label={t('parts.name')} rules={must}>
            <Input maxLength={80} />
          </Form.Item>
          <Form.Item name="model" label={t('parts.model')}>
            <Input maxLength={80} />
          </Form.Item>
          <Form.Item name="unit" label={t('parts.unit')} rules={must}>
            <Input maxLength={20} />
          </Form.Item>
        </div>
        <div className="form-row">
          <Form.Item name="stock" label={t('parts.stock')} rules={must}>
            <InputNumber min={0} />
          </Form.Item>
          <Form.Item name="low" label={t('parts.low')} rules={must}>
            <InputNumber min={0} />
          </Form.Item>
        </div>
      </Form>
    </Modal>
  );
}
