import { useText } from '@tarim/ui';
import { AutoComplete, Button, Checkbox, Form, Input, InputNumber } from 'antd';
import type { ReactNode } from 'react';
import { OUTFALL_ITEMS } from '../contract.ts';

/** The items that every outfall is asked about, to fill in. */
export const emptyResult = () =>
  OUTFALL_ITEMS.slice(0, 3).map((item) => ({
    item,
    below: false,
    value: null,
    detectionLimit: null,
    unit: 'mg/L',
  }));

/** Results by hand; below detection is a state of its own, with its limit. */
export function ResultRows(): ReactNode {
  const t = useText('sources');
  return (
    <Form.List name="results">
      {(fields, { add, remove }) => (
        <div style={{ marginBottom: 14 }}>
          {fields.map(({ key, name }) => (
            <div key={key} className="filters" style={{ marginBottom: 6 }}>
              <Form.Item name={[name, 'item']} noStyle>
                <AutoComplete
                  aria-label={t('result.item')}
                  style={{ width: 140 }}
                  options={OUTFALL_ITEMS.map((value) => ({ value }))}
                />
              </Form.Item>
              <Form.Item name={[name, 'below']} valuePropName="checked" noStyle>
                <Checkbox>{t('result.below')}</Checkbox>
              </Form.Item>
              <Form.Item name={[name, 'value']} noStyle>
                <InputNumber min={0} aria-label={t('result.value')} placeholder={t('result.value')} />
              </Form.Item>
              <Form.Item name={[name, 'detectionLimit']} noStyle>
                <InputNumber min={0} aria-label={t('result.limit')} placeholder={t('result.limit')} />
              </Form.Item>
              <Form.Item name={[name, 'unit']} noStyle>
                <Input aria-label={t('result.unit')} style={{ width: 90 }} maxLength={20} />
              </Form.Item>
              <Button size="small" type="text" onClick={() => remove(name)}>
                {t('remove')}
              </Button>
            </div>
          ))}
          <Button size="small" onClick={() => add({ item: '', below: false, value: null, unit: 'mg/L' })}>
            {t('result.add')}
          </Button>
        </div>
      )}
    </Form.List>
  );
}
