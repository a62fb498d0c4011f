import { useNavigate } from '@tanstack/react-router';
import { listPoints } from '@tarim/registry/contract';
import { aqiColour, usePick, useRouteQuery, useText } from '@tarim/ui';
import { AreaMap, PointMap } from '@tarim/ui/map';
import { type ReactNode, useMemo } from 'react';
import { AQI_LEVELS, type AqiFact } from '../contract.ts';
import { explainPath } from './words.tsx';

const MOST = 500;
const HEIGHT = 460;
/** A wider map could not show the whole region: it may not leave it by much on either side. */
const WIDTH = 820;

/** Where the air is how: cities as areas, stations as points, in the colours of the standard; each leads to how it came about. */
export function AirMap({ rows, level }: { rows: readonly AqiFact[]; level: 'cities' | 'points' }): ReactNode {
  const t = useText('evaluation');
  const pick = usePick();
  const navigate = useNavigate();
  const open = (row: AqiFact | undefined) => {
    if (row) void navigate({ to: explainPath(row) as string });
  };
  const areas = useMemo(
    () =>
      rows.flatMap((row) =>
        row.cityCode === null || row.level === null
          ? []
          : [{ code: row.cityCode, colour: aqiColour(row.level) }],
      ),
    [rows],
  );
  return (
    <div style={{ marginBottom: 14, maxWidth: WIDTH }}>
      {level === 'cities' ? (
        <AreaMap
          layer="prefecture"
          areas={areas}
          height={HEIGHT}
          onSelect={(code) => open(rows.find((row) => row.cityCode === code))}
        />
      ) : (
        <Stations rows={rows} onSelect={(id) => open(rows.find((row) => row.pointId === id))} />
      )}
      <div className="legend">
        {AQI_LEVELS.map((one) => (
          <span key={one.level}>
            <i style={{ background: one.colour }} />
            {pick(one.zh, one.en)}
          </span>
        ))}
        <span className="muted">{t('air.mapNote')}</span>
      </div>
    </div>
  );
}

function Stations({
  rows,
  onSelect,
}: {
  rows: readonly AqiFact[];
  onSelect: (pointId: number) => void;
}): ReactNode {
  const places = useRouteQuery(listPoints, { query: { kind: 'air', limit: MOST } });
  const points = useMemo(() => {
    const rowOf = new Map(rows.map((row) => [row.pointId, row]));
    return (places.data?.points ?? []).flatMap(({ id, lon, lat, name }) => {
      const row = rowOf.get(id);
      return row && typeof lon === 'number' && typeof lat === 'number'
        ? [{ id, lon, lat, colour: aqiColour(row.level), title: `${name} AQI ${row.aqi ?? 'NA'}` }]
        : [];
    });
  }, [rows, places.data]);
  return <PointMap points={points} height={HEIGHT} onSelect={onSelect} />;
}
