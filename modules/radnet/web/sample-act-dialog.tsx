import { useRouteMutation, useText } from '@tarim/ui';
import { DatePicker, Form, Input, Modal, Switch } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import type { ReactNode } from 'react';
import { actOnSample, type SampleActName, type SampleDetail } from '../contract.ts';
import { ResultRows } from './result-rows.tsx';

type Values = Record<string, unknown> & { readonly on: Dayjs; readonly results?: readonly object[] };

/** Texts of each step, and whether they may be left empty. */
const TEXTS: Readonly<Record<SampleActName, readonly (readonly [name: string, optional?: true])[]>> = {
  collect: [['collector'], ['barcode'], ['amount'], ['note', true]],
  measure: [['laboratory'], ['method'], ['instrument']],
  review: [['opinion']],
  publish: [],
  cancel: [['reason']],
};

/** One step of a sample. What it may not be is said by the server, with the reason. */
export function SampleActDialog({
  of,
  act,
  onClose,
}: {
  of: SampleDetail;
  act: SampleActName;
  onClose: () => void;
}): ReactNode {
  const t = useText('radnet');
  const [form] = Form.useForm<Values>();
  const save = useRouteMutation(actOnSample, { success: t('saved'), onSuccess: onClose });
  const finish = ({ on, results, note = '', ...rest }: Values) =>
    save.mutate({
      params: { id: of.id },
      body: {
        act,
        on: on.format('YYYY-MM-DD'),
        ...rest,
        ...(act === 'collect' ? { note } : {}),
        ...(results ? { results: results.map(whole) } : {}),
      },
    });
  return (
    <Modal
      open
      title={t(`act.${act}`)}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={save.isPending}
      width={act === 'measure' ? 760 : 520}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={finish}
        initialValues={{
          on: dayjs(),
          pass: true,
          results: of.indicators.map((indicator) => ({ indicator, below: false, unit: 'Bq/L' })),
        }}
      >
        <Form.Item name="on" label={t('field.on')} rules={[{ required: true }]}>
          <DatePicker style={{ width: '100%' }} />
        </Form.Item>
        {act === 'review' ? (
          <Form.Item name="pass" label={t('review.pass')} valuePropName="checked">
            <Switch />
          </Form.Item>
        ) : null}
        {TEXTS[act].map(([name, optional]) => (
          <Form.Item
            key={name}
            name={name}
            label={t(`field.${name}`)}
            rules={optional ? [] : [{ required: true, whitespace: true }]}
          >
            <Input maxLength={100} />
          </Form.Item>
        ))}
        {act === 'measure' ? <ResultRows /> : null}
      </Form>
    </Modal>
  );
}

/** Fields that stay empty are told as null. */
function whole(row: object): object {
  return { value: null, detectionLimit: null, uncertainty: null, ...definedOf(row) };
}

const definedOf = (row: object): object =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));
