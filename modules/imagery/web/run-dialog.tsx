import { useNavigate } from '@tanstack/react-router';
import { formatTime, useRouteMutation, useRouteQuery, useText } from '@tarim/ui';
import { Button, Drawer, Form, Input, InputNumber, Select, Switch } from 'antd';
import type { ReactNode } from 'react';
import { type ChangeParameters, listScenes, METHODS, startChangeRun, THRESHOLDS } from '../contract.ts';
import { periodOf } from './composite-origin.tsx';

interface Values {
  title?: string;
  before: number;
  after: number;
  method: (typeof METHODS)[number];
  threshold: (typeof THRESHOLDS)[number] | 'number';
  fixed?: number;
  k?: number;
  leastArea: number;
  cleanUp: boolean;
  dilate: number;
  hideSnow: boolean;
  simplify: number;
  bbox?: string;
}

const MOST = 200;
const given = <V extends object>(values: V): V =>
  Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  ) as V;

/** A new comparison of two scenes. */
export function RunDialog({ after, onClose }: { after?: number; onClose: () => void }): ReactNode {
  const t = useText('imagery');
  const navigate = useNavigate();
  const [form] = Form.useForm<Values>();
  const threshold = Form.useWatch('threshold', form);
  const scenes = useRouteQuery(listScenes, { query: { state: 'ready', limit: MOST } });
  const start = useRouteMutation(startChangeRun, {
    onSuccess: ({ id }) => void navigate({ to: `/imagery/changes/${id}` as string }),
  });
  const options = (scenes.data?.scenes ?? [])
    .filter(({ sensor }) => sensor !== 'thematic')
    .map((one) => ({
      value: one.id,
      label: `${one.composite ? periodOf(one.composite) : formatTime(one.takenAt, 'date')} · ${one.title}${one.simulated ? `（${t('simulated')}）` : ''}`,
    }));
  const required = [{ required: true, message: t('required') }];
  const send = ({ title, before, after: later, threshold: how, fixed, ...rest }: Values) =>
    start.mutate({
      body: given({
        title: title?.trim(),
        before,
        after: later,
        parameters: given({
          ...rest,
          bbox: rest.bbox?.replace(/\s/g, ''),
          threshold: how === 'number' ? (fixed ?? 0) : how,
          ...(how === 'mad' ? {} : { k: undefined }),
        }) as ChangeParameters,
      }),
    });
  return (
    <Drawer open size="large" title={t('changes.new')} onClose={onClose} destroyOnHidden>
      <p className="muted">{t('changes.newNote')}</p>
      <Form<Values>
        form={form}
        layout="vertical"
        onFinish={send}
        initialValues={{
          ...(after ? { after } : {}),
          method: 'cva',
          threshold: 'otsu',
          k: 3,
          leastArea: 800,
          cleanUp: false,
          dilate: 60,
          hideSnow: false,
          simplify: 0.75,
        }}
      >
        <Form.Item name="before" label={t('field.before')} rules={required}>
          <Select showSearch={{ optionFilterProp: 'label' }} options={options} loading={scenes.isPending} />
        </Form.Item>
        <Form.Item name="after" label={t('field.after')} rules={required}>
          <Select showSearch={{ optionFilterProp: 'label' }} options={options} loading={scenes.isPending} />
        </Form.Item>
        <div className="form-row">
          <Form.Item name="method" label={t('field.method')} extra={t('method.hint')}>
            <Select options={METHODS.map((value) => ({ value, label: t(`method.${value}`) }))} />
          </Form.Item>
          <Form.Item name="threshold" label={t('field.threshold')} extra={t('threshold.hint')}>
            <Select
              options={[...THRESHOLDS, 'number' as const].map((value) => ({
                value,
                label: t(`threshold.${value}`),
              }))}
            />
          </Form.Item>
          {threshold === 'number' ? (
            <Form.Item name="fixed" label={t('threshold.number')} rules={required}>
              <InputNumber min={0} step={0.01} style={{ width: '100%' }} />
            </Form.Item>
          ) : null}
          {threshold === 'mad' ? (
            <Form.Item name="k" label={t('field.k')}>
              <InputNumber min={0.5} max={20} step={0.5} style={{ width: '100%' }} />
            </Form.Item>
          ) : null}
        </div>
        <div className="form-row">
          <Form.Item name="leastArea" label={t('field.leastArea')} rules={required}>
            <InputNumber min={1} max={1e9} suffix="m²" style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="dilate" label={t('field.dilate')}>
            <InputNumber min={0} max={2_000} suffix="m" style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="simplify" label={t('field.simplify')}>
            <InputNumber min={0} max={100} step={0.25} style={{ width: '100%' }} />
          </Form.Item>
        </div>
        <div className="form-row">
          <Form.Item name="cleanUp" label={t('field.cleanUp')} valuePropName="checked">
            <Switch />
          </Form.Item>
          <Form.Item name="hideSnow" label={t('field.hideSnow')} valuePropName="checked">
            <Switch />
          </Form.Item>
        </div>
        <Form.Item
          name="bbox"
          label={t('field.bbox')}
          extra={t('field.bboxHint')}
          rules={[
            { pattern: /^\s*-?\d+(\.\d+)?(\s*,\s*-?\d+(\.\d+)?){3}\s*$/, message: t('field.bboxRule') },
          ]}
        >
          <Input placeholder="87.50,43.60,87.60,43.70" />
        </Form.Item>
        <Form.Item name="title" label={t('field.title')}>
          <Input maxLength={120} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={start.isPending}>
          {t('changes.start')}
        </Button>
      </Form>
    </Drawer>
  );
}
