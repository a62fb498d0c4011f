import { useQuery } from '@tanstack/react-query';
import { urlOf } from '@tarim/platform/contract';
import { formatTime, useName, useRegion, useText } from '@tarim/ui';
import { OutlineMap, type ShownArea } from '@tarim/ui/map';
import { Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { getOutlines, type OutlineLayer, type UnitOutlines } from '../contract.ts';
import { OutlineUpload } from './outline-upload.tsx';

interface Collection {
  readonly features: readonly {
    readonly properties: { readonly code: string };
    readonly geometry: ShownArea;
  }[];
}

/** One unit: its outline on the map, a proposed one above it, the versions, and the upload. */
export function OutlinePanel({ unit }: { unit: UnitOutlines }): ReactNode {
  const t = useText('region');
  const nameOf = useName();
  const [proposed, setProposed] = useState<ShownArea | null>(null);
  const shape = usePresentShape(unit.layers[0]!, unit.code);
  return (
    <div className="grid">
      <div className="card">
        <h4>
          {nameOf(unit.names)} <small className="muted mono">{unit.path}</small>
        </h4>
        <OutlineMap present={shape} proposed={proposed} height={400} />
        {proposed ? <p className="muted">{t('upload.preview')}</p> : null}
      </div>
      <OutlineUpload unit={unit} onArea={setProposed} />
      <div className="card">
        <h4>{t('versions.title')}</h4>
        <ul className="steps">
          {unit.versions.map((one, index) => (
            <li key={one.effectiveFrom + String(one.demo)}>
              <Tag color={one.holds ? 'green' : undefined}>
                {t(
                  one.holds
                    ? 'versions.holds'
                    : index < unit.versions.findIndex((other) => other.holds)
                      ? 'versions.later'
                      : 'versions.earlier',
                )}
              </Tag>
              <Tag color={one.demo ? 'orange' : 'blue'}>{t(one.demo ? 'kind.demo' : 'kind.own')}</Tag>
              {one.source}
              <div className="muted">
                {t('outlines.effectiveFrom')} {one.effectiveFrom} · {t('versions.recordedAt')}{' '}
                {formatTime(one.recordedAt, 'full')}
              </div>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

/** The shape that holds now. The whole layer is read (browsers keep it): one unit alone has no address. */
function usePresentShape(layer: OutlineLayer, code: string): ShownArea | null {
  const region = useRegion();
  const query = useQuery({
    queryKey: [getOutlines.id, layer, region?.revision],
    enabled: region !== null,
    queryFn: async ({ signal }) => {
      const answer = await fetch(`${urlOf(getOutlines, { level: layer })}?r=${region!.revision}`, { signal });
      return (await answer.json()) as Collection;
    },
  });
  return query.data?.features.find((one) => one.properties.code === code)?.geometry ?? null;
}
