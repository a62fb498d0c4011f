import { getChip, listMapScenes, type MapScene, type MapSceneQuery, SENSORS } from '@tarim/imagery/contract';
import { call, urlOf } from '@tarim/platform/contract';
import { type ReactNode, useEffect, useState } from 'react';
import { sceneLayerId } from '../../../contract.ts';
import { useTexts } from '../texts.tsx';
import { daysOf } from './entries.tsx';
import type { SectionProps } from './section.tsx';

const CLOUDS = [0.1, 0.3, 0.6];
const WAIT_MS = 300;
const THUMB = 64;

interface Filter {
  readonly text: string;
  readonly sensor: string;
  readonly from: string;
  readonly to: string;
  readonly cloud: string;
  readonly here: boolean;
}
const NONE: Filter = { text: '', sensor: '', from: '', to: '', cloud: '', here: false };

/** Days are those of Beijing. */
function queryOf(filter: Filter, map: SectionProps['map']): MapSceneQuery {
  const { text, sensor, from, to, cloud, here } = filter;
  const box = here && map ? map.getBounds().toArray().flat() : null;
  return {
    ...(text.trim() ? { text: text.trim() } : {}),
    ...(sensor ? { sensor: sensor as MapScene['sensor'] } : {}),
    ...(from ? { from: `${from}T00:00:00+08:00` } : {}),
    ...(to ? { to: `${to}T23:59:59+08:00` } : {}),
    ...(cloud ? { maxCloud: Number(cloud) } : {}),
    ...(box ? { bbox: box.map((one) => one.toFixed(6)).join() } : {}),
  };
}

/** The catalogue of scenes: by name, sensor, days, clouds and place. A choice goes under the layers, or to the other side. */
export function Chooser({ map, scenes, shown, onShown, compare, others, onOthers }: SectionProps): ReactNode {
  const { t } = useTexts();
  const [filter, setFilter] = useState(NONE);
  const [found, setFound] = useState<{ scenes: readonly MapScene[]; cursor: string | null } | null>(null);
  const [failed, setFailed] = useState(false);
  /** Counts movements of the map while its part is what is looked for. */
  const [moves, setMoves] = useState(0);
  useEffect(() => {
    if (!map || !filter.here) return;
    const moved = () => setMoves((now) => now + 1);
    map.on('moveend', moved);
    return () => void map.off('moveend', moved);
  }, [map, filter.here]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: where the map stands is part of the question
  useEffect(() => {
    let wanted = true;
    const timer = setTimeout(() => {
      call(listMapScenes, { query: queryOf(filter, map) })
        .then((answer) => {
          if (!wanted) return;
          setFailed(false);
          setFound(answer);
        })
        .catch(() => wanted && setFailed(true));
    }, WAIT_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [filter, map, moves]);
  const more = () =>
    found?.cursor &&
    call(listMapScenes, { query: { ...queryOf(filter, map), cursor: found.cursor } })
      // Unless something else was looked for meanwhile.
      .then((next) =>
        setFound((now) =>
          now === found ? { scenes: [...found.scenes, ...next.scenes], cursor: next.cursor } : now,
        ),
      )
      .catch(() => setFailed(true));
  const add = (scene: MapScene) => {
    scenes.learn([scene]);
    // Under the layers that are there: points and lines stay in sight.
    onShown([...shown, { id: sceneLayerId(scene.id), opacity: 1 }]);
    map?.fitBounds([...scene.box], { padding: 40 });
  };
  const addOther = (scene: MapScene) => {
    scenes.learn([scene]);
    onOthers([...others, sceneLayerId(scene.id)]);
  };
  const set = (more: Partial<Filter>) => setFilter({ ...filter, ...more });
  return (
    <div className="om-chooser">
      <input
        type="search"
        value={filter.text}
        placeholder={t('scene.find')}
        aria-label={t('scene.find')}
        onChange={(event) => set({ text: event.target.value })}
      />
      <div className="om-row">
        <select
          value={filter.sensor}
          aria-label={t('scene.sensor')}
          onChange={(event) => set({ sensor: event.target.value })}
        >
          <option value="">{t('scene.sensor')}</option>
          {SENSORS.map((one) => (
            <option key={one} value={one}>
              {t(`sensor.${one}`)}
            </option>
          ))}
        </select>
        <select
          value={filter.cloud}
          aria-label={t('scene.cloud')}
          onChange={(event) => set({ cloud: event.target.value })}
        >
          <option value="">{t('scene.cloud')}</option>
          {CLOUDS.map((one) => (
            <option key={one} value={one}>
              ≤ {100 * one}%
            </option>
          ))}
        </select>
      </div>
      <div className="om-row">
        <input
          type="date"
          value={filter.from}
          aria-label={t('scene.from')}
          onChange={(event) => set({ from: event.target.value })}
        />
        –
        <input
          type="date"
          value={filter.to}
          aria-label={t('scene.to')}
          onChange={(event) => set({ to: event.target.value })}
        />
      </div>
      <label>
        <input
          type="checkbox"
          checked={filter.here}
          onChange={(event) => set({ here: event.target.checked })}
        />{' '}
        {t('scene.here')}
      </label>
      {failed ? <p role="alert">{t('scene.failed')}</p> : null}
      {found?.scenes.length === 0 ? <p className="om-empty">{t('scene.none')}</p> : null}
      <ul>
        {found?.scenes.map((scene) => (
          <li key={scene.id}>
            <img
              src={urlOf(
                getChip,
                { id: scene.id },
                { bbox: scene.box.map((one) => one.toFixed(7)).join(), size: THUMB },
              )}
              alt=""
              loading="lazy"
            />
            <div>
              <strong>{scene.title}</strong>
              <small>
                {daysOf(scene)} · {t(`sensor.${scene.sensor}`)}
                {scene.cloudShare === null
                  ? ''
                  : ` · ${t('scene.cloud')} ${Math.round(100 * scene.cloudShare)}%`}
                {scene.simulated ? ` · ${t('simulated')}` : ''}
              </small>
              <div className="om-row">
                <button
                  type="button"
                  disabled={shown.some((one) => one.id === sceneLayerId(scene.id))}
                  onClick={() => add(scene)}
                >
                  {t('scene.put')}
                </button>
                {compare === 'none' ? null : (
                  <button
                    type="button"
                    disabled={others.includes(sceneLayerId(scene.id))}
                    onClick={() => addOther(scene)}
                  >
                    {t('scene.putOther')}
                  </button>
                )}
              </div>
            </div>
          </li>
        ))}
      </ul>
      {found?.cursor ? (
        <button type="button" onClick={() => void more()}>
          {t('scene.more')}
        </button>
      ) : null}
    </div>
  );
}
