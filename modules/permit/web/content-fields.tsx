import { useText } from '@tarim/ui';
import { Button, Card, DatePicker, Flex, Form, Input, InputNumber, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import type { ReactNode } from 'react';
import { OUTLET_KINDS, PERMIT_CLASSES, type PermitContent, type PermitOutlet } from '../contract.ts';

type Factor = PermitOutlet['factors'][number];

/** What a permit says, as a form holds it. */
export interface ContentValues {
  readonly class: PermitContent['class'];
  readonly validFrom: Dayjs;
  readonly validTo: Dayjs;
  readonly conditions?: string;
  readonly annualBy?: string;
  readonly quarterlyBy?: number | null;
  readonly outlets?: readonly (Omit<PermitOutlet, 'factors'> & { readonly factors?: readonly Factor[] })[];
}

export const contentOf = (values: ContentValues): PermitContent => ({
  class: values.class,
  validFrom: values.validFrom.format('YYYY-MM-DD'),
  validTo: values.validTo.format('YYYY-MM-DD'),
  conditions: values.conditions ?? '',
  reports: { annualBy: values.annualBy || null, quarterlyBy: values.quarterlyBy ?? null },
  outlets: (values.outlets ?? []).map((outlet) => ({
    ...outlet,
    name: outlet.name ?? '',
    factors: (outlet.factors ?? []).map((one) => ({
      ...one,
      limit: one.limit ?? null,
      yearly: one.yearly ?? null,
      unit: one.unit ?? '',
      frequency: one.frequency ?? '',
    })),
  })),
});

export const valuesOf = (content: PermitContent): ContentValues => ({
  class: content.class,
  validFrom: dayjs(content.validFrom),
  validTo: dayjs(content.validTo),
  conditions: content.conditions,
  outlets: content.outlets,
  ...(content.reports.annualBy === null ? {} : { annualBy: content.reports.annualBy }),
  quarterlyBy: content.reports.quarterlyBy,
});

const FIRST_FACTOR = { unit: 'mg/m³', method: 'manual' };

/** Fields of what a permit says: class, term, outlets with their factors, reports. */
export function ContentFields(): ReactNode {
  const t = useText('permit');
  return (
    <>
      <Form.Item name="class" label={t('field.class')} rules={[{ required: true }]}>
        <Select options={PERMIT_CLASSES.map((one) => ({ value: one, label: t(`class.${one}`) }))} />
      </Form.Item>
      <Flex gap={12} wrap>
        <Form.Item name="validFrom" label={t('field.validFrom')} rules={[{ required: true }]}>
          <DatePicker />
        </Form.Item>
        <Form.Item name="validTo" label={t('field.validTo')} rules={[{ required: true }]}>
          <DatePicker />
        </Form.Item>
      </Flex>
      <Form.Item label={t('field.outlets')}>
        <Form.List name="outlets">
          {(rows, { add, remove }) => (
            <Flex vertical gap={8}>
              {rows.map(({ key, name }) => (
                <Outlet key={key} name={name} onRemove={() => remove(name)} />
              ))}
              <Button onClick={() => add({ kind: 'gas', factors: [FIRST_FACTOR] })}>
                {t('list.add')} {t('field.outletNo')}
              </Button>
            </Flex>
          )}
        </Form.List>
      </Form.Item>
      <Form.Item name="conditions" label={t('field.conditions')}>
        <Input.TextArea rows={2} maxLength={4000} />
      </Form.Item>
      <Form.Item
        name="annualBy"
        label={t('field.annualBy')}
        rules={[{ pattern: /^(0[1-9]|1[0-2])-([0-2][0-9]|3[01])$/ }]}
      >
        <Input maxLength={5} placeholder="01-31" />
      </Form.Item>
      <Form.Item name="quarterlyBy" label={t('field.quarterlyBy')}>
        <InputNumber min={1} max={28} precision={0} />
      </Form.Item>
    </>
  );
}

function Outlet({ name, onRemove }: { name: number; onRemove: () => void }): ReactNode {
  const t = useText('permit');
  const needed = [{ required: true, whitespace: true }];
  return (
    <Card size="small">
      <Flex gap={8} wrap>
        <Form.Item name={[name, 'no']} noStyle rules={needed}>
          <Input
            aria-label={t('field.outletNo')}
            placeholder={t('field.outletNo')}
            maxLength={20}
            style={{ width: 110 }}
          />
        </Form.Item>
        <Form.Item name={[name, 'name']} noStyle>
          <Input
            aria-label={t('field.outletName')}
            placeholder={t('field.outletName')}
            maxLength={60}
            style={{ width: 160 }}
          />
        </Form.Item>
        <Form.Item name={[name, 'kind']} noStyle>
          <Select
            aria-label={t('field.outletKind')}
            style={{ width: 110 }}
            options={OUTLET_KINDS.map((one) => ({ value: one, label: t(`outlet.${one}`) }))}
          />
        </Form.Item>
        <Button onClick={onRemove}>{t('list.remove')}</Button>
      </Flex>
      <Form.List name={[name, 'factors']}>
        {(rows, { add, remove }) => (
          <Flex vertical gap={6} style={{ marginTop: 8 }}>
            {rows.map((row) => (
              <FactorRow key={row.key} name={row.name} onRemove={() => remove(row.name)} />
            ))}
            <Button size="small" onClick={() => add(FIRST_FACTOR)}>
              {t('list.add')} {t('field.factor')}
            </Button>
          </Flex>
        )}
      </Form.List>
    </Card>
  );
}

function FactorRow({ name, onRemove }: { name: number; onRemove: () => void }): ReactNode {
  const t = useText('permit');
  const said = (key: string) => ({ 'aria-label': t(`field.${key}`), placeholder: t(`field.${key}`) });
  return (
    <Flex gap={6} wrap>
      <Form.Item name={[name, 'factor']} noStyle rules={[{ required: true, whitespace: true }]}>
        <Input {...said('factor')} maxLength={40} style={{ width: 110 }} />
      </Form.Item>
      <Form.Item name={[name, 'limit']} noStyle>
        <InputNumber {...said('limit')} min={0} style={{ width: 90 }} />
      </Form.Item>
      <Form.Item name={[name, 'unit']} noStyle>
        <Input {...said('limitUnit')} maxLength={20} style={{ width: 80 }} />
      </Form.Item>
      <Form.Item name={[name, 'yearly']} noStyle>
        <InputNumber {...said('yearly')} min={0} style={{ width: 120 }} />
      </Form.Item>
      <Form.Item name={[name, 'method']} noStyle>
        <Select
          aria-label={t('field.method')}
          style={{ width: 90 }}
          options={(['auto', 'manual', 'none'] as const).map((one) => ({
            value: one,
            label: t(`method.${one}`),
          }))}
        />
      </Form.Item>
      <Form.Item name={[name, 'frequency']} noStyle>
        <Input {...said('frequency')} maxLength={40} style={{ width: 100 }} />
      </Form.Item>
      <Button size="small" onClick={onRemove}>
        {t('list.remove')}
      </Button>
    </Flex>
  );
}
