import { call } from '@tarim/platform/contract';
import type { Map as MapLibre } from 'maplibre-gl';
import { type ReactNode, useEffect, useState } from 'react';
import { type Identified, identify, type Layer } from '../../contract.ts';
import { useTexts } from './texts.tsx';

/** What lies at a click, layer by layer, with a link to the page of each thing. */
export function Identify({
  map,
  layers,
  active,
}: {
  map: MapLibre | null;
  layers: readonly Layer[];
  /** No tool takes the clicks. */
  active: boolean;
}): ReactNode {
  const { t, n } = useTexts();
  const [found, setFound] = useState<readonly Identified[] | null>(null);
  useEffect(() => {
    if (!map || !active || layers.length === 0) return;
    const subscription = map.on('click', ({ lngLat }) => {
      const ids = layers.map((one) => one.id).join(',');
      const query = { lon: lngLat.lng, lat: lngLat.lat, zoom: map.getZoom(), layers: ids };
      call(identify, { query })
        .then((answer) => setFound(answer.found))
        .catch(() => setFound(null));
    });
    return () => subscription.unsubscribe();
  }, [map, layers, active]);
  if (!found || found.length === 0) return null;
  return (
    <aside className="om-found" aria-label={t('identify.title')} aria-live="polite">
      <div className="om-row">
        <strong>{t('identify.title')}</strong>
        <button type="button" onClick={() => setFound(null)} aria-label={t('close')}>
          ×
        </button>
      </div>
      {found.map((group) => {
        const layer = layers.find((one) => one.id === group.layer);
        return (
          <section key={group.layer}>
            <h2>{layer ? n(layer.titles) : group.layer}</h2>
            {group.features.map((feature) => (
              <details key={String(feature.id)} open={group.features.length === 1}>
                <summary>{feature.label}</summary>
                <dl>
                  {Object.entries(feature.properties)
                    .filter(([, value]) => value !== null && typeof value !== 'object')
                    .map(([name, value]) => (
                      <Fact key={name} layer={layer} name={name} value={value} />
                    ))}
                </dl>
                {feature.page ? (
                  <a href={`/console${feature.page}`} target="_top">
                    {t('identify.page')}
                  </a>
                ) : null}
              </details>
            ))}
          </section>
        );
      })}
    </aside>
  );
}

function Fact({ layer, name, value }: { layer: Layer | undefined; name: string; value: unknown }): ReactNode {
  const { t, n } = useTexts();
  const field = layer?.fields.find((one) => one.name === name);
  const code = field?.codes?.[String(value)];
  const words = typeof value === 'boolean' ? t(value ? 'yes' : 'no') : code ? n(code) : String(value);
  return (
    <>
      <dt>{field ? n(field.titles) : name}</dt>
      <dd>
        {words} {field?.unit ?? ''}
      </dd>
    </>
  );
}
