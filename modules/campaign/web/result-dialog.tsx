import { RESULTS, type Result } from '@tarim/inspection/contract';
import { useRouteMutation, useText } from '@tarim/ui';
import { Checkbox, DatePicker, Form, Input, InputNumber, Modal, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import type { ReactNode } from 'react';
import { type CampaignDetail, type CampaignObject, writeResult } from '../contract.ts';

interface Values {
  readonly result: Result;
  readonly on: Dayjs;
  readonly wanting?: number[];
  readonly note?: string;
  readonly visitId?: number | null;
  readonly caseNumber?: string;
  readonly open?: boolean;
}

/** What a unit found at one of its objects. */
export function ResultDialog({
  one,
  object,
  onClose,
}: {
  one: CampaignDetail;
  object: CampaignObject;
  onClose: () => void;
}): ReactNode {
  const t = useText('campaign');
  const [form] = Form.useForm<Values>();
  const result = Form.useWatch('result', form);
  const write = useRouteMutation(writeResult, { success: t('object.written'), onSuccess: onClose });
  const { latest } = object;
  return (
    <Modal
      open
      title={`${t('object.write')} · ${object.name}`}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={write.isPending}
    >
      <Form
        form={form}
        name="result"
        layout="vertical"
        initialValues={{
          ...(latest ?? {}),
          on: latest ? dayjs(latest.on) : dayjs(),
          visitId: latest?.visitId ?? null,
        }}
        onFinish={(values) =>
          write.mutate({
            params: { id: one.id, enterpriseId: object.enterpriseId },
            body: {
              result: values.result,
              on: values.on.format('YYYY-MM-DD'),
              wanting: values.wanting ?? [],
              note: values.note?.trim() ?? '',
              visitId: values.visitId ?? null,
              caseNumber: values.caseNumber?.trim() ?? '',
              open: values.open ?? false,
            },
          })
        }
      >
        <Form.Item name="result" label={t('field.result')} rules={[{ required: true }]}>
          <Select options={RESULTS.map((code) => ({ value: code, label: t(`result.${code}`) }))} />
        </Form.Item>
        <Form.Item name="on" label={t('field.on')} rules={[{ required: true }]}>
          <DatePicker minDate={dayjs(one.from)} maxDate={dayjs()} />
        </Form.Item>
        <Form.Item name="wanting" label={t('field.wanting')}>
          <Select mode="multiple" options={one.items.map((item, i) => ({ value: i + 1, label: item }))} />
        </Form.Item>
        <Form.Item name="note" label={t('field.note')}>
          <Input.TextArea rows={3} maxLength={1000} />
        </Form.Item>
        <Form.Item name="visitId" label={t('field.visit')}>
          <InputNumber min={1} precision={0} />
        </Form.Item>
        <Form.Item
          name="caseNumber"
          label={t('field.case')}
          rules={result === 'filed' ? [{ required: true, whitespace: true }] : []}
        >
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="open" valuePropName="checked">
          <Checkbox>{t('object.openHint')}</Checkbox>
        </Form.Item>
      </Form>
    </Modal>
  );
}
