import type { Static } from '@tarim/platform/contract';
import { useRouteMutation, useText } from '@tarim/ui';
import { Button, Form, Input, InputNumber, Popconfirm, Select, Table } from 'antd';
import type { ReactNode } from 'react';
import { createLimit, type getPoint, type LimitInput, updateLimit } from '../contract.ts';

export type PointDetail = Static<NonNullable<typeof getPoint.response>>;

/** Limits of a point with their time of force: one is ended and another added, never changed. */
export function PointLimits({ detail }: { detail: PointDetail }): ReactNode {
  const t = useText('registry');
  const create = useRouteMutation(createLimit, {
    refresh: ['registry', 'evaluation'],
    success: t('points.addedWhatItTouchesIs'),
  });
  const end = useRouteMutation(updateLimit, {
    refresh: ['registry', 'evaluation'],
    success: t('points.ended'),
  });
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  return (
    <>
      <Table
        rowKey="id"
        size="small"
        pagination={false}
        scroll={{ x: 520 }}
        dataSource={detail.limits}
        columns={[
          { title: t('points.factor'), dataIndex: 'code' },
          { title: t('points.basis'), dataIndex: 'basis' },
          {
            title: t('points.limit'),
            render: (_, row) =>
              `${row.lower ?? ''}–${row.upper ?? ''}${row.referenceO2 != null ? ` @${row.referenceO2}%` : ''}`,
          },
          { title: t('points.standard'), dataIndex: 'standard' },
          {
            title: t('points.inForce'),
            render: (_, row) => `${row.effectiveFrom} – ${row.effectiveTo ?? ''}`,
          },
          {
            title: '',
            render: (_, row) =>
              row.effectiveTo ? null : (
                <Popconfirm
                  title={t('points.endOn', { today })}
                  onConfirm={() => {
                    const { id, updatedAt: _u, ...rest } = row;
                    end.mutate({ params: { id }, body: { ...rest, effectiveTo: today } });
                  }}
                >
                  <Button size="small">{t('points.end')}</Button>
                </Popconfirm>
              ),
          },
        ]}
      />
      <h4>{t('points.addALimit')}</h4>
      <Form
        layout="vertical"
        initialValues={{ basis: 'hour', measure: 'converted', effectiveFrom: today }}
        onFinish={(values: Static<typeof LimitInput>) =>
          create.mutate({ body: { ...values, pointId: detail.point.id } })
        }
      >
        <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap' }}>
          <Form.Item name="code" label={t('points.factor')} rules={[{ required: true }]}>
            <Select
              style={{ width: 180 }}
              options={detail.parameters.map((one) => ({ value: one.code, label: one.name }))}
            />
          </Form.Item>
          <Form.Item name="basis" label={t('points.basis')}>
            <Select
              style={{ width: 100 }}
              options={[
                { value: 'hour', label: t('points.hour') },
                { value: 'day', label: t('points.day') },
              ]}
            />
          </Form.Item>
          <Form.Item name="measure" label={t('points.measure')}>
            <Select
              style={{ width: 110 }}
              options={[
                { value: 'converted', label: t('points.converted') },
                { value: 'actual', label: t('points.actual') },
              ]}
            />
          </Form.Item>
          <Form.Item name="upper" label={t('points.upper')}>
            <InputNumber />
          </Form.Item>
          <Form.Item name="lower" label={t('points.lower')}>
            <InputNumber />
          </Form.Item>
          <Form.Item name="referenceO2" label={t('points.referenceO')}>
            <InputNumber min={0} max={20.9} />
          </Form.Item>
          <Form.Item name="standard" label={t('points.standard')} rules={[{ required: true }]}>
            <Input />
          </Form.Item>
          <Form.Item
            name="effectiveFrom"
            label={t('points.from')}
            rules={[{ required: true, pattern: /^\d{4}-\d{2}-\d{2}$/ }]}
          >
            <Input style={{ width: 130 }} />
          </Form.Item>
        </div>
        <Button type="primary" htmlType="submit" loading={create.isPending}>
          {t('points.add')}
        </Button>
      </Form>
    </>
  );
}
