import { useRouteMutation, useText } from '@tarim/ui';
import { Form, Input, InputNumber, Modal, Select } from 'antd';
import type { ReactNode } from 'react';
import { recordThemeObject, THEMES, type ThemeFacts, type ThemeInput } from '../contract.ts';
import { AreaField } from './area-field.tsx';

type Values = Omit<ThemeInput, 'waterShare' | 'facts'> & { waterPercent?: number | null; facts?: ThemeFacts };

const OPERATIONS = ['in-use', 'stopped', 'closed', 'reclaimed'] as const;
const ZONES = ['first', 'second', 'quasi'] as const;

const given = (facts: ThemeFacts | undefined): ThemeFacts =>
  Object.fromEntries(
    Object.entries(facts ?? {}).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  ) as ThemeFacts;

/** Registers an object, or with a known code one more look at it. */
export function ThemeDialog({ onClose }: { onClose: () => void }): ReactNode {
  const t = useText('redline');
  const [form] = Form.useForm<Values>();
  const theme = Form.useWatch('theme', form) as ThemeInput['theme'] | undefined;
  const send = useRouteMutation(recordThemeObject, { success: t('act.done'), onSuccess: onClose });
  const required = [{ required: true, message: t('required') }];
  const metres = (name: 'dryBeachM' | 'damCrestM' | 'distanceToWaterM') => (
    <Form.Item name={['facts', name]} label={`${t(`facts.${name}`)} (m)`}>
      <InputNumber min={0} max={10_000_000} style={{ width: '100%' }} />
    </Form.Item>
  );
  return (
    <Modal
      open
      width={720}
      title={t('themes.add')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={send.isPending}
    >
      <p className="muted">{t('themes.addHint')}</p>
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ theme: 'tailings' }}
        onFinish={({ waterPercent, facts, ...values }) =>
          send.mutate({
            body: {
              ...values,
              facts: given(facts),
              waterShare: typeof waterPercent === 'number' ? waterPercent / 100 : null,
            },
          })
        }
      >
        <div className="form-row">
          <Form.Item name="theme" label={t('field.theme')} rules={required}>
            <Select options={THEMES.map((value) => ({ value, label: t(`theme.${value}`) }))} />
          </Form.Item>
          <Form.Item name="code" label={t('field.code')} rules={required}>
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item name="name" label={t('areas.name')} rules={required}>
            <Input maxLength={120} />
          </Form.Item>
        </div>
        <div className="form-row">
          <Form.Item name="observedOn" label={t('themes.observed')} rules={required}>
            <Input type="date" />
          </Form.Item>
          <Form.Item name={['facts', 'owner']} label={t('facts.owner')}>
            <Input maxLength={120} />
          </Form.Item>
          <Form.Item name={['facts', 'operation']} label={t('facts.operation')}>
            <Select
              allowClear
              options={OPERATIONS.map((value) => ({ value, label: t(`operation.${value}`) }))}
            />
          </Form.Item>
        </div>
        {theme === 'tailings' ? (
          <div className="form-row">
            <Form.Item name={['facts', 'grade']} label={t('facts.grade')}>
              <InputNumber min={1} max={5} precision={0} style={{ width: '100%' }} />
            </Form.Item>
            {metres('dryBeachM')}
            {metres('damCrestM')}
            <Form.Item name="waterPercent" label={`${t('themes.water')} (%)`}>
              <InputNumber min={0} max={100} style={{ width: '100%' }} />
            </Form.Item>
          </div>
        ) : null}
        {theme === 'water-source' ? (
          <div className="form-row">
            <Form.Item name={['facts', 'sourceName']} label={t('facts.sourceName')}>
              <Input maxLength={120} />
            </Form.Item>
            <Form.Item name={['facts', 'protectionZone']} label={t('facts.protectionZone')}>
              <Select
                allowClear
                options={ZONES.map((value) => ({ value, label: t(`waterZone.${value}`) }))}
              />
            </Form.Item>
          </div>
        ) : null}
        <div className="form-row">
          {metres('distanceToWaterM')}
          <Form.Item name={['facts', 'homesDownstream']} label={t('facts.homesDownstream')}>
            <InputNumber min={0} max={1_000_000} precision={0} style={{ width: '100%' }} />
          </Form.Item>
        </div>
        <AreaField />
      </Form>
    </Modal>
  );
}
