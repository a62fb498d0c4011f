import { UnitSelect, usePick, useText } from '@tarim/ui';
import { Button, Flex, Form, type FormInstance, Select } from 'antd';
import { type ReactNode, useCallback } from 'react';
import { ROLE_TITLES, ROLES } from '../contract.ts';
import { EnterpriseSelect } from './enterprise-select.tsx';

/** One post of the form: the role, and where it holds — a unit, or for people of an enterprise the enterprise. */
export function PostFields({
  form,
  name,
  may,
  onRemove,
}: {
  form: FormInstance;
  /** Index in the list of posts. */
  name: number;
  /** Units within which posts may be granted. */
  may: (path: string) => boolean;
  onRemove: () => void;
}): ReactNode {
  const t = useText('identity');
  const pick = usePick();
  const role = Form.useWatch<string | undefined>(['posts', name, 'role'], form);
  // The other field's value would be refused: a post lies in a unit or in an enterprise.
  const changed = useCallback(
    () => form.setFieldValue(['posts', name], { role: form.getFieldValue(['posts', name, 'role']) }),
    [form, name],
  );
  return (
    <Flex gap={6} wrap className="post-fields" style={{ marginBottom: 10 }}>
      <Form.Item name={[name, 'role']} style={{ flex: '1 1 140px', margin: 0 }} rules={[{ required: true }]}>
        <Select
          aria-label={t('people.role')}
          onChange={changed}
          options={ROLES.map((one) => ({
            value: one,
            label: pick(ROLE_TITLES[one].zh, ROLE_TITLES[one].en),
          }))}
        />
      </Form.Item>
      {role === 'enterprise' ? (
        <Form.Item
          name={[name, 'enterpriseId']}
          style={{ flex: '2 1 260px', margin: 0 }}
          rules={[{ required: true, message: t('people.chooseEnterprise') }]}
        >
          <EnterpriseSelect aria-label={t('people.enterprise')} />
        </Form.Item>
      ) : (
        <Form.Item
          name={[name, 'unitPath']}
          style={{ flex: '2 1 260px', margin: 0 }}
          rules={[{ required: true, message: t('people.chooseUnit') }]}
        >
          <UnitSelect everywhere may={may} aria-label={t('people.unit')} />
        </Form.Item>
      )}
      <Button onClick={onRemove} aria-label={t('people.removePost')}>
        ×
      </Button>
    </Flex>
  );
}
