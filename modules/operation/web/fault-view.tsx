import { Link } from '@tanstack/react-router';
import { DataTable, formatTime, useMay, useRouteMutation, useText } from '@tarim/ui';
import { Button, Form, Input, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { addFault, type Fault, repairFault } from '../contract.ts';
import { LightTag } from './light.tsx';
import { beijing, wallNow } from './words.tsx';

const minute = (time: string) => formatTime(time, 'full').slice(0, 16);

export function FaultTable({ rows, outlet }: { rows: readonly Fault[]; outlet: boolean }): ReactNode {
  const t = useText('operation');
  const may = useMay('operation.record');
  const [repair, setRepair] = useState<Fault | null>(null);
  return (
    <>
      <DataTable<Fault>
        name={t('faults.title')}
        rowKey="id"
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        dataSource={[...rows]}
        columns={[
          {
            title: t('state'),
            value: (row) => t(`light.${row.light}`),
            render: (_, row) => <LightTag light={row.light} />,
          },
          ...(outlet
            ? [
                {
                  title: t('outlet'),
                  value: (row: Fault) => row.outlet.name,
                  render: (_: unknown, row: Fault) => (
                    <Link to={`/operation/outlets/${row.outlet.id}` as string}>{row.outlet.name}</Link>
                  ),
                },
              ]
            : []),
          { title: t('faults.what'), dataIndex: 'what' },
          { title: t('faults.began'), value: (row) => row.beganAt, render: (_, row) => minute(row.beganAt) },
          {
            title: t('faults.repaired'),
            value: (row) => row.repairedAt ?? '',
            render: (_, row) =>
              row.repairedAt ? (
                <span title={row.repair ?? ''}>{minute(row.repairedAt)}</span>
              ) : may ? (
                <Button size="small" onClick={() => setRepair(row)}>
                  {t('faults.repair')}
                </Button>
              ) : (
                '—'
              ),
          },
          {
            title: t('faults.hours'),
            align: 'right',
            value: (row) => row.downHours,
            render: (_, row) => `${row.downHours.toFixed(1)} / ${row.allowedHours}`,
          },
        ]}
      />
      {repair ? <Repair fault={repair} onClose={() => setRepair(null)} /> : null}
    </>
  );
}

function Repair({ fault, onClose }: { fault: Fault; onClose: () => void }): ReactNode {
  const t = useText('operation');
  const [form] = Form.useForm<{ at: string; repair: string }>();
  const save = useRouteMutation(repairFault, { success: t('saved'), onSuccess: onClose });
  const must = [{ required: true, min: 2, message: t('required') }];
  return (
    <Modal
      open
      title={`${t('faults.repair')} · ${fault.what}`}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={save.isPending}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ at: wallNow(1) }}
        onFinish={({ at, repair }) =>
          save.mutate({ params: { id: fault.id }, body: { repairedAt: beijing(at), repair } })
        }
      >
        <Form.Item name="at" label={t('faults.repaired')} rules={must}>
          <Input type="datetime-local" />
        </Form.Item>
        <Form.Item name="repair" label={t('faults.how')} rules={must}>
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

export function ReportFault({ id }: { id: number }): ReactNode {
  const t = useText('operation');
  const [open, setOpen] = useState(false);
  const [form] = Form.useForm<{ at: string; what: string }>();
  const save = useRouteMutation(addFault, { success: t('saved'), onSuccess: () => setOpen(false) });
  const must = [{ required: true, min: 2, message: t('required') }];
  return (
    <div className="filters">
      <Button type="primary" onClick={() => setOpen(true)}>
        {t('faults.report')}
      </Button>
      <Modal
        open={open}
        destroyOnHidden
        title={t('faults.report')}
        onCancel={() => setOpen(false)}
        onOk={() => form.submit()}
        confirmLoading={save.isPending}
      >
        <Form
          form={form}
          layout="vertical"
          initialValues={{ at: wallNow(30) }}
          onFinish={({ at, what }) => save.mutate({ params: { id }, body: { beganAt: beijing(at), what } })}
        >
          <Form.Item name="at" label={t('faults.began')} rules={must}>
            <Input type="datetime-local" />
          </Form.Item>
          <Form.Item name="what" label={t('faults.what')} rules={must}>
            <Input.TextArea rows={2} maxLength={300} />
          </Form.Item>
        </Form>
      </Modal>
    </div>
  );
}
