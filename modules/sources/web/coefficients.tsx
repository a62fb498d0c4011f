import {
  DataTable,
  QueryState,
  UnitSelect,
  useMay,
  useRouteMutation,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Button, Form, Input, InputNumber, Modal, Popconfirm, Select, Tag } from 'antd';
import { type ReactNode, useCallback, useState } from 'react';
import {
  COEFFICIENT_KINDS,
  type Coefficient,
  type CoefficientInput,
  createCoefficient,
  endCoefficient,
  LOAD_ITEMS,
  listCoefficients,
} from '../contract.ts';

const SURE = ['official-text', 'multi-source'];
const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

/** Export coefficients with their source: the national ones, and those that units set for themselves. */
export function Coefficients(): ReactNode {
  const t = useText('sources');
  const unitName = useUnitName();
  const may = useMay();
  const [open, setOpen] = useState(false);
  const list = useRouteQuery(listCoefficients);
  const end = useRouteMutation(endCoefficient, { success: t('saved') });
  return (
    <QueryState query={list}>
      {may('sources.coefficients') ? (
        <div className="filters">
          <Button onClick={() => setOpen(true)}>{t('coefficient.new')}</Button>
        </div>
      ) : null}
      <DataTable<Coefficient>
        name={t('diffuse.coefficients')}
        rowKey={(row) => `${row.id}${row.kind}${row.name}${row.item}`}
        pagination={false}
        scroll={{ x: 980 }}
        dataSource={list.data?.coefficients ?? []}
        columns={[
          {
            title: t('coefficient.kind'),
            value: (row) => t(`coefficientKind.${row.kind}`),
            render: (_, row) => t(`coefficientKind.${row.kind}`),
          },
          {
            title: t('coefficient.name'),
            value: (row) => row.name,
            render: (_, row) => (row.name === '*' ? t('coefficient.all') : row.name),
          },
          { title: t('diffuse.item'), dataIndex: 'item' },
          { title: t('coefficient.value'), dataIndex: 'value' },
          { title: t('coefficient.unit'), dataIndex: 'unit' },
          {
            title: t('coefficient.where'),
            value: (row) => (row.unitPath ? unitName(row.unitPath, 'line') : t('coefficient.national')),
            render: (_, row) => (row.unitPath ? unitName(row.unitPath) : t('coefficient.national')),
          },
          {
            title: t('coefficient.confidence'),
            value: (row) => t(`confidence.${row.confidence}`),
            render: (_, row) => (
              <Tag
                color={
                  row.confidence === 'local' ? 'blue' : SURE.includes(row.confidence) ? 'green' : 'orange'
                }
              >
                {t(`confidence.${row.confidence}`)}
              </Tag>
            ),
          },
          { title: t('coefficient.source'), dataIndex: 'source' },
          { title: t('coefficient.from'), dataIndex: 'effectiveFrom', className: 'cell-nowrap' },
          { title: t('coefficient.to'), dataIndex: 'effectiveTo', className: 'cell-nowrap' },
          {
            title: '',
            render: (_, row) =>
              row.id !== null && row.effectiveTo === null && may('sources.coefficients', row.unitPath!) ? (
                <Popconfirm
                  title={t('coefficient.endToday')}
                  onConfirm={() => end.mutate({ params: { id: row.id! }, body: { effectiveTo: today() } })}
                >
                  <Button size="small">{t('coefficient.end')}</Button>
                </Popconfirm>
              ) : null,
          },
        ]}
      />
      {open ? <CoefficientForm onClose={() => setOpen(false)} /> : null}
    </QueryState>
  );
}

function CoefficientForm({ onClose }: { onClose: () => void }): ReactNode {
  const t = useText('sources');
  const may = useMay();
  const manages = useCallback((path: string) => may('sources.coefficients', path), [may]);
  const [form] = Form.useForm<CoefficientInput>();
  const create = useRouteMutation(createCoefficient, { success: t('saved'), onSuccess: onClose });
  const must = [{ required: true, message: t('required') }];
  return (
    <Modal
      open
      width={720}
      title={t('coefficient.new')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={create.isPending}
    >
      <Form<CoefficientInput>
        form={form}
        layout="vertical"
        initialValues={{ kind: 'crop', item: 'COD', effectiveFrom: `${today().slice(0, 4)}-01-01` }}
        onFinish={(body) => create.mutate({ body })}
      >
        <div className="form-row">
          <Form.Item name="unitPath" label={t('coefficient.where')} rules={must}>
            <UnitSelect may={manages} />
          </Form.Item>
          <Form.Item name="kind" label={t('coefficient.kind')} rules={must}>
            <Select
              options={COEFFICIENT_KINDS.map((value) => ({ value, label: t(`coefficientKind.${value}`) }))}
            />
          </Form.Item>
          <Form.Item name="name" label={t('coefficient.name')} rules={must}>
            <Input maxLength={40} />
          </Form.Item>
          <Form.Item name="item" label={t('diffuse.item')} rules={must}>
            <Select options={LOAD_ITEMS.map((value) => ({ value, label: value }))} />
          </Form.Item>
          <Form.Item name="value" label={t('coefficient.value')} rules={must}>
            <InputNumber min={0} style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="effectiveFrom" label={t('coefficient.from')} rules={must}>
            <Input type="date" />
          </Form.Item>
        </div>
        <Form.Item name="source" label={t('coefficient.source')} rules={must}>
          <Input maxLength={300} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
