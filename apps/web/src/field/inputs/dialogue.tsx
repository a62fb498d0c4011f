import type { FieldExchange } from '@tarim/platform/contract';
import type { ReactNode } from 'react';
import { useI18n } from '../i18n.ts';

const EMPTY: FieldExchange = { q: '', a: '' };

/** 问答: question and answer as they were spoken, one pair after the other. */
export function DialogueInput({
  label,
  value,
  onChange,
}: {
  label: string;
  value: unknown;
  onChange: (value: unknown) => void;
}): ReactNode {
  const { t } = useI18n();
  const pairs = Array.isArray(value) && value.length > 0 ? (value as FieldExchange[]) : [EMPTY];
  const set = (at: number, next: Partial<FieldExchange>) =>
    onChange(pairs.map((one, index) => (index === at ? { ...one, ...next } : one)));
  return (
    <fieldset>
      <legend>{label}</legend>
      {pairs.map((one, at) => (
        <div key={at} className="exchange">
          <label className="field">
            <span>{t('dialogue.q', { n: at + 1 })}</span>
            <textarea
              rows={2}
              maxLength={500}
              value={one.q}
              onChange={(event) => set(at, { q: event.target.value })}
            />
          </label>
          <label className="field">
            <span>{t('dialogue.a', { n: at + 1 })}</span>
            <textarea
              rows={3}
              maxLength={2_000}
              value={one.a}
              onChange={(event) => set(at, { a: event.target.value })}
            />
          </label>
        </div>
      ))}
      <button type="button" onClick={() => onChange([...pairs, EMPTY])}>
        {t('dialogue.more')}
      </button>{' '}
      <button type="button" disabled={pairs.length < 2} onClick={() => onChange(pairs.slice(0, -1))}>
        {t('undo')}
      </button>
    </fieldset>
  );
}
