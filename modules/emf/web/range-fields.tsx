import { useText } from '@tarim/ui';
import { Form, InputNumber } from 'antd';
import type { ReactNode } from 'react';
import type { Quantity } from '../contract.ts';

export type RangeValues = Partial<Record<Quantity, { low?: number | null; high?: number | null }>>;

/** What an instrument can tell of each quantity: from, to; what is left empty it does not measure. */
export function RangeFields({ quantities }: { quantities: readonly Quantity[] }): ReactNode {
  const t = useText('emf');
  return quantities.map((quantity) => (
    <Form.Item key={quantity} label={t(`field.range${quantity}`)} style={{ marginBottom: 0 }}>
      <Form.Item name={['ranges', quantity, 'low']} noStyle>
        <InputNumber min={0} placeholder={t('field.low')} aria-label={`${quantity} ${t('field.low')}`} />
      </Form.Item>{' '}
      <Form.Item name={['ranges', quantity, 'high']} noStyle>
        <InputNumber min={0} placeholder={t('field.high')} aria-label={`${quantity} ${t('field.high')}`} />
      </Form.Item>
    </Form.Item>
  ));
}

export const rangesOf = (ranges: RangeValues) =>
  Object.entries(ranges).flatMap(([quantity, { low = null, high = null }]) =>
    low === null && high === null ? [] : [{ quantity, low, high }],
  );
