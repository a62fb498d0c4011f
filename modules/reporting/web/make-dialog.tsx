import { useNavigate } from '@tanstack/react-router';
import { UnitSelect, useMay, useRouteMutation, useText, useUnits } from '@tarim/ui';
import { Form, Input, Modal, Select } from 'antd';
import { type ReactNode, useEffect } from 'react';
import { makeReport, type ReportKind, type ReportLanguage } from '../contract.ts';
import { fieldOf, kindOptions, languageOptions, lastPeriod } from './words.tsx';

interface Values {
  readonly kind: ReportKind;
  readonly unitPath: string;
  readonly period: string;
  readonly language: ReportLanguage;
}

/** Asks what to make; the report's own page shows how it goes. */
export function MakeDialog({ onClose }: { onClose: () => void }): ReactNode {
  const t = useText('reporting');
  const may = useMay();
  const navigate = useNavigate();
  const units = useUnits();
  const [form] = Form.useForm<Values>();
  const kind = Form.useWatch('kind', form) ?? 'daily';
  // The highest unit for which the person makes reports: what most want.
  const own = units.find((unit) => may('reporting.make', unit.path))?.path;
  useEffect(() => {
    if (own && !form.getFieldValue('unitPath')) form.setFieldValue('unitPath', own);
  }, [own, form]);
  const make = useRouteMutation(makeReport, {
    success: t('make.asked'),
    onSuccess: ({ id }) => {
      onClose();
      void navigate({ to: `/reports/detail?id=${id}` as string });
    },
  });
  const required = [{ required: true }];
  return (
    <Modal
      open
      title={t('make.title')}
      onCancel={onClose}
      onOk={() => form.submit()}
      okText={t('make.start')}
      confirmLoading={make.isPending}
    >
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ kind: 'daily', period: lastPeriod('daily'), language: 'zh-CN' }}
        onValuesChange={(changed) => {
          if (changed.kind) form.setFieldValue('period', lastPeriod(changed.kind));
        }}
        onFinish={(values) => make.mutate({ body: { ...values, period: String(values.period) } })}
      >
        <Form.Item name="kind" label={t('field.kind')} rules={required}>
          <Select options={kindOptions(t)} />
        </Form.Item>
        <Form.Item name="unitPath" label={t('field.unit')} rules={required}>
          <UnitSelect everywhere={may('reporting.make', '/')} may={(path) => may('reporting.make', path)} />
        </Form.Item>
        <Form.Item name="period" label={t('field.period')} rules={required}>
          <Input type={fieldOf(kind)} />
        </Form.Item>
        <Form.Item name="language" label={t('field.language')} rules={required}>
          <Select options={languageOptions(t)} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
