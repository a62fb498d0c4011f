import { Link, useNavigate } from '@tanstack/react-router';
import {
  DataTable,
  formatPercent,
  Page,
  QueryState,
  UnitSelect,
  useMay,
  useRouteMutation,
  useRouteQuery,
  useSession,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Button, Form, Input, InputNumber, Modal, Select, Tag } from 'antd';
import { type ReactNode, useCallback, useState } from 'react';
import { createPlan, listPlans, PLAN_KINDS, type Plan } from '../contract.ts';

/** Yearly monitoring plans (年度监测计划) of both hierarchies. */
export default function PlansPage(): ReactNode {
  const t = useText('monitoring');
  const unitName = useUnitName();
  const mayPlan = useMay('monitoring.plan');
  const [open, setOpen] = useState(false);
  const list = useRouteQuery(listPlans);
  return (
    <Page
      title={t('plans.title')}
      note={t('plans.note')}
      extra={
        mayPlan ? (
          <Button type="primary" onClick={() => setOpen(true)}>
            {t('plans.new')}
          </Button>
        ) : null
      }
    >
      <QueryState query={list}>
        <DataTable<Plan>
          name={t('plans.title')}
          rowKey="id"
          pagination={{ pageSize: 50, hideOnSinglePage: true }}
          scroll={{ x: 860 }}
          locale={{ emptyText: t('plans.none') }}
          dataSource={list.data?.plans ?? []}
          columns={[
            {
              title: t('plan.title'),
              value: (row) => row.title,
              render: (_, row) => (
                <>
                  <Link to={`/monitoring/plans/${row.id}` as string}>{row.title}</Link>{' '}
                  {row.simulated ? <Tag color="orange">{t('simulated')}</Tag> : null}
                </>
              ),
            },
            { title: t('plan.year'), dataIndex: 'year' },
            {
              title: t('plan.kind'),
              value: (row) => t(`kind.${row.kind}`),
              render: (_, row) => t(`kind.${row.kind}`),
            },
            {
              title: t('plan.unit'),
              value: (row) => unitName(row.unitPath, 'line'),
              render: (_, row) => unitName(row.unitPath),
            },
            {
              title: t('plan.state'),
              value: (row) => t(`planState.${row.state}`),
              render: (_, row) => (
                <Tag color={row.state === 'draft' ? 'default' : 'green'}>{t(`planState.${row.state}`)}</Tag>
              ),
            },
            { title: t('plan.sites'), dataIndex: 'lines' },
            { title: t('plan.tasks'), dataIndex: 'tasks' },
            {
              title: t('plan.done'),
              value: (row) => (row.tasks === 0 ? null : row.done / row.tasks),
              render: (_, row) =>
                row.tasks === 0 ? '—' : `${row.done} · ${formatPercent(row.done / row.tasks)}`,
            },
          ]}
        />
      </QueryState>
      {open ? <NewPlan onClose={() => setOpen(false)} /> : null}
    </Page>
  );
}

interface Values {
  year: number;
  title: string;
  kind: Plan['kind'];
  unitPath: string;
}

function NewPlan({ onClose }: { onClose: () => void }): ReactNode {
  const t = useText('monitoring');
  const ask = useMay();
  const may = useCallback((path: string) => ask('monitoring.plan', path), [ask]);
  const navigate = useNavigate();
  const [form] = Form.useForm<Values>();
  const paths = useSession().grants.find((one) => one.action === 'monitoring.plan')?.unitPaths ?? [];
  const create = useRouteMutation(createPlan, {
    onSuccess: (plan) => void navigate({ to: `/monitoring/plans/${plan.id}` as string }),
  });
  return (
    <Modal
      open
      title={t('plans.new')}
      okText={t('plans.create')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={create.isPending}
    >
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{
          year: new Date().getFullYear(),
          kind: 'routine',
          unitPath: paths.length === 1 && paths[0] !== '/' ? paths[0] : undefined,
        }}
        onFinish={(body) => create.mutate({ body })}
      >
        <Form.Item
          name="title"
          label={t('plan.title')}
          rules={[{ required: true, whitespace: true, min: 2 }]}
        >
          <Input maxLength={120} placeholder={t('plans.titleExample')} />
        </Form.Item>
        <div className="form-row">
          <Form.Item name="year" label={t('plan.year')} rules={[{ required: true }]}>
            <InputNumber min={2000} max={2100} style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="kind" label={t('plan.kind')} rules={[{ required: true }]}>
            <Select options={PLAN_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))} />
          </Form.Item>
        </div>
        <Form.Item name="unitPath" label={t('plan.unit')} rules={[{ required: true }]}>
          <UnitSelect may={may} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
