import { useText } from '@tarim/ui';
import { Button, DatePicker, Flex, Form, InputNumber } from 'antd';
import dayjs from 'dayjs';
import type { ReactNode } from 'react';

const RULES = [{ required: true }];

/** 分期: when how much is due. */
export function Parts(): ReactNode {
  const t = useText('enforcement');
  return (
    <Form.Item label={t('field.parts')} required>
      <Form.List name="parts">
        {(rows, { add, remove }) => (
          <Flex vertical gap={8}>
            {rows.map(({ key, name }) => (
              <Flex key={key} gap={8}>
                <Form.Item name={[name, 'due']} noStyle rules={RULES}>
                  <DatePicker aria-label={t('field.due')} minDate={dayjs()} />
                </Form.Item>
                <Form.Item name={[name, 'amount']} noStyle rules={RULES}>
                  <InputNumber
                    aria-label={t('field.amount')}
                    min={0.01}
                    precision={2}
                    style={{ width: 160 }}
                  />
                </Form.Item>
                {rows.length > 1 ? <Button onClick={() => remove(name)}>−</Button> : null}
              </Flex>
            ))}
            <Button onClick={() => add({ due: dayjs().add(rows.length + 1, 'month') })}>+</Button>
          </Flex>
        )}
      </Form.List>
    </Form.Item>
  );
}
