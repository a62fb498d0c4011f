import { useText } from '@tarim/ui';
import { Checkbox, Flex, Form, Input, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import { RESULT_UNITS } from '../contract.ts';

/** Results of the planned indicators, one a row. */
export function ResultRows(): ReactNode {
  const t = useText('radnet');
  const figure = (field: number, name: string, words: string) => (
    <Form.Item name={[field, name]} style={{ marginBottom: 4 }}>
      <InputNumber min={0} placeholder={t(words)} aria-label={t(words)} style={{ width: 110 }} />
    </Form.Item>
  );
  return (
    <Form.List name="results">
      {(fields) =>
        fields.map(({ key, name }) => (
          <Flex key={key} gap={8} wrap align="center">
            <Form.Item name={[name, 'indicator']} style={{ marginBottom: 4 }}>
              <Input readOnly aria-label={t('field.indicators')} style={{ width: 90 }} />
            </Form.Item>
            {figure(name, 'value', 'field.result')}
            <Form.Item name={[name, 'below']} valuePropName="checked" style={{ marginBottom: 4 }}>
              <Checkbox>{t('result.below')}</Checkbox>
            </Form.Item>
            {figure(name, 'detectionLimit', 'field.detectionLimit')}
            {figure(name, 'uncertainty', 'field.uncertainty')}
            <Form.Item name={[name, 'unit']} style={{ marginBottom: 4 }}>
              <Select
                aria-label={t('field.dimension')}
                style={{ width: 100 }}
                options={RESULT_UNITS.map((value) => ({ value, label: value }))}
              />
            </Form.Item>
          </Flex>
        ))
      }
    </Form.List>
  );
}
