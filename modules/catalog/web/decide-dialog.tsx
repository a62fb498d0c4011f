import { UnitSelect, useMay, useRouteMutation, useText } from '@tarim/ui';
import { Checkbox, Form, Input, InputNumber, Modal } from 'antd';
import type { ReactNode } from 'react';
import {
  approveRequest,
  DEFAULT_PER_MINUTE,
  type ReviewRow,
  refuseRequest,
  revokeGrant,
} from '../contract.ts';

interface Fields {
  readonly datasets: string[];
  readonly unitPath: string;
  readonly validTo: string;
  readonly dailyRows: number;
  readonly perMinute: number;
  readonly reason?: string;
}

/** Approval as it was asked for, or for less. */
export function ApproveDialog({ request, onClose }: { request: ReviewRow; onClose: () => void }): ReactNode {
  const t = useText('catalog');
  const may = useMay();
  const [form] = Form.useForm<Fields>();
  const approve = useRouteMutation(approveRequest, { success: t('act.done'), onSuccess: onClose });
  const rules = [{ required: true, message: t('required') }];
  return (
    <Modal
      open
      title={t('act.approve')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={approve.isPending}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{
          datasets: request.datasets.map((one) => one.dataset),
          unitPath: may('catalog.approve', request.unitPath) ? request.unitPath : undefined,
          validTo: request.validTo,
          dailyRows: request.dailyRows,
          perMinute: DEFAULT_PER_MINUTE,
        }}
        onFinish={({ datasets, reason, ...rest }) =>
          approve.mutate({
            params: { id: request.id },
            body: {
              ...rest,
              ...(reason?.trim() ? { reason } : {}),
              datasets: request.datasets.filter((one) => datasets.includes(one.dataset)),
            },
          })
        }
      >
        <p className="muted">{t('act.less')}</p>
        <Form.Item name="datasets" label={t('request.datasets')} rules={rules}>
          <Checkbox.Group
            options={request.datasets.map(({ dataset, fields }) => ({
              value: dataset,
              label: fields ? `${dataset} (${fields.join(', ')})` : dataset,
            }))}
          />
        </Form.Item>
        <Form.Item name="unitPath" label={t('request.unit')} rules={rules}>
          <UnitSelect
            everywhere={request.unitPath === '/'}
            may={(path) => path.startsWith(request.unitPath) && may('catalog.approve', path)}
          />
        </Form.Item>
        <Form.Item name="validTo" label={t('request.validTo')} rules={rules}>
          <Input type="date" max={request.validTo} />
        </Form.Item>
        <Form.Item name="dailyRows" label={t('request.dailyRows')} rules={rules}>
          <InputNumber min={1} max={request.dailyRows} precision={0} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="perMinute" label={t('request.perMinute')} rules={rules}>
          <InputNumber min={1} max={6_000} precision={0} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="reason" label={t('request.opinion')}>
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

/** A refusal or the end of a grant, which tell why. */
export function ReasonDialog({
  request,
  act,
  onClose,
}: {
  request: ReviewRow;
  act: 'refuse' | 'revoke';
  onClose: () => void;
}): ReactNode {
  const t = useText('catalog');
  const [form] = Form.useForm<{ reason: string }>();
  const told = { success: t('act.done'), onSuccess: onClose };
  const refuse = useRouteMutation(refuseRequest, told);
  const revoke = useRouteMutation(revokeGrant, told);
  const send = act === 'refuse' ? refuse : revoke;
  return (
    <Modal
      open
      title={t(`act.${act}`)}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={send.isPending}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={(body) => send.mutate({ params: { id: request.id }, body })}
      >
        <Form.Item
          name="reason"
          label={t('request.reason')}
          rules={[{ required: true, min: 2, whitespace: true, message: t('required') }]}
        >
          <Input.TextArea rows={3} maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
