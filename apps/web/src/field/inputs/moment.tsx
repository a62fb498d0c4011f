import type { ReactNode } from 'react';
import { useI18n } from '../i18n.ts';

const MINUTE = 60_000;
/** What `<input type="datetime-local">` takes: the device's own time, without a zone. */
const localText = (at: number): string =>
  new Date(at - new Date(at).getTimezoneOffset() * MINUTE).toISOString().slice(0, 16);

/** 时刻, to the minute: now, or as it is set. */
export function MomentInput({
  label,
  value,
  onChange,
}: {
  label: string;
  value: unknown;
  onChange: (value: unknown) => void;
}): ReactNode {
  const { t } = useI18n();
  return (
    <div className="field">
      <label>
        <span>{label}</span>
        <input
          type="datetime-local"
          value={typeof value === 'number' ? localText(value) : ''}
          onChange={(event) =>
            onChange(event.target.value === '' ? null : new Date(event.target.value).getTime())
          }
        />
      </label>
      <button type="button" onClick={() => onChange(Math.floor(Date.now() / MINUTE) * MINUTE)}>
        {t('moment.now')}
      </button>
    </div>
  );
}
