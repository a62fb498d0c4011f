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

/**
 * What must be known of the scenes among the layers before they are drawn. Those that are gone, or not for this reader, are told to
 * `onGone`.
 */
export function useScenes(ids: readonly string[], onGone: (layers: readonly string[]) => void): Scenes {
  const [known, setKnown] = useState<readonly MapScene[]>([]);
  const gone = useRef(onGone);
  gone.current = onGone;
  const learn = useRef((more: readonly MapScene[]) =>
    setKnown((now) => [...now.filter((one) => !more.some(({ id }) => id === one.id)), ...more]),
  );
  const missing = scenesIn(ids)
    .filter((id) => !known.some((one) => one.id === id))
    .join();
  useEffect(() => {
    if (missing === '') return;
    const wanted = missing.split(',').map(Number);
    import('./read-scenes.ts')
      .then(({ readScenes }) => readScenes(wanted))
      .then((found) => {
        learn.current(found);
        const lost = wanted.filter((id) => !found.some((one) => one.id === id));
        if (lost.length > 0) gone.current(lost.map(sceneLayerId));
      })
      .catch(() => gone.current(wanted.map(sceneLayerId)));
  }, [missing]);
  return useMemo(() => ({ known, learn: learn.current }), [known]);
}

/** Layers with the styles of the scenes among them. */
export const withStyles = (
  shown: readonly Shown[],
  styles: Readonly<Record<string, string>>,
): readonly Shown[] =>
  shown.map((one) => (styles[one.id] === undefined ? one : { ...one, style: styles[one.id]! }));
