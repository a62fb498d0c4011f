import { type FieldInput, type FieldRow, MOST_FIELD_ROWS } from '@tarim/platform/contract';
import type { ReactNode } from 'react';
import { useI18n } from '../i18n.ts';

/** 清单: one block for each thing (样品 …), because a table does not fit a phone. */
export function RowsInput({
  label,
  input,
  value,
  onChange,
}: {
  label: string;
  input: FieldInput;
  value: unknown;
  onChange: (value: unknown) => void;
}): ReactNode {
  const { t, n } = useI18n();
  const rows = Array.isArray(value) && value.length > 0 ? (value as FieldRow[]) : [{}];
  const set = (at: number, name: string, text: string) =>
    onChange(rows.map((one, index) => (index === at ? { ...one, [name]: text } : one)));
  return (
    <fieldset>
      <legend>{label}</legend>
      {rows.map((row, at) => (
        <fieldset key={at} className="exchange">
          <legend>{t('rows.nth', { n: at + 1 })}</legend>
          {(input.columns ?? []).map(({ name, titles, required, maxLength }) => (
            <label key={name} className="field">
              <span>
                {n(titles)}
                {required ? ' *' : ''}
              </span>
              <input
                type="text"
                maxLength={maxLength}
                value={row[name] ?? ''}
                onChange={(event) => set(at, name, event.target.value)}
              />
            </label>
          ))}
        </fieldset>
      ))}
      <button
        type="button"
        disabled={rows.length >= MOST_FIELD_ROWS}
        onClick={() => onChange([...rows, copied(input, rows.at(-1)!)])}
      >
        {t('rows.more')}
      </button>{' '}
      <button type="button" disabled={rows.length < 2} onClick={() => onChange(rows.slice(0, -1))}>
        {t('undo')}
      </button>
    </fieldset>
  );
}

/** The next thing is mostly like the last; only what names it (the first column) is written anew. */
const copied = ({ columns = [] }: FieldInput, last: FieldRow): FieldRow =>
  Object.fromEntries(columns.slice(1).map(({ name }) => [name, last[name] ?? '']));
