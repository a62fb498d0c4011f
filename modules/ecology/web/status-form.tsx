import { UnitSelect, useMay, useRouteMutation, useText } from '@tarim/ui';
import { Collapse, Form, Input, InputNumber, Modal, Select } from 'antd';
import { type ReactNode, useCallback } from 'react';
import {
  EMISSIONS,
  EVENTS,
  HABITATS,
  type Method,
  putStatus,
  STRESSES,
  type StatusInput,
  type StatusRevision,
  SUB_INDICES,
} from '../contract.ts';

interface Values {
  readonly unitPath: string;
  readonly year: number;
  readonly source?: string | null;
  readonly input: StatusInput;
}
const WATER = ['river_km', 'lake_km2', 'water', 'water_mean'] as const;
const LAND = ['BI', 'ndvi'] as const;

/** What a unit's index is made of in a year: sub-indices, or what they are computed of. A correction is another revision. */
export function StatusForm({
  method,
  unitPath,
  last,
  onClose,
}: {
  method: Method;
  unitPath?: string;
  /** Figures to begin with. */
  last?: StatusRevision;
  onClose: () => void;
}): ReactNode {
  const t = useText('ecology');
  const may = useMay();
  const manages = useCallback((path: string) => may('ecology.write', path), [may]);
  const [form] = Form.useForm<Values>();
  const put = useRouteMutation(putStatus, { success: t('saved'), onSuccess: onClose });
  const save = (values: Values) =>
    put.mutate({
      params: { code: values.unitPath.split('/').at(-2)!, method, year: values.year },
      body: { input: filled(values.input), source: values.source || null },
    });
  const must = [{ required: true, message: t('required') }];
  const figure = (path: readonly string[], label: string) => (
    <Form.Item key={path.join('.')} name={['input', ...path]} label={label}>
      <InputNumber min={0} style={{ width: '100%' }} />
    </Form.Item>
  );
  const row = (children: ReactNode) => <div className="form-row">{children}</div>;
  const group = (name: string, words: string, keys: readonly string[]) =>
    keys.map((key) => figure([name, key], t(`${words}.${key}`)));
  return (
    <Modal
      open
      width={820}
      title={`${t('status.enter')} · ${t(`method.${method}`)}`}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={put.isPending}
    >
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{
          unitPath,
          year: last?.year ?? new Date().getFullYear() - 1,
          source: last?.source,
          input: last?.input,
        }}
        onFinish={save}
      >
        {row(
          <>
            <Form.Item name="unitPath" label={t('unit')} rules={must}>
              <UnitSelect may={manages} />
            </Form.Item>
            <Form.Item name="year" label={t('status.year')} rules={must}>
              <InputNumber min={2000} max={2100} precision={0} style={{ width: '100%' }} />
            </Form.Item>
            {figure(['area'], t('figure.area'))}
          </>,
        )}
        <p className="muted">{t(`form.${method}.hint`)}</p>
        {row(
          <>
            {method === 'EQI' ? figure(['eqi'], t('figure.eqi')) : null}
            {group('indices', 'index', SUB_INDICES[method])}
          </>,
        )}
        {method === 'EI' ? (
          <Collapse
            style={{ marginBottom: 16 }}
            defaultActiveKey={last?.input.habitat ? ['habitat', 'water', 'pressure', 'load'] : []}
            items={[
              {
                key: 'habitat',
                label: t('form.habitat'),
                forceRender: true,
                children: row(
                  <>
                    {LAND.map((key) => figure([key], t(`figure.${key}`)))}
                    {group('habitat', 'habitat', HABITATS)}
                  </>,
                ),
              },
              {
                key: 'water',
                label: t('form.water'),
                forceRender: true,
                children: row(WATER.map((key) => figure([key], t(`figure.${key}`)))),
              },
              {
                key: 'pressure',
                label: t('form.pressure'),
                forceRender: true,
                children: row(group('stress', 'pressure', STRESSES)),
              },
              {
                key: 'load',
                label: t('form.load'),
                forceRender: true,
                children: row(
                  <>
                    {figure(['precipitation'], t('figure.precipitation'))}
                    {group('emissions', 'load', EMISSIONS)}
                  </>,
                ),
              },
            ]}
          />
        ) : null}
        {row(
          <>
            {method === 'EI' ? (
              <Form.Item name={['input', 'event']} label={t('figure.event')}>
                <Select allowClear options={EVENTS.map((value) => ({ value, label: t(`event.${value}`) }))} />
              </Form.Item>
            ) : null}
            <Form.Item name="source" label={t('form.source')}>
              <Input maxLength={200} />
            </Form.Item>
          </>,
        )}
      </Form>
    </Modal>
  );
}

/** Fields that were left empty are no figures: what is not told is not zero. */
function filled(input: StatusInput): StatusInput {
  return Object.fromEntries(
    Object.entries(input ?? {}).flatMap(([key, value]): [string, unknown][] => {
      if (value === null || value === undefined) return [];
      if (typeof value !== 'object') return [[key, value]];
      const kept = Object.entries(value).filter(([, one]) => typeof one === 'number');
      return kept.length === 0 ? [] : [[key, Object.fromEntries(kept)]];
    }),
  ) as StatusInput;
}
