import type { Map as MapLibre } from 'maplibre-gl';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { type SceneStyles, sceneOfLayer, type ViewState } from '../../../contract.ts';
import type { Shown } from '../draw-layers.ts';
import { useTexts } from '../texts.tsx';
import type { Scenes } from './use-scenes.ts';

/** A first visit shows no scene: what chooses and tells them comes when it is wanted. */
const Entries = lazy(async () => ({ default: (await import('./entries.tsx')).Entries }));
const Chooser = lazy(async () => ({ default: (await import('./chooser.tsx')).Chooser }));

export interface SectionProps {
  readonly map: MapLibre | null;
  readonly scenes: Scenes;
  readonly shown: readonly Shown[];
  readonly onShown: (shown: readonly Shown[]) => void;
  readonly compare: ViewState['compare'];
  readonly others: readonly string[];
  readonly onOthers: (ids: readonly string[]) => void;
  readonly styles: SceneStyles;
  readonly onStyles: (styles: SceneStyles) => void;
}

/** 影像 in the layer panel: those on the map, and a button that opens the catalogue of scenes. */
export function SceneSection(props: SectionProps): ReactNode {
  const { t } = useTexts();
  const [choosing, setChoosing] = useState(false);
  const { shown, others } = props;
  const any =
    shown.some((one) => sceneOfLayer(one.id) !== null) || others.some((id) => sceneOfLayer(id) !== null);
  return (
    <section data-testid="map-scenes">
      <div className="om-row">
        <h2 style={{ flex: 1 }}>{t('scene.title')}</h2>
        <button type="button" aria-expanded={choosing} onClick={() => setChoosing(!choosing)}>
          {t(choosing ? 'scene.chosen' : 'scene.add')}
        </button>
      </div>
      <Suspense fallback={<p className="om-empty">{t('loading')}</p>}>
        {any ? <Entries {...props} /> : null}
        {choosing ? <Chooser {...props} /> : null}
      </Suspense>
    </section>
  );
}
