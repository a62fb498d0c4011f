import { UnitSelect, useMay, useRouteMutation, useText } from '@tarim/ui';
import { DatePicker, Form, Input, InputNumber, Modal, Select, Switch } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import type { ReactNode } from 'react';
import {
  addTerminal,
  CATEGORIES,
  changeTerminal,
  PROTOCOLS,
  type TerminalDetail,
  type TerminalInput,
} from '../contract.ts';

type Values = Omit<TerminalInput, 'measuredOn' | 'baselineAt' | 'sourceCode' | 'sourceRef' | 'serial'> & {
  readonly measuredOn: Dayjs;
  readonly baselineAt?: Dayjs | null;
  readonly sourceCode?: string;
  readonly sourceRef?: string;
  readonly serial?: string;
};

const FRESH: Partial<Values> = {
  protocol: 'jt808',
  category: 'II',
  background: 0.1,
  movingSeconds: 60,
  parkedSeconds: 600,
  batteryLow: 3_300,
  batteryFull: 4_200,
  active: true,
};

const valuesOf = (one: TerminalDetail): Partial<Values> => ({
  ...one,
  measuredOn: dayjs(one.measuredOn),
  baselineAt: one.baselineAt ? dayjs(one.baselineAt) : null,
});

const inputOf = (values: Values): TerminalInput => ({
  ...values,
  serial: values.serial?.trim() ?? '',
  sourceCode: values.sourceCode?.trim() ?? '',
  sourceRef: values.sourceRef?.trim() ?? '',
  measuredOn: values.measuredOn.format('YYYY-MM-DD'),
  baseline: values.baseline ?? null,
  baselineAt: values.baseline !== null && values.baselineAt ? values.baselineAt.toISOString() : null,
});

/** Registers a terminal, or changes what is registered of one (换源、重测基线、停用). */
export function TerminalDialog({ one, onClose }: { one?: TerminalDetail; onClose: () => void }): ReactNode {
  const t = useText('tracking');
  const may = useMay();
  const [form] = Form.useForm<Values>();
  const done = { success: t('saved'), onSuccess: onClose };
  const add = useRouteMutation(addTerminal, done);
  const change = useRouteMutation(changeTerminal, done);
  const required = [{ required: true }];
  const number = (name: keyof Values, label: string, min: number, unit?: string) => (
    <Form.Item name={name} label={label} rules={required}>
      <InputNumber min={min} style={{ width: '100%' }} {...(unit ? { suffix: unit } : {})} />
    </Form.Item>
  );
  return (
    <Modal
      open
      width={760}
      title={one ? t('terminals.change') : t('terminals.add')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={add.isPending || change.isPending}
    >
      <Form<Values>
        form={form}
        name="terminal"
        layout="vertical"
        initialValues={one ? valuesOf(one) : FRESH}
        onFinish={(values) =>
          one
            ? change.mutate({ params: { id: one.id }, body: inputOf(values) })
            : add.mutate({ body: inputOf(values) })
        }
      >
        <div
          className="columns"
          style={{
            display: 'grid',
            gridTemplateColumns: 'repeat(auto-fit, minmax(220px, 1fr))',
            columnGap: 16,
          }}
        >
          <Form.Item
            name="number"
            label={t('field.number')}
            rules={[{ required: true, pattern: /^\d{1,20}$/ }]}
          >
            <Input maxLength={20} />
          </Form.Item>
          <Form.Item name="name" label={t('field.name')} rules={required}>
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item name="serial" label={t('field.serial')}>
            <Input maxLength={30} />
          </Form.Item>
          <Form.Item name="unitPath" label={t('field.unit')} rules={required}>
            <UnitSelect aria-label={t('field.unit')} may={(path) => may('tracking.manage', path)} />
          </Form.Item>
          <Form.Item name="owner" label={t('field.owner')} rules={required}>
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item name="protocol" label={t('field.protocol')} rules={required}>
            <Select options={PROTOCOLS.map((value) => ({ value, label: t(`protocol.${value}`) }))} />
          </Form.Item>
          <Form.Item name="nuclide" label={t('field.nuclide')} rules={required}>
            <Input maxLength={20} placeholder="Ir-192" />
          </Form.Item>
          {number('activity', t('field.activity'), 1, 'Bq')}
          <Form.Item name="measuredOn" label={t('field.measuredOn')} rules={required}>
            <DatePicker style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="category" label={t('field.category')} rules={required}>
            <Select options={CATEGORIES.map((value) => ({ value, label: value }))} />
          </Form.Item>
          <Form.Item name="sourceCode" label={t('field.sourceCode')}>
            <Input maxLength={12} />
          </Form.Item>
          <Form.Item name="sourceRef" label={t('field.sourceRef')}>
            <Input maxLength={120} />
          </Form.Item>
          <Form.Item name="baseline" label={t('field.baseline')} extra={t('terminals.baselineHint')}>
            <InputNumber min={0} style={{ width: '100%' }} suffix="µSv/h" />
          </Form.Item>
          <Form.Item name="baselineAt" label={t('field.baselineAt')}>
            <DatePicker showTime style={{ width: '100%' }} />
          </Form.Item>
          {number('background', t('field.background'), 0, 'µSv/h')}
          {number('movingSeconds', t('field.movingSeconds'), 1, 's')}
          {number('parkedSeconds', t('field.parkedSeconds'), 1, 's')}
          {number('batteryLow', t('field.batteryLow'), 0, 'mV')}
          {number('batteryFull', t('field.batteryFull'), 1, 'mV')}
          <Form.Item name="active" label={t('field.active')} valuePropName="checked">
            <Switch />
          </Form.Item>
        </div>
      </Form>
    </Modal>
  );
}
