import { useText } from '@tarim/ui';
import { Form, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { SITE_LIVES, SITE_PURPOSES } from '../contract.ts';

/** What a point is within the monitoring network: purposes, the body that answers for it, its life. */
export function SiteFields(): ReactNode {
  const t = useText('registry');
  return (
    <>
      <div className="form-row">
        <Form.Item name="purposes" label={t('field.purposes')}>
          <Select
            mode="multiple"
            options={SITE_PURPOSES.map((value) => ({ value, label: t(`purpose.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="responsibleBody" label={t('field.responsibleBody')}>
          <Input maxLength={120} />
        </Form.Item>
      </div>
      <div className="form-row">
        <Form.Item name="lifecycle" label={t('field.lifecycle')}>
          <Select options={SITE_LIVES.map((value) => ({ value, label: t(`life.${value}`) }))} />
        </Form.Item>
        <Form.Item name="openedOn" label={t('field.openedOn')}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="retiredOn" label={t('field.retiredOn')}>
          <Input type="date" />
        </Form.Item>
      </div>
    </>
  );
}
