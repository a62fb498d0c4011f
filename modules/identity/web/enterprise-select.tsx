import { getEnterprise, listEnterprises } from '@tarim/registry/contract';
import { useRouteQuery, useText } from '@tarim/ui';
import { Select } from 'antd';
import { type ReactNode, useState } from 'react';

const SHOWN = 50;

/** An enterprise, found by part of its name or of its credit code; there may be thousands. */
export function EnterpriseSelect({
  value,
  onChange,
  ...rest
}: {
  value?: number;
  onChange?: (id: number) => void;
  id?: string;
  'aria-label'?: string;
}): ReactNode {
  const t = useText('identity');
  const [q, setQ] = useState('');
  const found = useRouteQuery(listEnterprises, { query: { q: q || undefined, limit: SHOWN } });
  const chosen = useRouteQuery(
    getEnterprise,
    { params: { id: value ?? 0 } },
    { enabled: value !== undefined && value !== null },
  );
  const rows = found.data?.enterprises ?? [];
  const own = chosen.data?.enterprise;
  const all = own && own.id === value && !rows.some((one) => one.id === own.id) ? [own, ...rows] : rows;
  return (
    <Select<number>
      {...rest}
      showSearch={{ filterOption: false, onSearch: setQ }}
      value={value}
      onChange={onChange}
      loading={found.isFetching}
      placeholder={t('people.findEnterprise')}
      options={all.map((one) => ({ value: one.id, label: one.name, title: one.uscc }))}
    />
  );
}
