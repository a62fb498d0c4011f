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
import { Button, DatePicker, Empty, Form, Input, Modal, Select, Switch, Tag } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { type ReactNode, useState } from 'react';
import {
  addInspector,
  changeInspector,
  type Inspector,
  listInspectors,
  listPool,
  SPECIALITIES,
  type Speciality,
} from '../contract.ts';

/** Certificates that end within so many days are shown in time. */
const SOON_DAYS = 60;

/** Who may inspect. */
export function Inspectors(): ReactNode {
  const t = useText('inspection');
  const may = useMay();
  const unitName = useUnitName();
  const [editing, setEditing] = useState<Inspector | 'new' | null>(null);
  const query = useRouteQuery(listInspectors, {});
  return (
    <>
      <div className="filters">
        {may('inspection.manage') ? (
          <Button type="primary" onClick={() => setEditing('new')}>
            {t('inspectors.add')}
          </Button>
        ) : null}
      </div>
      <QueryState query={query}>
        <DataTable<Inspector>
          name={t('pools.inspectors')}
          rowKey="id"
          pagination={{ pageSize: 50, hideOnSinglePage: true }}
          scroll={{ x: 860 }}
          dataSource={(query.data?.inspectors ?? []) as Inspector[]}
          locale={{ emptyText: <Empty description={t('inspectors.none')} /> }}
          columns={[
            { title: t('field.name'), dataIndex: 'name' },
            { title: t('field.certificate'), dataIndex: 'certificate', className: 'nowrap' },
            {
              title: t('field.certifiedTo'),
              value: (row) => row.certifiedTo,
              className: 'nowrap',
              render: (_, row) => <Validity to={row.certifiedTo} />,
            },
            { title: t('field.unit'), value: (row) => unitName(row.unitPath) },
            {
              title: t('field.specialities'),
              value: (row) => row.specialities.map((one) => t(`speciality.${one}`)).join('、') || '—',
            },
            {
              title: t('field.recusals'),
              value: (row) => row.recusals.map(({ name }) => name).join('、') || '—',
            },
            { title: t('field.planned'), value: (row) => row.planned, align: 'right' },
            { title: t('field.active'), value: (row) => t(row.active ? 'yes' : 'no') },
            {
              title: '',
              render: (_, row) =>
                may('inspection.manage', row.unitPath) ? (
                  <Button size="small" onClick={() => setEditing(row)}>
                    {t('change')}
                  </Button>
                ) : null,
            },
          ]}
        />
      </QueryState>
      {editing ? (
        <InspectorDialog inspector={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      ) : null}
    </>
  );
}

function Validity({ to }: { to: string }): ReactNode {
  const t = useText('inspection');
  const days = dayjs(to).diff(dayjs().startOf('day'), 'day');
  return (
    <>
      {to}{' '}
      {days < 0 ? (
        <Tag color="red">{t('inspectors.over')}</Tag>
      ) : days <= SOON_DAYS ? (
        <Tag color="gold">{t('inspectors.soon', { days })}</Tag>
      ) : null}
    </>
  );
}

interface Values {
  readonly name: string;
  readonly certificate: string;
  readonly certifiedTo: Dayjs;
  readonly unitPath: string;
  readonly specialities: Speciality[];
  readonly recusals: number[];
  readonly active: boolean;
}

function InspectorDialog({
  inspector,
  onClose,
}: {
  inspector: Inspector | null;
  onClose: () => void;
}): ReactNode {
  const t = useText('inspection');
  const [form] = Form.useForm<Values>();
  const may = useMay();
  const [text, setText] = useState('');
  const pool = useRouteQuery(listPool, { query: { text: text.trim() || undefined, limit: 50 } });
  const options = { success: t('saved'), onSuccess: onClose };
  const add = useRouteMutation(addInspector, options);
  const change = useRouteMutation(changeInspector, options);
  const known = new Map(inspector?.recusals.map(({ enterpriseId, name }) => [enterpriseId, name]));
  for (const { enterpriseId, name } of pool.data?.objects ?? []) known.set(enterpriseId, name);
  return (
    <Modal
      open
      title={inspector ? inspector.name : t('inspectors.add')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={add.isPending || change.isPending}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={
          inspector
            ? {
                ...inspector,
                certifiedTo: dayjs(inspector.certifiedTo),
                recusals: inspector.recusals.map(({ enterpriseId }) => enterpriseId),
              }
            : { specialities: [], recusals: [], active: true }
        }
        onFinish={(values) => {
          const body = { ...values, certifiedTo: values.certifiedTo.format('YYYY-MM-DD') };
          if (inspector) change.mutate({ params: { id: inspector.id }, body });
          else add.mutate({ body });
        }}
      >
        <Form.Item name="name" label={t('field.name')} rules={[{ required: true, whitespace: true }]}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item
          name="certificate"
          label={t('field.certificate')}
          rules={[
            { required: true, pattern: /^[0-9A-Za-z-]{4,40}$/, message: t('inspectors.certificateForm') },
          ]}
        >
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="certifiedTo" label={t('field.certifiedTo')} rules={[{ required: true }]}>
          <DatePicker style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="unitPath" label={t('field.unit')} rules={[{ required: true }]}>
          <UnitSelect may={(path) => may('inspection.manage', path)} />
        </Form.Item>
        <Form.Item name="specialities" label={t('field.specialities')}>
          <Select
            mode="multiple"
            options={SPECIALITIES.map((one) => ({ value: one, label: t(`speciality.${one}`) }))}
          />
        </Form.Item>
        <Form.Item name="recusals" label={t('field.recusals')} extra={t('inspectors.recusalHint')}>
          <Select
            mode="multiple"
            showSearch={{ onSearch: setText, filterOption: false }}
            options={[...known].map(([value, label]) => ({ value, label }))}
          />
        </Form.Item>
        <Form.Item name="active" label={t('field.active')} valuePropName="checked">
          <Switch />
        </Form.Item>
      </Form>
    </Modal>
  );
}
