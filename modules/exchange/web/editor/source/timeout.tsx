import { useText } from '@tarim/ui';
import { InputNumber } from 'antd';
import type { ReactNode } from 'react';
import { Field } from '../field.tsx';

/** How long the source may take, in seconds. */
export function Timeout({
  value,
  most,
  onChange,
}: {
  value: number;
  most: number;
  onChange: (seconds: number) => void;
}): ReactNode {
  const t = useText('exchange');
  return (
    <Field label={t('source.timeout')}>
      {(id) => (
        <InputNumber
          id={id}
          min={1}
          max={most}
          precision={0}
          style={{ width: '100%' }}
          value={value}
          onChange={(seconds) => onChange(seconds ?? 1)}
        />
      )}
    </Field>
  );
}
