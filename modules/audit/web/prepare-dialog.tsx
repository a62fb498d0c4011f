import { useNavigate } from '@tanstack/react-router';
import { UnitSelect, useMay, useRouteMutation, useText, useUnitName, useUnits } from '@tarim/ui';
import { DatePicker, Form, Input, InputNumber, Modal, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import type { ReactNode } from 'react';
import { prepareRound } from '../contract.ts';

interface Values {
  readonly title: string;
  readonly unitPath: string;
  readonly audited: string[];
  readonly period: [Dayjs, Dayjs];
  readonly rate: number;
  readonly deviation: number;
}

const PERCENT = 100;

/** A new round: which unit audits, which ones below it, over which period, and how files are sampled. */
export function PrepareDialog({ onClose }: { onClose: () => void }): ReactNode {
  const t = useText('audit');
  const may = useMay();
  const navigate = useNavigate();
  const units = useUnits();
  const nameOf = useUnitName();
  const [form] = Form.useForm<Values>();
  const above = Form.useWatch('unitPath', form);
  const prepare = useRouteMutation(prepareRound, {
    success: t('rounds.prepared'),
    onSuccess: ({ id }) => void navigate({ to: `/audit/rounds/${id}` as string }),
  });
  const below = above ? units.filter(({ path }) => path !== above && path.startsWith(above)) : [];
  return (
    <Modal
      open
      title={t('rounds.prepare')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={prepare.isPending}
    >
      <p className="muted">{t('rounds.prepareHint')}</p>
      <Form
        form={form}
        name="round"
        layout="vertical"
        initialValues={{ rate: 10, deviation: 20, period: [dayjs().startOf('year'), dayjs()] }}
        onFinish={({ title, unitPath, audited, period, rate, deviation }) =>
          prepare.mutate({
            body: {
              title: title.trim(),
              unitPath,
              audited,
              from: period[0].format('YYYY-MM-DD'),
              to: period[1].format('YYYY-MM-DD'),
              rate: rate / PERCENT,
              deviation: deviation / PERCENT,
            },
          })
        }
      >
        <Form.Item name="title" label={t('field.title')} rules={[{ required: true, whitespace: true }]}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="unitPath" label={t('field.unit')} rules={[{ required: true }]}>
          <UnitSelect
            aria-label={t('field.unit')}
            may={(path) => may('audit.plan', path)}
            onChange={() => form.setFieldValue('audited', [])}
          />
        </Form.Item>
        <Form.Item name="audited" label={t('field.audited')} rules={[{ required: true }]}>
          <Select
            mode="multiple"
            optionFilterProp="label"
            disabled={below.length === 0}
            options={below.map(({ path }) => ({ value: path, label: nameOf(path) }))}
          />
        </Form.Item>
        <Form.Item name="period" label={t('field.period')} rules={[{ required: true }]}>
          <DatePicker.RangePicker style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="rate" label={t('field.rate')} rules={[{ required: true }]}>
          <InputNumber min={1} max={100} />
        </Form.Item>
        <Form.Item name="deviation" label={t('field.deviation')} rules={[{ required: true }]}>
          <InputNumber min={0} max={1000} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
