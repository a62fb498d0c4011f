import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useI18n } from '../i18n.ts';
import { distanceKm, usePosition } from './position.ts';

type Step = readonly [number, number, number];
/** Standing still is no way. */
const APART_KM = 0.005;
/** A fix worse than this says nothing of the way. */
const WORST_M = 100;

export const lengthKm = (steps: readonly Step[]): number =>
  steps.slice(1).reduce((sum, one, i) => sum + distanceKm([steps[i]![0], steps[i]![1]], [one[0], one[1]]), 0);

/** 轨迹: recorded while it is switched on. */
export function RouteInput({
  label,
  value,
  onChange,
}: {
  label: string;
  value: unknown;
  onChange: (value: unknown) => void;
}): ReactNode {
  const { t } = useI18n();
  const [on, setOn] = useState(false);
  const fix = usePosition(on);
  const steps = (Array.isArray(value) ? value : []) as readonly Step[];
  const latest = useRef({ steps, onChange });
  latest.current = { steps, onChange };
  useEffect(() => {
    if (!fix || fix.accuracy > WORST_M) return;
    const { steps: before, onChange: tell } = latest.current;
    const last = before.at(-1);
    if (last && (fix.at <= last[2] || distanceKm([last[0], last[1]], fix.place) < APART_KM)) return;
    tell([...before, [...fix.place, fix.at]]);
  }, [fix]);
  return (
    <fieldset>
      <legend>{label}</legend>
      <button type="button" aria-pressed={on} onClick={() => setOn(!on)}>
        {on ? t('route.stop') : t('route.start')}
      </button>{' '}
      <span className="muted">
        {t('route.is', { n: steps.length, km: lengthKm(steps).toFixed(2) })}
        {on && !fix ? ` · ${t('position.waiting')}` : ''}
      </span>
    </fieldset>
  );
}
