import type { StyleName } from '@tarim/imagery/contract';
import { formatPercent, useText } from '@tarim/ui';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { pictureOf, type SceneHere } from './picture.ts';
import type { Square } from './square.ts';
import './images.css';

const SIZE = 128;

/** 时间条: the place on each date, the oldest first; each can be made the earlier or the later picture. */
export function Strip({
  scenes,
  square,
  style,
  before,
  after,
  onChoose,
}: {
  scenes: readonly SceneHere[];
  square: Square;
  style: StyleName | undefined;
  before: number | null;
  after: number | null;
  onChoose(change: { before?: number; after?: number }): void;
}): ReactNode {
  const t = useText('redline');
  return (
    <ul className="rl-strip" aria-label={t('images.strip')}>
      {scenes.toReversed().map((one) => {
        const own = style && one.styles.includes(style) ? style : (one.styles[0] as StyleName | undefined);
        return (
          <li key={one.id} className={one.id === before || one.id === after ? 'rl-chosen' : undefined}>
            <img
              loading="lazy"
              src={pictureOf(one.id, square, own, SIZE)}
              alt={one.title}
              title={one.title}
            />
            <span>{one.takenAt.slice(0, 10)}</span>
            <small className="muted">
              {one.composite
                ? t('images.composite')
                : one.cloudShare === null
                  ? one.title
                  : t('images.cloud', { share: formatPercent(one.cloudShare) })}
            </small>
            <span className="rl-choice">
              <Button
                size="small"
                type={one.id === before ? 'primary' : 'default'}
                onClick={() => onChoose({ before: one.id })}
                aria-label={`${one.takenAt.slice(0, 10)} ${t('patch.before')}`}
              >
                {t('images.asBefore')}
              </Button>
              <Button
                size="small"
                type={one.id === after ? 'primary' : 'default'}
                onClick={() => onChoose({ after: one.id })}
                aria-label={`${one.takenAt.slice(0, 10)} ${t('patch.after')}`}
              >
                {t('images.asAfter')}
              </Button>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
