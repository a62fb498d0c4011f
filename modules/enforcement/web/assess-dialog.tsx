import { useRouteMutation, useRouteQuery, useText } from '@tarim/ui';
import { Alert, DatePicker, Empty, Form, Input, InputNumber, Modal, Radio, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { type ReactNode, useEffect } from 'react';
import {
  actOnCase,
  type CaseDetail,
  type DiscretionAsked,
  type DiscretionResult,
  estimateFine,
  listDiscretion,
} from '../contract.ts';
import { yuan } from './words.tsx';

interface Values {
  readonly on: Dayjs;
  readonly table: number;
  readonly choices?: readonly (number | undefined)[];
  readonly adjust: 'none' | 'aggravate' | 'lighten' | 'reduce';
  readonly share?: number;
  readonly ground?: string;
}

const day = (at: Dayjs): string => at.format('YYYY-MM-DD');

function askedOf(values: Partial<Values> | undefined, factors: number): DiscretionAsked | null {
  const { table, choices = [], adjust = 'none', share, ground } = values ?? {};
  const chosen = Array.from({ length: factors }, (_, i) => choices[i]);
  if (!table || factors === 0 || chosen.some((one) => one === undefined)) return null;
  const adjusted = adjust !== 'none' && share !== undefined;
  return {
    table,
    choices: chosen as number[],
    adjustment: adjusted ? { kind: adjust, share: share / 100, ground: ground ?? '' } : null,
  };
}

const queryOf = (asked: DiscretionAsked | null): object => ({
  table: asked?.table ?? 1,
  choices: asked?.choices.join(',') ?? '0',
  ...(asked?.adjustment
    ? { adjust: asked.adjustment.kind, share: asked.adjustment.share, ground: asked.adjustment.ground }
    : {}),
});

/** 裁量: circumstances are chosen in a table, and what it advises is seen at once; kept, it stands in the file and in the notice. */
export function AssessDialog({ of, onClose }: { of: CaseDetail; onClose: () => void }): ReactNode {
  const t = useText('enforcement');
  const [form] = Form.useForm<Values>();
  const values = Form.useWatch([], form) as Partial<Values> | undefined;
  const query = useRouteQuery(listDiscretion, {
    query: { unit: of.unitPath, violation: of.violation, on: day(dayjs()) },
  });
  const tables = query.data?.tables ?? [];
  const table = tables.find(({ id }) => id === values?.table);
  // The nearest is the first.
  const first = tables[0]?.id;
  useEffect(() => {
    if (first !== undefined && form.getFieldValue('table') === undefined)
      form.setFieldsValue({ table: first });
  }, [first, form]);
  const asked = askedOf(values, table?.factors.length ?? 0);
  const advice = useRouteQuery(
    estimateFine,
    { params: { id: of.id }, query: queryOf(asked) },
    { enabled: asked !== null },
  );
  const save = useRouteMutation(actOnCase, { success: t('saved'), onSuccess: onClose });
  return (
    <Modal
      open
      width={680}
      title={t('act.assess')}
      onCancel={onClose}
      onOk={() => form.submit()}
      okButtonProps={{ disabled: asked === null }}
      confirmLoading={save.isPending}
    >
      {query.data && tables.length === 0 ? <Empty description={t('discretion.noneFits')} /> : null}
      <Form
        form={form}
        layout="vertical"
        initialValues={{ on: dayjs(), adjust: 'none' }}
        onFinish={({ on }) =>
          asked &&
          save.mutate({ params: { id: of.id }, body: { act: 'assess', on: day(on as Dayjs), ...asked } })
        }
      >
        <Form.Item name="on" label={t('field.on')} rules={[{ required: true }]}>
          <DatePicker maxDate={dayjs()} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="table" label={t('discretion.table')} rules={[{ required: true }]}>
          <Select
            options={tables.map(({ id, name, source }) => ({ value: id, label: `${name}（${source}）` }))}
            onChange={() => form.setFieldsValue({ choices: [] })}
          />
        </Form.Item>
        {table?.factors.map(({ name, options }, i) => (
          <Form.Item
            key={`${table.id}-${name}`}
            name={['choices', i]}
            label={name}
            rules={[{ required: true }]}
          >
            <Radio.Group
              aria-label={name}
              options={options.map((one, value) => ({ value, label: one.label }))}
            />
          </Form.Item>
        ))}
        <Form.Item name="adjust" label={t('discretion.adjustment')}>
          <Radio.Group
            options={(['none', 'aggravate', 'lighten', 'reduce'] as const).map((one) => ({
              value: one,
              label: t(`adjust.${one}`),
            }))}
          />
        </Form.Item>
        {values?.adjust !== undefined && values.adjust !== 'none' ? (
          <>
            <Form.Item name="share" label={t('discretion.share')} rules={[{ required: true }]}>
              <InputNumber min={0} max={50} suffix="%" />
            </Form.Item>
            <Form.Item
              name="ground"
              label={t('discretion.ground')}
              rules={[{ required: true, whitespace: true }]}
            >
              <Input maxLength={400} />
            </Form.Item>
          </>
        ) : null}
      </Form>
      {asked && advice.error ? <Alert type="error" showIcon title={advice.error.message} /> : null}
      {asked && advice.data && !advice.error ? <Advice advice={advice.data} /> : null}
    </Modal>
  );
}

function Advice({ advice }: { advice: DiscretionResult }): ReactNode {
  const t = useText('enforcement');
  return (
    <Alert
      type="info"
      showIcon
      title={`${t('discretion.result')}：${t('doc.yuan', { amount: yuan(advice.amount) })}（${t(
        'discretion.percent',
        {
          percent: Math.round(advice.percent * 1000) / 10,
        },
      )}）`}
      description={advice.steps.map((one) => (
        <div key={one} className="muted">
          {one}
        </div>
      ))}
    />
  );
}
