import { type ReactNode, useEffect, useState } from 'react';
import type { Layer } from '../../contract.ts';
import type { Span } from './draw-layers.ts';
import { useTexts } from './texts.tsx';

const STEPS = 60;
const PLAY_MS = 500;
/** ISO 8601 in Beijing time, as rows have it, so that texts compare as times. */
const beijing = (ms: number): string => `${new Date(ms + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;

/** A window of time over layers whose rows have one (时间轴); it can be played. */
export function TimeSlider({
  layers,
  span,
  onSpan,
}: {
  layers: readonly Layer[];
  span: Span;
  onSpan: (span: Span) => void;
}): ReactNode {
  const { t } = useTexts();
  const timed = layers.filter((one) => one.timeField && one.times);
  const [on, setOn] = useState(false);
  const [at, setAt] = useState(STEPS);
  const [playing, setPlaying] = useState(false);
  const first = Math.min(...timed.map((one) => Date.parse(one.times![0])));
  const last = Math.max(...timed.map((one) => Date.parse(one.times![1])));
  const usable = timed.length > 0 && last > first;
  useEffect(() => {
    if (!on || !usable) return onSpan(null);
    const end = first + ((last - first) * at) / STEPS;
    onSpan([beijing(first), beijing(end)]);
  }, [on, usable, at, first, last, onSpan]);
  useEffect(() => {
    if (!playing) return;
    const timer = setInterval(() => setAt((now) => (now >= STEPS ? 0 : now + 1)), PLAY_MS);
    return () => clearInterval(timer);
  }, [playing]);
  if (!usable) return null;
  return (
    <div className="om-time">
      <label>
        <input type="checkbox" checked={on} onChange={(event) => setOn(event.target.checked)} />
        {t('time.title')}
      </label>
      {on ? (
        <>
          <button type="button" onClick={() => setPlaying(!playing)}>
            {t(playing ? 'time.stop' : 'time.play')}
          </button>
          <input
            type="range"
            min={0}
            max={STEPS}
            value={at}
            aria-label={t('time.title')}
            onChange={(event) => setAt(Number(event.target.value))}
          />
          <output>
            {span ? `${span[0].slice(0, 16)} – ${span[1].slice(0, 16)}`.replaceAll('T', ' ') : ''}
          </output>
        </>
      ) : null}
    </div>
  );
}
