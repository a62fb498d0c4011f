import { useText } from '@tarim/ui';
import { Button, DatePicker, Flex, Form, Input, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import { ITEMS } from '../contract.ts';

/** Items of 民法典 1235, each with its sum. */
export function ItemRows({ label }: { label: string }): ReactNode {
  const t = useText('damage');
  return (
    <Form.Item label={label} required>
      <Form.List name="items">
        {(rows, { add, remove }) => (
          <Flex vertical gap={8}>
            {rows.map(({ key, name }) => (
              <Flex key={key} gap={8} wrap>
                <Form.Item name={[name, 'item']} noStyle rules={[{ required: true }]}>
                  <Select
                    aria-label={t('field.item')}
                    style={{ flex: '2 1 220px' }}
                    options={ITEMS.map((one) => ({ value: one, label: t(`item.${one}`) }))}
                  />
                </Form.Item>
                <Form.Item name={[name, 'amount']} noStyle rules={[{ required: true }]}>
                  <InputNumber aria-label={t('field.amount')} min={0} precision={2} style={{ width: 150 }} />
                </Form.Item>
                <Form.Item name={[name, 'note']} noStyle>
                  <Input aria-label={t('field.note')} maxLength={400} style={{ flex: '1 1 120px' }} />
                </Form.Item>
                {rows.length > 1 ? <Button onClick={() => remove(name)}>{t('list.remove')}</Button> : null}
              </Flex>
            ))}
            <Button onClick={() => add({ note: '' })}>{t('list.add')}</Button>
          </Flex>
        )}
      </Form.List>
    </Form.Item>
  );
}

/** 分期: a day and a sum each; none where it is paid at once or restored. */
export function PartRows({ label }: { label: string }): ReactNode {
  const t = useText('damage');
  return (
    <Form.Item label={label}>
      <Form.List name="parts">
        {(rows, { add, remove }) => (
          <Flex vertical gap={8}>
            {rows.map(({ key, name }) => (
              <Flex key={key} gap={8}>
                <Form.Item name={[name, 'due']} noStyle rules={[{ required: true }]}>
                  <DatePicker aria-label={t('field.due')} />
                </Form.Item>
                <Form.Item name={[name, 'amount']} noStyle rules={[{ required: true }]}>
                  <InputNumber aria-label={t('field.amount')} min={0} precision={2} style={{ width: 160 }} />
                </Form.Item>
                <Button onClick={() => remove(name)}>{t('list.remove')}</Button>
              </Flex>
            ))}
            <Button onClick={() => add({})}>{t('list.add')}</Button>
          </Flex>
        )}
      </Form.List>
    </Form.Item>
  );
}
