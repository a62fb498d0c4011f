import { segmentsFilter, useText } from '@tarim/ui';
import { Select, Tag } from 'antd';
import type { ReactNode } from 'react';
import { type Calibration, type EquipmentState, FIELDS, type Field, type Light } from '../contract.ts';

const STATE: Readonly<Record<EquipmentState, string>> = {
  'in-use': 'green',
  repair: 'gold',
  lent: 'blue',
  scrapped: 'default',
};
const CALIBRATION: Readonly<Record<Calibration, string>> = {
  'not-needed': 'default',
  none: 'red',
  valid: 'green',
  soon: 'gold',
  ended: 'red',
};
const LIGHT: Readonly<Record<Light, string>> = {
  ended: 'red',
  days: 'orange',
  months: 'gold',
  fine: 'green',
  open: 'default',
};

export function StateTag({ state }: { state: EquipmentState }): ReactNode {
  const t = useText('capability');
  return <Tag color={STATE[state]}>{t(`state.${state}`)}</Tag>;
}

export function CalibrationTag({ calibration }: { calibration: Calibration }): ReactNode {
  const t = useText('capability');
  return <Tag color={CALIBRATION[calibration]}>{t(`calibration.${calibration}`)}</Tag>;
}

export function LightTag({ light }: { light: Light | null }): ReactNode {
  const t = useText('capability');
  return light === null ? '—' : <Tag color={LIGHT[light]}>{t(`light.${light}`)}</Tag>;
}

export function Simulated({ when }: { when: boolean }): ReactNode {
  const t = useText('capability');
  return when ? <Tag color="orange">{t('simulated')}</Tag> : null;
}

/** 业务领域. */
export function WorkSelect({
  value,
  onChange,
  everything = false,
}: {
  value?: Field | undefined;
  onChange?: (field: Field | undefined) => void;
  everything?: boolean;
}): ReactNode {
  const t = useText('capability');
  return (
    <Select<Field | ''>
      aria-label={t('field.work')}
      style={{ minWidth: 110 }}
      value={value ?? (everything ? '' : undefined)}
      onChange={(chosen) => onChange?.(chosen === '' ? undefined : chosen)}
      options={[
        ...(everything ? [{ value: '' as const, label: t('gap.allOf') }] : []),
        ...FIELDS.map((field) => ({ value: field, label: t(`work.${field}`) })),
      ]}
    />
  );
}

/** The field of work as a filter: all of them, or one. */
export function useWorkFilter() {
  const t = useText('capability');
  return {
    field: segmentsFilter(
      t('field.work'),
      ['all', ...FIELDS] as const,
      (one) => t(one === 'all' ? 'gap.allOf' : `work.${one}`),
      { control: 'choice', width: 110 },
    ),
    askWork: <V extends { readonly field: string }>({ field, ...rest }: V) =>
      field === 'all' ? rest : { ...rest, field },
  };
}
