import { useRouteQuery, useText } from '@tarim/ui';
import { Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { listEnterprises } from '../contract.ts';

const SHOWN = 50;

/** An enterprise in use, found by name or credit code on the server: a region has thousands. */
export function EnterpriseSelect({
  value,
  onChange,
  chosen,
  ...rest
}: {
  readonly value?: number | null;
  readonly onChange?: (id: number | null) => void;
  /** Name of the one that stands there already. */
  readonly chosen?: { readonly id: number; readonly name: string };
  readonly id?: string;
  readonly disabled?: boolean;
}): ReactNode {
  const t = useText('registry');
  const [q, setQ] = useState('');
  const list = useRouteQuery(listEnterprises, { query: { q: q.trim() || undefined, limit: SHOWN } });
  const found = (list.data?.enterprises ?? []).map((one) => ({ value: one.id, label: one.name }));
  const missing = chosen && !found.some((one) => one.value === chosen.id);
  return (
    <Select<number>
      allowClear
      showSearch={{ filterOption: false, onSearch: setQ }}
      loading={list.isFetching}
      placeholder={t('enterprises.nameOrCreditCode')}
      options={missing ? [{ value: chosen.id, label: chosen.name }, ...found] : found}
      {...rest}
      value={value ?? undefined}
      onChange={(id) => onChange?.(id ?? null)}
    />
  );
}
