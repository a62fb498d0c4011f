import type { MapScene } from '@tarim/imagery/contract';
import { call } from '@tarim/platform/contract';
import { LANGUAGE_NAMES, type UiLanguage } from '@tarim/ui/light';
import type { Map as MapLibre } from 'maplibre-gl';
import {
  lazy,
  type ReactNode,
  type RefObject,
  Suspense,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import {
  type BaseMap,
  type Layer,
  listLayers,
  openLink,
  type SceneStyles,
  sceneLayerId,
  sceneOfLayer,
  type ViewState,
} from '../../contract.ts';
import { BaseFoot, BasePicker, drawBase, useBaseMaps, useFailedTiles } from './base-maps.tsx';
import { addOwnLayers, drawLayers, putOwn, type Shown, type Span } from './draw-layers.ts';
import { Identify } from './identify.tsx';
import { LayerPanel } from './layer-panel.tsx';
import { MapBox } from './map-box.tsx';
import { atTruePlace, GIVEN_SYSTEMS, type GivenSystem } from './offset.ts';
import { SceneSection } from './scenes/section.tsx';
import { askedScene, useScenes, withStyles } from './scenes/use-scenes.ts';
import { SearchBox } from './search-box.tsx';
import { useTexts } from './texts.tsx';
import { TimeSlider } from './time-slider.tsx';
import { type Drawn, EMPTY, Tools } from './tools.tsx';
import { Views } from './views.tsx';
import './map.css';

/** What a first visit does not need comes when it is wanted: the first load stays small. */
const Compare = lazy(async () => ({ default: (await import('./compare.tsx')).Compare }));
const PrintDialog = lazy(async () => ({ default: (await import('./print-dialog.tsx')).PrintDialog }));

/** Layers that a first visit shows, where the reader has them. */
const FIRST = ['published-air-stations', 'monitoring-points'];
/** Languages of which the map has words. */
const LANGUAGES: readonly UiLanguage[] = ['zh-CN', 'en'];
const TOKEN = /[#&]view=([\w-]{22})/;

/** 监管一张图: every layer that the reader may see, over one map. */
export function MapApp(): ReactNode {
  const { t, n, language, setLanguage } = useTexts();
  const [layers, setLayers] = useState<readonly Layer[]>([]);
  const [person, setPerson] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  const [shown, setShown] = useState<readonly Shown[]>([]);
  const [others, setOthers] = useState<readonly string[]>([]);
  const [styles, setStyles] = useState<SceneStyles>({});
  const [compare, setCompare] = useState<ViewState['compare']>('none');
  const [span, setSpan] = useState<Span>(null);
  const [map, setMap] = useState<MapLibre | null>(null);
  const [drawn, setDrawn] = useState<Drawn>(EMPTY);
  const [tool, setTool] = useState<string | null>(null);
  const [told, setTold] = useState<string | null>(null);
  const [panel, setPanel] = useState(() => innerWidth > 700);
  const [printing, setPrinting] = useState(false);
  const baseMaps = useBaseMaps();
  /** Undefined: not chosen, the default. */
  const [chosenBase, setChosenBase] = useState<number | null | undefined>();
  const base = useMemo(
    () => baseMaps.find((one) => (chosenBase === undefined ? one.first : one.id === chosenBase)) ?? null,
    [baseMaps, chosenBase],
  );

  useEffect(() => {
    call(listLayers, {})
      .then((answer) => {
        setLayers(answer.layers);
        setPerson(answer.person);
        const there = FIRST.filter((id) => answer.layers.some((one) => one.id === id));
        setShown((now) =>
          now.some((one) => sceneOfLayer(one.id) === null)
            ? now
            : [...there.map((id) => ({ id, opacity: 1 })), ...now],
        );
      })
      .catch(() => setFailed(true));
  }, []);

  const apply = useCallback(
    (state: ViewState) => {
      setShown(
        state.layers.map(({ id, opacity, filter }) => ({ id, opacity, ...(filter ? { filter } : {}) })),
      );
      setOthers(state.others);
      setStyles(state.styles ?? {});
      setCompare(state.compare);
      setChosenBase(state.base ?? null);
      setDrawn((state.drawing as Drawn | undefined) ?? EMPTY);
      map?.jumpTo({ center: state.centre, zoom: state.zoom });
    },
    [map],
  );
  useEffect(() => {
    const token = TOKEN.exec(location.hash)?.[1];
    if (!map || !token) return;
    call(openLink, { params: { token } })
      .then(({ state }) => apply(state))
      .catch(() => setTold(t('view.gone')));
  }, [map, apply, t]);

  const prepare = useCallback((made: MapLibre) => {
    addOwnLayers(made);
    setMap(made);
  }, []);
  const scenes = useScenes([...shown.map((one) => one.id), ...others], {
    onGone(gone) {
      setShown((now) => now.filter((one) => !gone.includes(one.id)));
      setOthers((now) => now.filter((id) => !gone.includes(id)));
      setTold(t('scene.gone'));
    },
    onFailed: () => setTold(t('scene.failed')),
  });
  useEffect(() => {
    const asked = askedScene();
    if (!asked) return;
    setShown((now) => [...now.filter((one) => one.id !== asked.layer), { id: asked.layer, opacity: 1 }]);
    if (asked.style) setStyles((now) => ({ ...now, [asked.layer]: asked.style! }));
  }, []);
  useZoomToAsked(map, scenes.known);
  useEffect(() => {
    if (map) drawBase(map, base);
  }, [map, base]);
  const drawing = useMemo(() => withStyles(shown, styles), [shown, styles]);
  useEffect(() => {
    // Again with another base map: the lowest scenes lie against it.
    if (map && base !== undefined) drawLayers(map, layers, drawing, span, scenes.known);
  }, [map, base, layers, drawing, span, scenes.known]);
  const otherShown = useMemo(
    () =>
      withStyles(
        others.map((id) => ({ id, opacity: 1 })),
        styles,
      ),
    [others, styles],
  );
  const tellFailed = useCallback((one: BaseMap) => setTold(t('base.failed', { name: n(one.names) })), [t, n]);
  useFailedTiles(map, base, tellFailed);
  useEffect(() => {
    if (map) putOwn(map, 'own', drawn);
  }, [map, drawn]);
  useShortcuts(setTool);
  const [given, setGiven] = useState<GivenSystem>('CGCS2000');
  const dropped = useRef<(file: File) => void>(() => {});
  useDrops(dropped);

  const onMap = useMemo(
    () => shown.flatMap((one) => layers.find((layer) => layer.id === one.id) ?? []),
    [shown, layers],
  );
  const drop = async (file: File) => {
    try {
      const { readOwnData } = await import('./own-data.ts');
      const data = readOwnData(file.name, await file.text());
      const features = await atTruePlace(data.features, given);
      setDrawn({ type: 'FeatureCollection', features: [...drawn.features, ...features] });
      const told = t('own.shown', { n: features.length, name: file.name });
      setTold(given === 'CGCS2000' ? told : `${told} · ${t('coordinates.converted', { system: given })}`);
    } catch (error) {
      setTold(t(`own.${(error as { key?: string }).key ?? 'unreadable'}`));
    }
  };
  dropped.current = (file) => void drop(file);
  const state = (): ViewState => ({
    centre: map ? [map.getCenter().lng, map.getCenter().lat] : [0, 0],
    zoom: map?.getZoom() ?? 0,
    layers: shown.map(({ id, opacity, filter }) => ({
      id,
      opacity,
      ...(filter ? { filter: { field: filter.field, values: [...filter.values] } } : {}),
    })),
    compare,
    others: [...others],
    ...(Object.keys(styles).length > 0 ? { styles: stylesOnMap(styles, shown, others) } : {}),
    ...(base ? { base: base.id } : {}),
    ...(drawn.features.length > 0 ? { drawing: drawn } : {}),
  });

  return (
    <div className="om">
      <header className="om-head">
        <h1>{t('title')}</h1>
        <SearchBox layers={layers} map={map} />
        <nav>
          <button type="button" onClick={() => setPanel(!panel)} aria-expanded={panel}>
            {t('panel.layers')}
          </button>
          <Tools map={map} tool={tool} onTool={setTool} drawn={drawn} onDrawn={setDrawn} />
          <label className="om-choice">
            <span className="om-hide">{t('compare.title')}</span>
            <select
              aria-label={t('compare.title')}
              value={compare}
              onChange={(event) => setCompare(event.target.value as ViewState['compare'])}
            >
              <option value="none">{t('compare.none')}</option>
              <option value="swipe">{t('compare.swipe')}</option>
              <option value="side">{t('compare.side')}</option>
            </select>
          </label>
          <Views person={person} state={state} onOpen={apply} onTold={setTold} />
          <button type="button" onClick={() => setPrinting(true)} disabled={!map}>
            {t('print.title')}
          </button>
          <label className="om-choice">
            <span className="om-hide">{t('own.system')}</span>
            <select
              aria-label={t('own.system')}
              title={t('own.system')}
              value={given}
              onChange={(event) => setGiven(event.target.value as GivenSystem)}
            >
              {GIVEN_SYSTEMS.map((one) => (
                <option key={one} value={one}>
                  {one}
                </option>
              ))}
            </select>
          </label>
          <label className="om-button">
            {t('own.open')}
            <input
              type="file"
              hidden
              accept=".geojson,.json,.csv,.kml"
              onChange={(event) => {
                const file = event.target.files?.[0];
                event.target.value = '';
                if (file) void drop(file);
              }}
            />
          </label>
          <select
            aria-label={t('language.title')}
            value={language}
            onChange={(event) => setLanguage(event.target.value as UiLanguage)}
          >
            {LANGUAGES.map((one) => (
              <option key={one} value={one} lang={one}>
                {LANGUAGE_NAMES[one]}
              </option>
            ))}
          </select>
          <a href={person === null ? '/' : '/console'} target="_top">
            {person ?? t('portal')}
          </a>
        </nav>
      </header>
      {panel ? (
        <LayerPanel
          layers={layers}
          shown={shown}
          onShown={setShown}
          compare={compare}
          others={others}
          onOthers={setOthers}
          map={map}
          top={
            <>
              <BasePicker all={baseMaps} base={base} onBase={setChosenBase} />
              <SceneSection
                map={map}
                scenes={scenes}
                shown={shown}
                onShown={setShown}
                compare={compare}
                others={others}
                onOthers={setOthers}
                styles={styles}
                onStyles={setStyles}
              />
            </>
          }
          onClose={() => setPanel(false)}
        />
      ) : null}
      <div className={`om-maps om-${compare}`}>
        <MapBox language={language} prepare={prepare} onLost={() => setMap(null)} />
        <BaseFoot base={base} />
        {compare !== 'none' && map ? (
          <Suspense>
            <Compare
              main={map}
              layers={layers}
              scenes={scenes.known}
              shown={otherShown}
              span={span}
              base={base}
              language={language}
              mode={compare}
            />
          </Suspense>
        ) : null}
      </div>
      <Identify map={map} layers={onMap} active={tool === null} />
      <TimeSlider layers={onMap} span={span} onSpan={setSpan} />
      {failed ? <p className="om-told">{t('failed')}</p> : null}
      {told ? (
        <p className="om-told" role="status">
          {told}{' '}
          <button type="button" onClick={() => setTold(null)} aria-label={t('close')}>
            ×
          </button>
        </p>
      ) : null}
      {printing && map ? (
        <PrintDialog
          map={map}
          layers={shown.map((one) => one.id)}
          styles={stylesOnMap(styles, shown, [])}
          base={base}
          onClose={() => setPrinting(false)}
        />
      ) : null}
    </div>
  );
}

/** Styles of what is on the map, without those of scenes that were taken off. */
const stylesOnMap = (styles: SceneStyles, shown: readonly Shown[], others: readonly string[]): SceneStyles =>
  Object.fromEntries(
    Object.entries(styles).filter(([id]) => shown.some((one) => one.id === id) || others.includes(id)),
  );

/** Goes once to the scene that the page was opened for. */
function useZoomToAsked(map: MapLibre | null, known: readonly MapScene[]): void {
  const done = useRef(false);
  useEffect(() => {
    const asked = askedScene();
    const scene = known.find((one) => asked && sceneLayerId(one.id) === asked.layer);
    if (!map || !scene || done.current) return;
    done.current = true;
    // The panel covers the left of a wide window.
    const left = innerWidth > 700 ? 360 : 40;
    map.fitBounds([...scene.box], { padding: { top: 40, right: 40, bottom: 40, left }, duration: 0 });
  }, [map, known]);
}

/** A file dropped anywhere on the page. */
function useDrops(dropped: RefObject<(file: File) => void>): void {
  useEffect(() => {
    const over = (event: DragEvent) => event.preventDefault();
    const drop = (event: DragEvent) => {
      event.preventDefault();
      const file = event.dataTransfer?.files[0];
      if (file) dropped.current(file);
    };
    addEventListener('dragover', over);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragover', over);
      removeEventListener('drop', drop);
    };
  }, [dropped]);
}

/** `/` goes to the search, Escape leaves a tool. */
function useShortcuts(setTool: (tool: string | null) => void): void {
  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      const typing = /^(INPUT|TEXTAREA|SELECT)$/.test((event.target as HTMLElement | null)?.tagName ?? '');
      if (event.key === 'Escape') setTool(null);
      if (event.key === '/' && !typing) {
        event.preventDefault();
        document.querySelector<HTMLInputElement>('#om-search')?.focus();
      }
    };
    addEventListener('keydown', key);
    return () => removeEventListener('keydown', key);
  }, [setTool]);
}
