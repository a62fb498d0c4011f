import { listPoints } from '@tarim/registry/contract';
import { type Text, useMay, useRouteMutation, useRouteQuery } from '@tarim/ui';
import { App, Button, Form, Input, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { rejudge } from '../contract.ts';

interface Values {
  readonly pointId: number;
  /** Beijing days, both included. */
  readonly from: string;
  readonly to: string;
  readonly reason: string;
}

const FOUND = 30;
const DAY_MS = 86_400_000;
const dayStart = (date: string): number => Date.parse(`${date}T00:00:00+08:00`);
const judged = (kind: string): boolean => kind === 'air' || kind.startsWith('outlet-');

/** Orders the judging of what is stored of a point; asks once more, because what the public sees may change. */
export function Rejudge({ t, onOrdered }: { t: Text; onOrdered: (jobId: string | null) => void }): ReactNode {
  const { modal } = App.useApp();
  const may = useMay();
  const [form] = Form.useForm<Values>();
  const [q, setQ] = useState('');
  const found = useRouteQuery(listPoints, { query: { q: q || undefined, limit: FOUND } });
  const order = useRouteMutation(rejudge, {
    success: t('rejudge.ordered'),
    refresh: ['evaluation.'],
    onSuccess: ({ jobId }) => {
      form.resetFields(['reason']);
      onOrdered(jobId);
    },
  });
  const points = (found.data?.points ?? []).filter(
    (point) => judged(point.kind) && may('registry.write', point.unitPath),
  );
  const ask = (values: Values) =>
    modal.confirm({
      title: t('rejudge.confirmTitle'),
      content: t('rejudge.confirm', {
        point: points.find((point) => point.id === values.pointId)?.name ?? values.pointId,
        from: values.from,
        to: values.to,
      }),
      okText: t('rejudge.order'),
      onOk: () =>
        order.mutate({
          body: {
            pointId: values.pointId,
            from: new Date(dayStart(values.from)).toISOString(),
            to: new Date(dayStart(values.to) + DAY_MS).toISOString(),
            reason: values.reason.trim(),
          },
        }),
    });
  const required = [{ required: true }];
  return (
    <div className="card" style={{ marginTop: 14 }}>
      <h4>{t('rejudge.title')}</h4>
      <p className="muted">{t('rejudge.note')}</p>
      <Form<Values> form={form} layout="vertical" onFinish={ask}>
        <div className="filters" style={{ alignItems: 'flex-end', marginBottom: 0 }}>
          <Form.Item name="pointId" label={t('field.point')} rules={required} style={{ width: 300 }}>
            <Select
              showSearch={{ filterOption: false, onSearch: setQ }}
              placeholder={t('rejudge.find')}
              loading={found.isFetching}
              options={points.map((point) => ({ value: point.id, label: `${point.name} · ${point.code}` }))}
            />
          </Form.Item>
          <Form.Item name="from" label={t('rejudge.from')} rules={required}>
            <Input type="date" />
          </Form.Item>
          <Form.Item name="to" label={t('rejudge.to')} rules={required}>
            <Input type="date" />
          </Form.Item>
          <Form.Item
            name="reason"
            label={t('rejudge.reason')}
            rules={[{ required: true, min: 2, max: 500, whitespace: true }]}
            style={{ width: 300 }}
          >
            <Input maxLength={500} />
          </Form.Item>
          <Form.Item>
            <Button type="primary" htmlType="submit" loading={order.isPending}>
              {t('rejudge.order')}
            </Button>
          </Form.Item>
        </div>
      </Form>
    </div>
  );
}
