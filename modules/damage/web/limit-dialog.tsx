import { UnitSelect, useMay, useRouteMutation, useRouteQuery, useText } from '@tarim/ui';
import { Form, Input, InputNumber, Modal } from 'antd';
import type { ReactNode } from 'react';
import { listSimpleLimits, setSimpleLimit } from '../contract.ts';
import { Unverified, yuan } from './words.tsx';

/** 简易评估限额 of a region: what holds now, and another one with its document. */
export function LimitDialog({ onClose }: { onClose: () => void }): ReactNode {
  const t = useText('damage');
  const may = useMay();
  const [form] = Form.useForm<{ unitPath: string; yuan: number; document: string }>();
  const known = useRouteQuery(listSimpleLimits, {});
  const save = useRouteMutation(setSimpleLimit, { success: t('saved'), onSuccess: onClose });
  return (
    <Modal
      open
      title={t('limit.title')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={save.isPending}
    >
      {known.data ? (
        <p>
          {t('limit.standard', { standard: yuan(known.data.standard), most: yuan(known.data.most) })}{' '}
          <small className="muted">{known.data.source}</small>{' '}
          <Unverified confidence={known.data.confidence} />
        </p>
      ) : null}
      {known.data?.limits.map((one) => (
        <p key={one.unitPath}>
          {one.unitPath} · {yuan(one.yuan)} · {one.document} · {one.by} {one.on}
        </p>
      ))}
      <Form form={form} layout="vertical" onFinish={(body) => save.mutate({ body })}>
        <Form.Item name="unitPath" label={t('field.unit')} rules={[{ required: true }]}>
          <UnitSelect may={(path) => may('damage.decide', path)} />
        </Form.Item>
        <Form.Item name="yuan" label={t('field.amount')} rules={[{ required: true }]}>
          <InputNumber min={1} precision={0} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="document" label={t('limit.document')} rules={[{ required: true, whitespace: true }]}>
          <Input maxLength={200} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
