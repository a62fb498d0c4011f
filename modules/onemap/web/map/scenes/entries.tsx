import { getTileJson, type MapScene, type TileJson } from '@tarim/imagery/contract';
import { call } from '@tarim/platform/contract';
import { type ReactNode, useEffect, useState } from 'react';
import { sceneLayerId } from '../../../contract.ts';
import { useTexts } from '../texts.tsx';
import type { SectionProps } from './section.tsx';

const PADDING = 40;
/** Beijing day of a time that the server tells in Beijing time. */
const dayOf = (iso: string): string => iso.slice(0, 10);
/** The day that a scene shows; of a composite its period. */
export const daysOf = ({ takenAt, period }: Pick<MapScene, 'takenAt' | 'period'>): string =>
  period ? `${dayOf(period.from)} – ${dayOf(period.to)}` : dayOf(takenAt);

/** The scenes on the map, from the top one down: style, opacity, order, side of a comparison, legend and source. */
export function Entries(props: SectionProps): ReactNode {
  const { shown, others, scenes } = props;
  const ids = [...shown.map((one) => one.id), ...others.filter((id) => !shown.some((one) => one.id === id))];
  const on = ids.flatMap((id) => scenes.known.find((one) => sceneLayerId(one.id) === id) ?? []);
  return on.map((scene) => <Entry key={scene.id} scene={scene} {...props} />);
}

function Entry({
  scene,
  map,
  shown,
  onShown,
  compare,
  others,
  onOthers,
  styles,
  onStyles,
}: SectionProps & { scene: MapScene }): ReactNode {
  const { t } = useTexts();
  const id = sceneLayerId(scene.id);
  const at = shown.find((one) => one.id === id);
  const rest = shown.filter((one) => one.id !== id);
  const other = others.includes(id);
  const style = styles[id] ?? scene.styles[0];
  return (
    <div className="om-layer">
      <div className="om-row">
        <label>
          <input
            type="checkbox"
            checked={at !== undefined}
            onChange={() => onShown(at ? rest : [...shown, { id, opacity: 1 }])}
          />
          <span>{scene.title}</span>
        </label>
        <small>{daysOf(scene)}</small>
        {compare === 'none' ? null : (
          <label className="om-small">
            <input
              type="checkbox"
              checked={other}
              onChange={() => onOthers(other ? others.filter((one) => one !== id) : [...others, id])}
            />
            {t('compare.other')}
          </label>
        )}
      </div>
      <div className="om-more">
        {scene.simulated ? <mark>{t('simulated')}</mark> : null}
        <label className="om-row">
          <span>{t('scene.style')}</span>
          <select value={style} onChange={(event) => onStyles({ ...styles, [id]: event.target.value })}>
            {scene.styles.map((one) => (
              <option key={one} value={one}>
                {t(`style.${one}`)}
              </option>
            ))}
          </select>
        </label>
        {at ? (
          <label className="om-row">
            <span>{t('layer.opacity')}</span>
            <input
              type="range"
              min={0}
              max={1}
              step={0.05}
              value={at.opacity}
              onChange={(event) =>
                onShown(
                  shown.map((one) => (one.id === id ? { ...one, opacity: Number(event.target.value) } : one)),
                )
              }
            />
          </label>
        ) : null}
        <SceneLegend id={scene.id} style={style} />
        <div className="om-row">
          <button type="button" disabled={!at} onClick={() => at && onShown([at, ...rest])}>
            {t('layer.top')}
          </button>
          <button type="button" disabled={!at} onClick={() => at && onShown([...rest, at])}>
            {t('scene.bottom')}
          </button>
          <button
            type="button"
            disabled={!map}
            onClick={() => map?.fitBounds([...scene.box], { padding: PADDING })}
          >
            {t('layer.zoom')}
          </button>
          <button
            type="button"
            onClick={() => {
              onShown(rest);
              onOthers(others.filter((one) => one !== id));
            }}
          >
            {t('scene.remove')}
          </button>
        </div>
        <p className="om-source">
          {t(`sensor.${scene.sensor}`)} · {figure(scene.gsd)} m
          {scene.cloudShare === null ? '' : ` · ${t('scene.cloud')} ${(100 * scene.cloudShare).toFixed(1)}%`}{' '}
          · {t('layer.source')}：{scene.source} · {scene.licence}
        </p>
      </div>
    </div>
  );
}

const figure = (n: number): string => String(Number(n.toPrecision(3)));
const MOST_CLASSES = 24;

function SceneLegend({ id, style }: { id: number; style: string | undefined }): ReactNode {
  const { t, language } = useTexts();
  const [legend, setLegend] = useState<TileJson['legend']>(null);
  useEffect(() => {
    let wanted = true;
    setLegend(null);
    call(getTileJson, { params: { id }, query: style ? { style: style as 'ndvi' } : {} })
      .then((answer) => wanted && setLegend(answer.legend))
      .catch(() => {});
    return () => {
      wanted = false;
    };
  }, [id, style]);
  if (legend?.kind === 'ramp')
    return (
      <div className="om-ramp">
        <i style={{ background: `linear-gradient(to right, ${legend.stops.join()})` }} />
        <small>{figure(legend.range[0])}</small>
        <small>{figure(legend.range[1])}</small>
      </div>
    );
  if (legend?.kind !== 'classes') return null;
  const named = new Map(
    (legend.classes ?? []).map((one) => [String(one.value), language === 'en' ? one.en : one.zh]),
  );
  return (
    <ul className="om-legend">
      {Object.entries(legend.colours)
        .slice(0, MOST_CLASSES)
        .map(([value, colour]) => (
          <li key={value}>
            <i style={{ background: colour }} />
            {named.get(value) ?? t('scene.class', { value })}
          </li>
        ))}
    </ul>
  );
}
