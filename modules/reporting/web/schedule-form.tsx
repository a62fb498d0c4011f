import { UnitSelect, useMay, useRouteMutation, useText } from '@tarim/ui';
import { Form, Input, InputNumber, Modal, Select, Switch } from 'antd';
import type { ReactNode } from 'react';
import { type ReportKind, type ReportLanguage, type Schedule, saveSchedule } from '../contract.ts';
import { kindOptions, languageOptions } from './words.tsx';

interface Values {
  readonly kind: ReportKind;
  readonly unitPath: string;
  readonly enabled: boolean;
  /** `08:00` */
  readonly time: string;
  readonly day: number;
  readonly month: number;
  readonly language: ReportLanguage;
  readonly publish: boolean;
}

const two = (n: number) => String(n).padStart(2, '0');

/** A unit's schedule of a kind; an existing one keeps both. */
export function ScheduleForm({
  schedule,
  onClose,
}: {
  schedule: Schedule | null;
  onClose: () => void;
}): ReactNode {
  const t = useText('reporting');
  const may = useMay();
  const [form] = Form.useForm<Values>();
  const kind = Form.useWatch('kind', form) ?? schedule?.kind ?? 'daily';
  const save = useRouteMutation(saveSchedule, { success: t('schedule.saved'), onSuccess: onClose });
  const timing = schedule?.timing ?? { hour: 8, minute: 0 };
  const submit = ({ time, day, month, ...rest }: Values) => {
    const [hour = 0, minute = 0] = time.split(':').map(Number);
    save.mutate({
      body: {
        ...rest,
        timing: {
          hour,
          minute,
          ...(rest.kind === 'daily' ? {} : { day }),
          ...(rest.kind === 'annual' ? { month } : {}),
        },
      },
    });
  };
  const required = [{ required: true }];
  const width = { width: '100%' };
  return (
    <Modal
      open
      title={t('schedule.title')}
      okText={t('save')}
      onOk={() => form.submit()}
      onCancel={onClose}
      confirmLoading={save.isPending}
    >
      <Form<Values>
        form={form}
        layout="vertical"
        onFinish={submit}
        initialValues={{
          kind: schedule?.kind ?? 'daily',
          unitPath: schedule?.unitPath,
          enabled: schedule?.enabled ?? true,
          time: `${two(timing.hour)}:${two(timing.minute)}`,
          day: schedule?.timing.day ?? 3,
          month: schedule?.timing.month ?? 1,
          language: schedule?.language ?? 'zh-CN',
          publish: schedule?.publish ?? false,
        }}
      >
        <Form.Item name="unitPath" label={t('field.unit')} rules={required}>
          <UnitSelect
            disabled={schedule !== null}
            everywhere={may('reporting.make', '/')}
            may={(path) => may('reporting.make', path)}
          />
        </Form.Item>
        <Form.Item name="kind" label={t('field.kind')} rules={required}>
          <Select disabled={schedule !== null} options={kindOptions(t)} />
        </Form.Item>
        <Form.Item name="enabled" label={t('schedule.enabled')} valuePropName="checked">
          <Switch />
        </Form.Item>
        {kind === 'annual' ? (
          <Form.Item name="month" label={t('schedule.month')} rules={required}>
            <InputNumber min={1} max={12} style={width} />
          </Form.Item>
        ) : null}
        {kind === 'daily' ? null : (
          <Form.Item name="day" label={t('schedule.day')} rules={required}>
            <InputNumber min={1} max={28} style={width} />
          </Form.Item>
        )}
        <Form.Item name="time" label={t('schedule.time')} rules={required}>
          <Input type="time" />
        </Form.Item>
        <Form.Item name="language" label={t('field.language')} rules={required}>
          <Select options={languageOptions(t)} />
        </Form.Item>
        <Form.Item name="publish" label={t('schedule.publish')} valuePropName="checked">
          <Switch />
        </Form.Item>
      </Form>
    </Modal>
  );
}
