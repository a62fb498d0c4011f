import { useText } from '@tarim/ui';
import { Select } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import { useFactors } from './use-factors.ts';

/** A letter and five digits: codes of HJ 524 and HJ 525 that the dictionary does not have. */
const BUILT_CODE = /^[a-z]\d{5}$/;

interface Props {
  readonly id?: string;
  readonly disabled?: boolean;
  readonly placeholder?: string;
  readonly style?: React.CSSProperties;
  readonly 'aria-label'?: string;
}

function useOptions(typed: string, chosen: readonly string[]) {
  const t = useText('registry');
  const { factors, known, nameOf } = useFactors();
  const options = useMemo(
    () =>
      factors.map((one) => ({
        value: one.code,
        label: `${nameOf(one)} · ${one.code}`,
        search: [one.code, one.nameZh, one.nameEn, one.symbol, one.legacy].join(' ').toLowerCase(),
      })),
    [factors, nameOf],
  );
  const shown = new Set(options.map((one) => one.value));
  const others = [...chosen, ...(BUILT_CODE.test(typed) ? [typed] : [])].filter((code) => !shown.has(code));
  return [
    ...options,
    ...[...new Set(others)].map((code) => {
      const named = known(code);
      return {
        value: code,
        label: named ? `${nameOf(named)} · ${code}` : t('factors.outside', { code }),
        search: code,
      };
    }),
  ];
}

const search = {
  filterOption: (typed: string, option?: { search: string }) =>
    typed
      .toLowerCase()
      .split(/\s+/)
      .every((word) => option?.search.includes(word) ?? false),
};

/** A factor by name, code, symbol or the code of 2005. */
export function FactorSelect({
  value,
  onChange,
  ...rest
}: Props & { readonly value?: string; readonly onChange?: (code: string) => void }): ReactNode {
  const [typed, setTyped] = useState('');
  return (
    <Select<string, ReturnType<typeof useOptions>[number]>
      showSearch={{ ...search, onSearch: setTyped }}
      popupMatchSelectWidth={320}
      options={useOptions(typed.trim(), value ? [value] : [])}
      {...rest}
      value={value}
      onChange={(code) => onChange?.(code)}
    />
  );
}

/** Several factors. */
export function FactorsSelect({
  value = [],
  onChange,
  ...rest
}: Props & { readonly value?: string[]; readonly onChange?: (codes: string[]) => void }): ReactNode {
  const [typed, setTyped] = useState('');
  return (
    <Select<string[], ReturnType<typeof useOptions>[number]>
      mode="multiple"
      showSearch={{ ...search, onSearch: setTyped }}
      options={useOptions(typed.trim(), value)}
      {...rest}
      value={value}
      onChange={(codes) => onChange?.(codes)}
    />
  );
}
