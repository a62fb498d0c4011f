import { useText } from '@tarim/ui';
import { Button } from 'antd';
import { type ReactNode, useEffect, useRef } from 'react';
import type { SceneHere } from './picture.ts';

const STEP_MS = 1_100;

/** 时序播放: one date after the other, over and over until it is stopped. */
export function Lapse({
  scenes,
  playing,
  onPlay,
  onShow,
}: {
  scenes: readonly SceneHere[];
  playing: boolean;
  onPlay(playing: boolean): void;
  onShow(id: number): void;
}): ReactNode {
  const t = useText('redline');
  const at = useRef(0);
  const show = useRef(onShow);
  show.current = onShow;
  useEffect(() => {
    if (!playing) return;
    const step = () => {
      // The oldest is the last.
      show.current(scenes[scenes.length - 1 - (at.current++ % scenes.length)]!.id);
    };
    step();
    const timer = setInterval(step, STEP_MS);
    return () => clearInterval(timer);
  }, [playing, scenes]);
  if (scenes.length < 2) return null;
  return (
    <Button
      onClick={() => {
        at.current = 0;
        onPlay(!playing);
      }}
      aria-pressed={playing}
    >
      {t(playing ? 'images.stop' : 'images.play')}
    </Button>
  );
}
