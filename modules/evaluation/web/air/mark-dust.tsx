import { type Text, useRouteMutation } from '@tarim/ui';
import { Button, Form, Input, Segmented } from 'antd';
import type { ReactNode } from 'react';
import { type DustBasis, markDustDay } from '../../contract.ts';

interface Values {
  readonly basis: DustBasis;
  readonly reason: string;
}

/** Says of a day that it is one of dust, or is none, with the reason. */
export function MarkDust({
  city,
  date,
  dust,
  t,
}: {
  city: string;
  date: string;
  dust: boolean;
  t: Text;
}): ReactNode {
  const [form] = Form.useForm<Values>();
  const mark = useRouteMutation(markDustDay, {
    success: t('mark.done'),
    refresh: ['evaluation.'],
    onSuccess: () => form.resetFields(),
  });
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      initialValues={{ basis: 'official' }}
      onFinish={({ basis, reason }) =>
        mark.mutate({ body: { city, date, dust: !dust, basis, reason: reason.trim() } })
      }
    >
      <Form.Item name="basis" label={t('mark.basis')}>
        <Segmented
          options={(['official', 'proposed'] as const).map((one) => ({
            value: one,
            label: t(`dustBasis.${one}`),
          }))}
        />
      </Form.Item>
      <Form.Item
        name="reason"
        label={t('mark.reason')}
        rules={[{ required: true, min: 2, max: 500, whitespace: true }]}
      >
        <Input maxLength={500} />
      </Form.Item>
      <Button htmlType="submit" loading={mark.isPending}>
        {dust ? t('mark.unmark') : t('mark.mark')}
      </Button>
    </Form>
  );
}
