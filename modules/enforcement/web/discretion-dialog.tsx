import { UnitSelect, useMay, useRouteMutation, useRouteQuery, useText } from '@tarim/ui';
import { Button, Card, DatePicker, Flex, Form, Input, InputNumber, Modal, Radio, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import type { ReactNode } from 'react';
import {
  DISCRETION_METHODS,
  type DiscretionFactor,
  type DiscretionMethod,
  type DiscretionTable,
  listViolations,
  setDiscretion,
} from '../contract.ts';

interface Values {
  readonly name: string;
  readonly unitPath: string;
  readonly violation?: string;
  readonly method: DiscretionMethod;
  readonly factors: DiscretionFactor[];
  readonly table?: number[][];
  readonly rounding: DiscretionTable['rounding'];
  readonly source: string;
  readonly effectiveFrom: Dayjs;
}

const LEVELS = [1, 2, 3, 4, 5];
const blank = { name: '', options: [{ label: '' }, { label: '' }] };

/** A new version of a table: from an earlier one, or from nothing. */
export function DiscretionDialog({
  from,
  onClose,
}: {
  from: DiscretionTable | null;
  onClose: () => void;
}): ReactNode {
  const t = useText('enforcement');
  const may = useMay();
  const [form] = Form.useForm<Values>();
  const method = Form.useWatch('method', form);
  const violations = useRouteQuery(listViolations, { query: { on: dayjs().format('YYYY-MM-DD') } });
  const save = useRouteMutation(setDiscretion, { success: t('saved'), onSuccess: onClose });
  return (
    <Modal
      open
      width={760}
      title={t('discretion.new')}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={save.isPending}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{
          method: 'weighted',
          rounding: 'yuan',
          factors: [blank],
          ...(from
            ? { ...from, violation: from.violation ?? undefined, table: from.table ?? undefined }
            : {}),
          effectiveFrom: dayjs(),
        }}
        onFinish={({ violation, table, effectiveFrom, ...body }) =>
          save.mutate({
            body: {
              ...body,
              violation: violation ?? null,
              table: body.method === 'matrix' ? (table ?? null) : null,
              effectiveFrom: effectiveFrom.format('YYYY-MM-DD'),
            },
          })
        }
      >
        <Form.Item name="name" label={t('discretion.name')} rules={[{ required: true, whitespace: true }]}>
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name="unitPath" label={t('field.unit')} rules={[{ required: true }]}>
          <UnitSelect may={(path) => may('enforcement.decide', path)} />
        </Form.Item>
        <Form.Item name="violation" label={t('field.violation')}>
          <Select
            allowClear
            placeholder={t('discretion.all')}
            showSearch={{ optionFilterProp: 'label' }}
            options={(violations.data?.violations ?? []).map(({ key, title, source }) => ({
              value: key,
              label: `${title}（${source}）`,
            }))}
          />
        </Form.Item>
        <Form.Item name="method" label={t('discretion.method')} extra={t('discretion.valueHint')}>
          <Radio.Group
            options={DISCRETION_METHODS.map((one) => ({ value: one, label: t(`discretionMethod.${one}`) }))}
          />
        </Form.Item>
        <Factors weighted={method === 'interpolation'} />
        {method === 'matrix' ? <Matrix /> : null}
        <Form.Item name="rounding" label={t('discretion.rounding')}>
          <Radio.Group
            options={(['fen', 'yuan', 'hundred', 'thousand'] as const).map((one) => ({
              value: one,
              label: t(`rounding.${one}`),
            }))}
          />
        </Form.Item>
        <Form.Item
          name="source"
          label={t('discretion.source')}
          rules={[{ required: true, whitespace: true }]}
        >
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="effectiveFrom" label={t('discretion.from')} rules={[{ required: true }]}>
          <DatePicker style={{ width: '100%' }} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

const REQUIRED = [{ required: true }];

function Factors({ weighted }: { weighted: boolean }): ReactNode {
  const t = useText('enforcement');
  return (
    <Form.Item label={t('discretion.factors')} required>
      <Form.List name="factors">
        {(rows, { add, remove }) => (
          <Flex vertical gap={10}>
            {rows.map(({ key, name }) => (
              <Card key={key} size="small">
                <Flex gap={8} wrap>
                  <Form.Item name={[name, 'name']} noStyle rules={REQUIRED}>
                    <Input
                      aria-label={t('discretion.factor')}
                      placeholder={t('discretion.factor')}
                      maxLength={60}
                      style={{ width: 260 }}
                    />
                  </Form.Item>
                  {weighted ? (
                    <Form.Item name={[name, 'weight']} noStyle>
                      <InputNumber min={0.01} max={100} placeholder={t('discretion.weight')} />
                    </Form.Item>
                  ) : null}
                  {rows.length > 1 ? (
                    <Button onClick={() => remove(name)}>{t('discretion.remove')}</Button>
                  ) : null}
                </Flex>
                <Options of={name} />
              </Card>
            ))}
            <Button onClick={() => add(blank)}>{t('discretion.addFactor')}</Button>
          </Flex>
        )}
      </Form.List>
    </Form.Item>
  );
}

const LEAST_OPTIONS = 2;

function Options({ of }: { of: number }): ReactNode {
  const t = useText('enforcement');
  return (
    <Form.List name={[of, 'options']}>
      {(rows, { add, remove }) => (
        <Flex vertical gap={6} style={{ marginTop: 8, paddingInlineStart: 16 }}>
          {rows.map(({ key, name }) => (
            <Flex key={key} gap={8}>
              <Form.Item name={[name, 'label']} noStyle rules={REQUIRED}>
                <Input
                  aria-label={t('discretion.option')}
                  placeholder={t('discretion.option')}
                  maxLength={80}
                />
              </Form.Item>
              <Form.Item name={[name, 'value']} noStyle rules={REQUIRED}>
                <InputNumber
                  aria-label={t('discretion.value')}
                  placeholder={t('discretion.value')}
                  min={0}
                  max={5}
                />
              </Form.Item>
              {rows.length > LEAST_OPTIONS ? <Button onClick={() => remove(name)}>−</Button> : null}
            </Flex>
          ))}
          <Button size="small" onClick={() => add({ label: '' })}>
            {t('discretion.addOption')}
          </Button>
        </Flex>
      )}
    </Form.List>
  );
}

function Matrix(): ReactNode {
  const t = useText('enforcement');
  return (
    <Form.Item label={t('discretion.matrix')} required>
      <Flex vertical gap={4}>
        {LEVELS.map((row) => (
          <Flex key={row} gap={4}>
            {LEVELS.map((column) => (
              <Form.Item key={column} name={['table', row - 1, column - 1]} noStyle rules={REQUIRED}>
                <InputNumber
                  aria-label={`${row} × ${column}`}
                  min={0}
                  max={1}
                  step={0.05}
                  style={{ width: 76 }}
                />
              </Form.Item>
            ))}
          </Flex>
        ))}
      </Flex>
    </Form.Item>
  );
}
