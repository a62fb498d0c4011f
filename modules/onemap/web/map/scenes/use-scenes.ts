import type { MapScene } from '@tarim/imagery/contract';
import { useEffect, useMemo, useRef, useState } from 'react';
import { sceneLayerId, sceneOfLayer } from '../../../contract.ts';
import type { Shown } from '../draw-layers.ts';

const LINK = /[#&]scene=([1-9]\d{0,9})(?:&style=([a-z-]{1,30}))?/;

/** The scene that the page was opened for, by its address: `/map#scene=12&style=ndvi`. */
export function askedScene(): { readonly layer: string; readonly style?: string } | null {
  const [, id, style] = LINK.exec(location.hash) ?? [];
  return id === undefined ? null : { layer: sceneLayerId(Number(id)), ...(style ? { style } : {}) };
}

export interface Scenes {
  /** Scenes that are known here: those that layers show, and what was chosen. */
  readonly known: readonly MapScene[];
  /** Tells of scenes that are known already, so that they need not be asked for. */
  readonly learn: (scenes: readonly MapScene[]) => void;
}

const scenesIn = (ids: readonly string[]): number[] => [
  ...new Set(ids.flatMap((id) => sceneOfLayer(id) ?? [])),
];

/** What the map is told of scenes that could not be learned of. */
export interface SceneNews {
  /** Layers of scenes that are gone, or not for this reader. */
  readonly onGone: (layers: readonly string[]) => void;
  /** They could not be asked for; it is tried again. */
  readonly onFailed: () => void;
}

const AGAIN_MS = 5_000;

/** What must be known of the scenes among the layers before they are drawn. */
export function useScenes(ids: readonly string[], news: SceneNews): Scenes {
  const [known, setKnown] = useState<readonly MapScene[]>([]);
  const [attempt, setAttempt] = useState(0);
  const told = useRef(news);
  told.current = news;
  const learn = useRef((more: readonly MapScene[]) =>
    setKnown((now) => [...now.filter((one) => !more.some(({ id }) => id === one.id)), ...more]),
  );
  const missing = scenesIn(ids)
    .filter((id) => !known.some((one) => one.id === id))
    .join();
  useEffect(() => {
    if (missing === '') return;
    const wanted = missing.split(',').map(Number);
    let [left, timer] = [false, 0];
    import('./read-scenes.ts')
      .then(({ readScenes }) => readScenes(wanted))
      .then((found) => {
        if (left) return;
        learn.current(found);
        const lost = wanted.filter((id) => !found.some((one) => one.id === id));
        if (lost.length > 0) told.current.onGone(lost.map(sceneLayerId));
      })
      .catch(() => {
        if (left) return;
        // Nothing is taken off the map because a request failed.
        if (attempt === 0) told.current.onFailed();
        timer = window.setTimeout(() => setAttempt(attempt + 1), AGAIN_MS);
      });
    return () => {
      left = true;
      window.clearTimeout(timer);
    };
  }, [missing, attempt]);
  return useMemo(() => ({ known, learn: learn.current }), [known]);
}

/** Layers with the styles of the scenes among them. */
export const withStyles = (
  shown: readonly Shown[],
  styles: Readonly<Record<string, string>>,
): readonly Shown[] =>
  shown.map((one) => (styles[one.id] === undefined ? one : { ...one, style: styles[one.id]! }));
