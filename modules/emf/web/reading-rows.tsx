import { useText } from '@tarim/ui';
import { Button, Card, Checkbox, Flex, Form, InputNumber } from 'antd';
import type { ReactNode } from 'react';
import { QUANTITY_UNITS, type Quantity, type Reading } from '../contract.ts';

export interface ReadingValues {
  readonly fromHz: number;
  readonly toHz?: number | null;
  readonly values?: Partial<Record<Quantity, number | null>>;
  readonly below?: Partial<Record<Quantity, boolean>>;
}

/** Readings of each band; what the instrument could not tell is marked as below its range. */
export function ReadingRows({
  quantities,
  first,
}: {
  quantities: readonly Quantity[];
  first: { readonly fromHz: number; readonly toHz: number };
}): ReactNode {
  const t = useText('emf');
  return (
    <Card size="small" title={t('measurement.readings')} style={{ marginTop: 16 }}>
      <p className="muted">{t('measurement.single')}</p>
      <Form.List name="readings" initialValue={[{ fromHz: first.fromHz, toHz: first.toHz }]}>
        {(fields, { add, remove }) => (
          <Flex vertical gap={8}>
            {fields.map(({ key, name }) => (
              <Flex key={key} gap={8} wrap align="center">
                <Form.Item name={[name, 'fromHz']} noStyle rules={[{ required: true }]}>
                  <InputNumber min={1} aria-label={t('field.fromHz')} style={{ width: 140 }} />
                </Form.Item>
                <Form.Item name={[name, 'toHz']} noStyle>
                  <InputNumber min={1} aria-label={t('field.toHz')} style={{ width: 140 }} />
                </Form.Item>
                {quantities.map((one) => (
                  <Flex key={one} gap={4} align="center">
                    <Form.Item name={[name, 'values', one]} noStyle>
                      <InputNumber
                        min={0}
                        aria-label={`${one} ${QUANTITY_UNITS[one]}`}
                        placeholder={`${one} ${QUANTITY_UNITS[one]}`}
                        style={{ width: 110 }}
                      />
                    </Form.Item>
                    <Form.Item name={[name, 'below', one]} noStyle valuePropName="checked">
                      <Checkbox>{t('field.below')}</Checkbox>
                    </Form.Item>
                  </Flex>
                ))}
                {fields.length > 1 ? (
                  <Button type="text" aria-label={t('no')} onClick={() => remove(name)}>
                    ×
                  </Button>
                ) : null}
              </Flex>
            ))}
            <Button onClick={() => add()}>{t('measurement.addReading')}</Button>
          </Flex>
        )}
      </Form.List>
    </Card>
  );
}

/** Rows as they are sent: what is empty is null. */
export const readingsOf = (rows: readonly ReadingValues[]): Reading[] =>
  rows.map(({ fromHz, toHz, values = {}, below = {} }) => ({
    fromHz,
    toHz: toHz ?? fromHz,
    E: values.E ?? null,
    H: values.H ?? null,
    B: values.B ?? null,
    S: values.S ?? null,
    below: (Object.keys(below) as Quantity[]).filter((one) => below[one]),
  }));
