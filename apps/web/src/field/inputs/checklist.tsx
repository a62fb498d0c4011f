import { CHECK_VERDICTS, type FieldCheck, type FieldInput } from '@tarim/platform/contract';
import type { ReactNode } from 'react';
import { useI18n } from '../i18n.ts';

/** 检查清单: each row in order, with a problem, or not to be found here; a problem says what it is. */
export function ChecklistInput({
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
  const { t, n, word } = useI18n();
  const found = (value ?? {}) as Readonly<Record<string, FieldCheck>>;
  const set = (row: string, next: FieldCheck) => onChange({ ...found, [row]: next });
  return (
    <fieldset className="checklist">
      <legend>{label}</legend>
      {(input.options ?? []).map((row) => {
        const one = found[row.value];
        return (
          <div key={row.value} role="radiogroup" aria-label={n(row.titles)}>
            <span>{n(row.titles)}</span>
            <span className="verdicts">
              {CHECK_VERDICTS.map((verdict) => (
                <label key={verdict} className="choice">
                  <input
                    type="radio"
                    name={`${input.name}-${row.value}`}
                    checked={one?.verdict === verdict}
                    onChange={() => set(row.value, { verdict, note: one?.note ?? '' })}
                  />{' '}
                  {word('check.', verdict)}
                </label>
              ))}
            </span>
            {one?.verdict === 'problem' ? (
              <input
                type="text"
                maxLength={500}
                aria-label={t('check.note', { what: n(row.titles) })}
                placeholder={t('check.what')}
                value={one.note}
                onChange={(event) => set(row.value, { ...one, note: event.target.value })}
              />
            ) : null}
          </div>
        );
      })}
    </fieldset>
  );
}
