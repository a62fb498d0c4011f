import { type ReactNode, useEffect, useMemo, useState } from 'react';

export interface RegionMarker {
  readonly id: string;
  readonly lon: number;
  readonly lat: number;
  readonly colour: string;
  readonly text: string | null;
  readonly title: string;
  readonly big: boolean;
}

interface Outline {
  readonly name: string;
  readonly path: string;
}

const WEST = 73.2;
const EAST = 96.6;
const NORTH = 49.4;
const SOUTH = 34.2;
const W = 1_000;
/** Plate carrée at 42° north: a degree of longitude is cos 42° of one of latitude. */
const SCALE = W / (EAST - WEST);
const H = ((NORTH - SOUTH) * SCALE) / Math.cos((42 * Math.PI) / 180);
const px = (lon: number) => (lon - WEST) * SCALE;
const py = (lat: number) => ((NORTH - lat) * SCALE) / Math.cos((42 * Math.PI) / 180);

type Ring = [number, number][];
interface Feature {
  properties: { name: string };
  geometry: { type: 'Polygon'; coordinates: Ring[] } | { type: 'MultiPolygon'; coordinates: Ring[][] };
}

function pathOf(geometry: Feature['geometry']): string {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return polygons
    .flatMap((rings) =>
      rings.map(
        (ring) => `M${ring.map(([lon, lat]) => `${px(lon).toFixed(1)} ${py(lat).toFixed(1)}`).join('L')}Z`,
      ),
    )
    .join('');
}

/** The region as a small SVG map with coloured markers; the list beside it says the same in words. */
export function RegionMap({
  markers,
  onSelect,
  note,
  label,
}: {
  markers: readonly RegionMarker[];
  onSelect: (id: string) => void;
  note: string;
  label: string;
}): ReactNode {
  const [outlines, setOutlines] = useState<Outline[]>([]);
  useEffect(() => {
    fetch('/api/region/outlines/prefecture')
      .then((answer) => answer.json())
      .then(({ features }: { features: Feature[] }) =>
        setOutlines(features.map((one) => ({ name: one.properties.name, path: pathOf(one.geometry) }))),
      )
      .catch(() => {});
  }, []);
  const sorted = useMemo(() => [...markers].sort((a, b) => Number(a.big) - Number(b.big)), [markers]);
  return (
    <div className="region-map">
      <svg viewBox={`0 0 ${W} ${H.toFixed(0)}`} role="img" aria-label={label}>
        {outlines.map((one) => (
          <path key={one.name} d={one.path} className="outline">
            <title>{one.name}</title>
          </path>
        ))}
        {sorted.map((one) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: the list beside the map offers the same by keyboard
          <g
            key={one.id}
            transform={`translate(${px(one.lon).toFixed(1)} ${py(one.lat).toFixed(1)})`}
            className="marker"
            onClick={() => onSelect(one.id)}
          >
            <title>{one.title}</title>
            {one.big ? (
              <rect x={-23} y={-14} width={46} height={28} rx={14} fill={one.colour} />
            ) : (
              <circle r={5.5} fill={one.colour} />
            )}
            {one.big && one.text ? (
              <text textAnchor="middle" dy={6}>
                {one.text}
              </text>
            ) : null}
          </g>
        ))}
      </svg>
      <p className="map-caption">{note}</p>
    </div>
  );
}
