import type { MapScene } from '@tarim/imagery/contract';
import { type UiLanguage, useRegion } from '@tarim/ui/light';
import type { Map as MapLibre } from 'maplibre-gl';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { BaseMap, Layer } from '../../contract.ts';
import { drawBase } from './base-maps.tsx';
import { drawLayers, type Shown, type Span } from './draw-layers.ts';
import { makeMap } from './map-box.tsx';
import { useTexts } from './texts.tsx';

/** A second map of other layers: beside the first, or above it up to a bar that is dragged (卷帘). Both move together. */
export function Compare({
  main,
  layers,
  scenes,
  shown,
  span,
  base,
  language,
  mode,
}: {
  main: MapLibre;
  layers: readonly Layer[];
  scenes: readonly MapScene[];
  shown: readonly Shown[];
  span: Span;
  base: BaseMap | null;
  language: UiLanguage;
  mode: 'swipe' | 'side';
}): ReactNode {
  const { t } = useTexts();
  const region = useRegion();
  const box = useRef<HTMLDivElement>(null);
  const [other, setOther] = useState<MapLibre | null>(null);
  const [share, setShare] = useState(0.5);
  useEffect(() => {
    if (!region) return;
    const made = makeMap(box.current!, region, language);
    let following = false;
    const follow = (from: MapLibre, to: MapLibre) => () => {
      if (following) return;
      following = true;
      to.jumpTo({ center: from.getCenter(), zoom: from.getZoom(), bearing: from.getBearing() });
      following = false;
    };
    const [there, back] = [follow(main, made), follow(made, main)];
    there();
    main.on('move', there);
    made.on('move', back);
    made.once('style.load', () => setOther(made));
    return () => {
      main.off('move', there);
      setOther(null);
      made.remove();
    };
  }, [main, region, language]);
  const beside = mode === 'side';
  useEffect(() => {
    // The first map has another width beside a second one.
    if (!beside) return;
    main.resize();
    other?.resize();
    return () => void setTimeout(() => main.getContainer().isConnected && main.resize());
  }, [main, other, beside]);
  useEffect(() => {
    if (other) drawBase(other, base);
  }, [other, base]);
  useEffect(() => {
    // Again with another base map: the lowest scenes lie against it.
    if (other && base !== undefined) drawLayers(other, layers, shown, span, scenes);
  }, [other, base, layers, shown, span, scenes]);
  const clip = mode === 'swipe' ? { clipPath: `inset(0 0 0 ${share * 100}%)` } : {};
  return (
    <>
      <div className="om-map om-other" style={clip}>
        <div ref={box} className="om-canvas" />
      </div>
      {mode === 'swipe' ? (
        <input
          className="om-swipe"
          type="range"
          min={0}
          max={1}
          step={0.005}
          value={share}
          aria-label={t('compare.bar')}
          onChange={(event) => setShare(Number(event.target.value))}
        />
      ) : null}
    </>
  );
}
