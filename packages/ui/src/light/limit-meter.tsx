import type { ReactNode } from 'react';

/** A value against its limit: the mark stands at the limit, beyond it the bar turns red. */
export function LimitMeter({
  value,
  upper,
  exceeds,
}: {
  value: number | null;
  upper: number | null;
  exceeds: boolean;
}): ReactNode {
  if (value === null || upper === null || upper <= 0) return <div className="meter meter-empty" />;
  const scale = Math.max(1.25, value / upper + 0.1);
  return (
    <div className="meter" aria-hidden="true">
      <div
        className={exceeds ? 'meter-bar meter-bad' : 'meter-bar'}
        style={{ width: `${Math.min(100, (value / upper / scale) * 100)}%` }}
      />
      <div className="meter-limit" style={{ insetInlineStart: `${(1 / scale) * 100}%` }} />
    </div>
  );
}
