import type { Map as MapLibre } from 'maplibre-gl';
import { type ReactNode, useMemo, useState } from 'react';
import type { Layer, ViewState } from '../../contract.ts';
import type { Shown } from './draw-layers.ts';
import { useTexts } from './texts.tsx';

/** Layers by element: switch, opacity, legend with a filter by its values, order, zoom to all of it. */
export function LayerPanel({
  layers,
  shown,
  onShown,
  compare,
  others,
  onOthers,
  map,
  top,
  onClose,
}: {
  layers: readonly Layer[];
  shown: readonly Shown[];
  onShown: (shown: readonly Shown[]) => void;
  compare: ViewState['compare'];
  others: readonly string[];
  onOthers: (ids: readonly string[]) => void;
  map: MapLibre | null;
  /** Above the layers: what lies below them. */
  top: ReactNode;
  onClose: () => void;
}): ReactNode {
  const { t } = useTexts();
  const [words, setWords] = useState('');
  const groups = useMemo(() => {
    const wanted = words.trim().toLowerCase();
    const fits = (one: Layer) => `${one.titles.zh} ${one.titles.en}`.toLowerCase().includes(wanted);
    return [...Map.groupBy(layers.filter(fits), (one) => one.element)];
  }, [layers, words]);
  const flip = (id: string) =>
    onShown(
      shown.some((one) => one.id === id)
        ? shown.filter((one) => one.id !== id)
        : [{ id, opacity: 1 }, ...shown],
    );
  return (
    <aside className="om-panel" aria-label={t('panel.layers')}>
      <div className="om-row">
        <input
          type="search"
          value={words}
          placeholder={t('panel.find')}
          aria-label={t('panel.find')}
          onChange={(event) => setWords(event.target.value)}
        />
        <button type="button" onClick={onClose} aria-label={t('close')}>
          ×
        </button>
      </div>
      {top}
      {layers.length === 0 ? <p>{t('panel.none')}</p> : null}
      {groups.map(([element, own]) => (
        <section key={element}>
          <h2>{t(`element.${element}`)}</h2>
          {own.map((layer) => (
            <LayerEntry
              key={layer.id}
              layer={layer}
              at={shown.find((one) => one.id === layer.id)}
              onFlip={() => flip(layer.id)}
              onChange={(next) => onShown(shown.map((one) => (one.id === layer.id ? next : one)))}
              onTop={() =>
                onShown([
                  ...shown.filter((one) => one.id === layer.id),
                  ...shown.filter((one) => one.id !== layer.id),
                ])
              }
              map={map}
              other={
                compare === 'none'
                  ? null
                  : {
                      on: others.includes(layer.id),
                      flip: () =>
                        onOthers(
                          others.includes(layer.id)
                            ? others.filter((one) => one !== layer.id)
                            : [layer.id, ...others],
                        ),
                    }
              }
            />
          ))}
        </section>
      ))}
    </aside>
  );
}

function LayerEntry({
  layer,
  at,
  onFlip,
  onChange,
  onTop,
  map,
  other,
}: {
  layer: Layer;
  at: Shown | undefined;
  onFlip: () => void;
  onChange: (shown: Shown) => void;
  onTop: () => void;
  map: MapLibre | null;
  other: { on: boolean; flip: () => void } | null;
}): ReactNode {
  const { t, n } = useTexts();
  return (
    <div className="om-layer">
      <div className="om-row">
        <label>
          <input type="checkbox" checked={at !== undefined} onChange={onFlip} />
          <span>{n(layer.titles)}</span>
        </label>
        <small title={n(layer.source)}>{layer.rows}</small>
        {other ? (
          <label className="om-small">
            <input type="checkbox" checked={other.on} onChange={other.flip} />
            {t('compare.other')}
          </label>
        ) : null}
      </div>
      {at ? (
        <div className="om-more">
          {layer.simulated ? <mark>{t('simulated')}</mark> : null}
          <label className="om-row">
            <span>{t('layer.opacity')}</span>
            <input
              type="range"
              min={0}
              max={1}
              step={0.05}
              value={at.opacity}
              onChange={(event) => onChange({ ...at, opacity: Number(event.target.value) })}
            />
          </label>
          <Legend layer={layer} at={at} onChange={onChange} />
          <div className="om-row">
            <button type="button" onClick={onTop}>
              {t('layer.top')}
            </button>
            <button
              type="button"
              disabled={!layer.box || !map}
              onClick={() => layer.box && map?.fitBounds([...layer.box], { padding: 60, maxZoom: 11 })}
            >
              {t('layer.zoom')}
            </button>
          </div>
          <p className="om-source">
            {n(layer.abstracts)} {t('layer.source')}：{n(layer.source)}
          </p>
        </div>
      ) : null}
    </div>
  );
}

/** Colours and what they mean; a value of a legend of values can be taken off the map. */
function Legend({
  layer,
  at,
  onChange,
}: {
  layer: Layer;
  at: Shown;
  onChange: (shown: Shown) => void;
}): ReactNode {
  const { n } = useTexts();
  const { by, steps } = layer.look;
  if (by) {
    const field = layer.fields.find((one) => one.name === by.field);
    const all = Object.keys(by.values);
    const on = at.filter?.field === by.field ? at.filter.values : all;
    const flip = (value: string) => {
      const next = on.includes(value) ? on.filter((one) => one !== value) : [...on, value];
      const { filter: _filter, ...rest } = at;
      onChange(
        next.length === all.length || next.length === 0
          ? rest
          : { ...rest, filter: { field: by.field, values: next } },
      );
    };
    return (
      <ul className="om-legend">
        {all.map((value) => (
          <li key={value}>
            <label>
              <input type="checkbox" checked={on.includes(value)} onChange={() => flip(value)} />
              <i style={{ background: by.values[value] }} />
              {field?.codes?.[value] ? n(field.codes[value]) : value}
            </label>
          </li>
        ))}
      </ul>
    );
  }
  if (steps)
    return (
      <ul className="om-legend">
        {steps.classes.map((one) => (
          <li key={one.from}>
            <i style={{ background: one.colour }} />≥ {one.from}
          </li>
        ))}
      </ul>
    );
  return (
    <ul className="om-legend">
      <li>
        <i style={{ background: layer.look.colour }} />
        {n(layer.titles)}
      </li>
    </ul>
  );
}
