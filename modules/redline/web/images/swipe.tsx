import type { StyleName } from '@tarim/imagery/contract';
import { formatTime, useText } from '@tarim/ui';
import { type ReactNode, useState } from 'react';
import { pictureOf, type SceneHere } from './picture.ts';
import { pathIn, type Shape, type Square } from './square.ts';
import './images.css';

const SIZE = 640;

/** 卷帘: left of the line the picture before, right of it the one after; the line moves by pointer and by arrow keys. */
export function Swipe({
  square,
  shape,
  outline,
  before,
  after,
  style,
}: {
  square: Square;
  shape: Shape;
  outline: Shape | null;
  before: SceneHere | null;
  after: SceneHere | null;
  style: StyleName | undefined;
}): ReactNode {
  const t = useText('redline');
  const [line, setLine] = useState(50);
  const both = before !== null && after !== null && before.id !== after.id;
  const only = after ?? before;
  const nameOf = (one: SceneHere) => `${formatTime(one.takenAt, 'full').slice(0, 10)} ${one.title}`;
  return (
    <figure className="rl-swipe">
      <div className="rl-pictures">
        {both ? (
          <>
            <img
              src={pictureOf(after.id, square, style, SIZE)}
              alt={`${t('patch.after')} ${nameOf(after)}`}
            />
            <img
              src={pictureOf(before.id, square, style, SIZE)}
              alt={`${t('patch.before')} ${nameOf(before)}`}
              style={{ clipPath: `inset(0 ${100 - line}% 0 0)` }}
            />
          </>
        ) : only ? (
          <img src={pictureOf(only.id, square, style, SIZE)} alt={nameOf(only)} />
        ) : null}
        <svg viewBox="0 0 100 100" aria-hidden="true">
          <path d={pathIn(square, shape)} className="rl-patch" />
          {outline ? <path d={pathIn(square, outline)} className="rl-outline" /> : null}
        </svg>
        {both ? (
          <>
            <span className="rl-line" style={{ insetInlineStart: `${line}%` }} aria-hidden="true" />
            <span className="rl-tag rl-left">
              {t('patch.before')} {before.takenAt.slice(0, 10)}
            </span>
            <span className="rl-tag rl-right">
              {t('patch.after')} {after.takenAt.slice(0, 10)}
            </span>
            <input
              type="range"
              min={0}
              max={100}
              value={line}
              aria-label={t('images.line')}
              onChange={(event) => setLine(Number(event.target.value))}
            />
          </>
        ) : only ? (
          <span className="rl-tag rl-right">{only.takenAt.slice(0, 10)}</span>
        ) : null}
      </div>
      <figcaption className="muted">
        {[both ? before : null, only]
          .flatMap((one) => (one ? [one] : []))
          .map((one) => `${nameOf(one)} · ${t('images.gsd', { m: one.gsd.toFixed(one.gsd < 1 ? 2 : 0) })}`)
          .join(' ｜ ')}
        {only?.simulated || before?.simulated ? ` · ${t('images.simulated')}` : ''}
      </figcaption>
    </figure>
  );
}
