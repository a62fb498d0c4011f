import { UnitSelect, useMay, useRouteMutation, useText } from '@tarim/ui';
import { DatePicker, Form, Input, InputNumber, Modal, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import type { ReactNode } from 'react';
import { MEDIA, type Medium, planSample } from '../contract.ts';

interface Values {
  readonly unitPath: string;
  readonly medium: Medium;
  readonly place: string;
  readonly lon?: number | null;
  readonly lat?: number | null;
  readonly indicators: string[];
  readonly plannedOn: Dayjs;
}
/** As laboratories usually write them; others can be typed. */
const USUAL = ['U', 'Th', 'Ra-226', 'Cs-137', 'Sr-90', 'H-3', 'Pb-210', 'Po-210', 'I-131'];

/** Plans a sample: what, where, for which indicators, and when. */
export function PlanDialog({ onClose }: { onClose: () => void }): ReactNode {
  const t = useText('radnet');
  const may = useMay();
  const [form] = Form.useForm<Values>();
  const save = useRouteMutation(planSample, { success: t('saved'), onSuccess: onClose });
  const required = [{ required: true }];
  return (
    <Modal
      open
      title={t('samples.plan')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={save.isPending}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={({ plannedOn, lon, lat, ...rest }) =>
          save.mutate({
            body: {
              ...rest,
              lon: lon ?? null,
              lat: lat ?? null,
              plannedOn: plannedOn.format('YYYY-MM-DD'),
            },
          })
        }
      >
        <Form.Item name="unitPath" label={t('field.unit')} rules={required}>
          <UnitSelect may={(path) => may('radnet.manage', path)} />
        </Form.Item>
        <Form.Item name="medium" label={t('field.medium')} rules={required}>
          <Select options={MEDIA.map((one) => ({ value: one, label: t(`medium.${one}`) }))} />
        </Form.Item>
        <Form.Item name="place" label={t('field.place')} rules={[{ required: true, whitespace: true }]}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="lon" label={t('field.lon')}>
          <InputNumber min={-180} max={180} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="lat" label={t('field.lat')}>
          <InputNumber min={-90} max={90} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="indicators" label={t('field.indicators')} rules={required}>
          <Select
            mode="tags"
            options={[t('indicator.alpha'), t('indicator.beta'), ...USUAL].map((value) => ({
              value,
              label: value,
            }))}
          />
        </Form.Item>
        <Form.Item name="plannedOn" label={t('field.plannedOn')} rules={required}>
          <DatePicker style={{ width: '100%' }} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
