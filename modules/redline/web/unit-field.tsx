import { UnitSelect, useMay, useText } from '@tarim/ui';
import { Form } from 'antd';
import { type ReactNode, useCallback } from 'react';

/** Unit that something is recorded for: one in which the person may do so. */
export function UnitField({ action }: { action: string }): ReactNode {
  const t = useText('redline');
  const may = useMay();
  const allowed = useCallback((path: string) => may(action, path), [may, action]);
  return (
    <Form.Item name="unitPath" label={t('field.unit')} rules={[{ required: true, message: t('required') }]}>
      <UnitSelect may={allowed} />
    </Form.Item>
  );
}
