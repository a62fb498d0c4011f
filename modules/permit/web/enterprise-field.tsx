import { listEnterprises } from '@tarim/registry/contract';
import { useOwnEnterprises, useRouteQuery, useText } from '@tarim/ui';
import { Form, Select } from 'antd';
import { type ReactNode, useState } from 'react';

/** The enterprise that it is about: of people of an enterprise only their own. */
export function EnterpriseField(): ReactNode {
  const t = useText('permit');
  const own = useOwnEnterprises();
  const [text, setText] = useState('');
  const found = useRouteQuery(listEnterprises, {
    query: { q: text.trim() || undefined, active: true, limit: 50 },
  });
  const options = (found.data?.enterprises ?? [])
    .filter(({ id }) => own.length === 0 || own.includes(id))
    .map((one) => ({ value: one.id, label: one.name }));
  return (
    <Form.Item name="enterpriseId" label={t('field.enterprise')} rules={[{ required: true }]}>
      <Select showSearch={{ filterOption: false, onSearch: setText }} options={options} />
    </Form.Item>
  );
}
