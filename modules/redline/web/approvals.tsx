import {
  DataTable,
  QueryState,
  useMay,
  useRouteMutation,
  useRouteQuery,
  useText,
  useUnitName,
} from '@tarim/ui';
import { Button, Form, Input, InputNumber, Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { type Approval, type ApprovalInput, createApproval, listApprovals } from '../contract.ts';
import { AreaField } from './area-field.tsx';
import { hectares } from './words.tsx';

/** 占用审批: what was allowed to take land of the red line, where and how long. */
export function Approvals({ areaCode }: { areaCode?: string }): ReactNode {
  const t = useText('redline');
  const may = useMay();
  const unitName = useUnitName();
  const [adding, setAdding] = useState(false);
  const query = useRouteQuery(listApprovals, { query: { areaCode } });
  return (
    <>
      {may('redline.record') ? (
        <div className="filters">
          <Button onClick={() => setAdding(true)}>{t('approvals.add')}</Button>
        </div>
      ) : null}
      <QueryState query={query}>
        <DataTable<Approval>
          name={t('areas.approvals')}
          rowKey="id"
          pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
          scroll={{ x: 900 }}
          dataSource={(query.data?.approvals ?? []) as Approval[]}
          locale={{ emptyText: t('approvals.none') }}
          columns={[
            { title: t('approvals.number'), dataIndex: 'number' },
            { title: t('approvals.project'), dataIndex: 'project' },
            { title: t('approvals.authority'), dataIndex: 'authority' },
            { title: t('field.unit'), value: (row) => unitName(row.unitPath, 'line') },
            {
              title: t('approvals.approved'),
              value: (row) => Math.round(row.approvedM2),
              render: (_, row) => hectares(row.approvedM2),
            },
            {
              title: t('approvals.drawn'),
              value: (row) => Math.round(row.areaM2),
              render: (_, row) => hectares(row.areaM2),
            },
            { title: t('areas.from'), dataIndex: 'validFrom' },
            { title: t('areas.to'), value: (row) => row.validTo ?? '—' },
            { title: t('overlap.areas'), value: (row) => row.inside.map((one) => one.name).join('; ') },
          ]}
        />
      </QueryState>
      {adding ? <ApprovalDialog onClose={() => setAdding(false)} /> : null}
    </>
  );
}

function ApprovalDialog({ onClose }: { onClose: () => void }): ReactNode {
  const t = useText('redline');
  const [form] = Form.useForm<ApprovalInput & { approvedHa: number }>();
  const send = useRouteMutation(createApproval, { success: t('act.done'), onSuccess: onClose });
  const required = [{ required: true, message: t('required') }];
  return (
    <Modal
      open
      width={720}
      title={t('approvals.add')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={send.isPending}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={({ approvedHa, ...values }) =>
          send.mutate({
            body: { ...values, approvedM2: approvedHa * 1e4, validTo: values.validTo || null },
          })
        }
      >
        <div className="form-row">
          <Form.Item name="number" label={t('approvals.number')} rules={required}>
            <Input maxLength={100} />
          </Form.Item>
          <Form.Item name="authority" label={t('approvals.authority')} rules={required}>
            <Input maxLength={120} />
          </Form.Item>
        </div>
        <Form.Item name="project" label={t('approvals.project')} rules={required}>
          <Input maxLength={200} />
        </Form.Item>
        <div className="form-row">
          <Form.Item name="approvedHa" label={t('approvals.approvedHa')} rules={required}>
            <InputNumber min={0.0001} style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="validFrom" label={t('areas.from')} rules={required}>
            <Input type="date" />
          </Form.Item>
          <Form.Item name="validTo" label={t('areas.to')}>
            <Input type="date" />
          </Form.Item>
        </div>
        <AreaField />
      </Form>
    </Modal>
  );
}
