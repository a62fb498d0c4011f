import type { Static } from '@tarim/platform/contract';
import { useLanguage, useRouteQuery, useText } from '@tarim/ui';
import { Input, Select, Space } from 'antd';
import type { ReactNode } from 'react';
import { type Choices, listChoices } from '../contract.ts';

export type SetChoice = Static<typeof Choices>['sets'][number];
interface Rows {
  readonly set?: string;
  readonly field?: string;
  readonly value?: string;
}

export const setOptions = (
  sets: readonly SetChoice[],
  english: boolean,
  areas: boolean,
): { value: string; label: string }[] =>
  sets
    .filter((one) => !areas || one.geometry === 'Polygon')
    .map((one) => ({ value: one.id, label: english ? one.en : one.zh }));

/** A data set, and if wished the rows of it that have a value in a field. */
export function RowsField({
  value = {},
  onChange,
  areas,
}: {
  value?: Rows;
  onChange?: (rows: Rows) => void;
  areas: boolean;
}): ReactNode {
  const t = useText('analysis');
  const { language } = useLanguage();
  const english = language === 'en';
  const choices = useRouteQuery(listChoices).data;
  const fields = choices?.sets.find((one) => one.id === value.set)?.fields ?? [];
  return (
    <Space direction="vertical" style={{ width: '100%' }}>
      <Select
        aria-label={t('field.set')}
        placeholder={t('field.set')}
        showSearch={{ optionFilterProp: 'label' }}
        style={{ width: '100%' }}
        {...(value.set ? { value: value.set } : {})}
        options={setOptions(choices?.sets ?? [], english, areas)}
        onChange={(set: string) => onChange?.({ set })}
      />
      {fields.length > 0 ? (
        <div className="analysis-pair">
          <Select
            allowClear
            aria-label={t('field.where')}
            placeholder={t('field.where')}
            {...(value.field ? { value: value.field } : {})}
            options={fields.map((one) => ({ value: one.name, label: english ? one.en : one.zh }))}
            onChange={(field?: string) =>
              onChange?.({ ...(value.set ? { set: value.set } : {}), ...(field ? { field } : {}) })
            }
          />
          <Input
            aria-label={t('field.equals')}
            placeholder={t('field.equals')}
            disabled={!value.field}
            value={value.value ?? ''}
            onChange={(event) => onChange?.({ ...value, value: event.target.value })}
          />
        </div>
      ) : null}
    </Space>
  );
}
