import { type MouseEvent, type ReactNode, useState } from 'react';
import { useI18n } from '../i18n.ts';
import type { Fix } from './position.ts';

type Position = readonly [number, number];
type Ring = readonly Position[];
const SIZE = 320;
const M_PER_DEGREE = 111_195;
const ZOOMS = [50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000] as const;

/** Outer and inner rings of a GeoJSON polygon or multipolygon; of anything else none. */
export function ringsOf(geometry: unknown): readonly Ring[] {
  const { type, coordinates } = (geometry ?? {}) as { type?: string; coordinates?: unknown };
  if (type === 'Polygon') return coordinates as Ring[];
  return type === 'MultiPolygon' ? (coordinates as Ring[][]).flat() : [];
}

/**
 * A plan without a map (示意图): the outline, the place and oneself, to scale, north above. There is no base map where there is no
 * network, and one does not get lost within a kilometre.
 */
export function Plan({
  place,
  geometry,
  here,
  drawn,
  onTap,
}: {
  place: Position | null;
  geometry: unknown;
  here: Fix | null;
  /** What is being drawn. */
  drawn?: Ring;
  onTap?: (position: Position) => void;
}): ReactNode {
  const { t } = useI18n();
  const rings = ringsOf(geometry);
  const all = rings.flat();
  const centre: Position = place ?? middleOf(all) ?? here?.place ?? [87.6, 43.8];
  const [zoom, setZoom] = useState(() => zoomFor(centre, all));
  const half = ZOOMS[zoom]!;
  const kx = M_PER_DEGREE * Math.cos((centre[1] * Math.PI) / 180);
  const x = (lon: number) => SIZE / 2 + (((lon - centre[0]) * kx) / half) * (SIZE / 2);
  const y = (lat: number) => SIZE / 2 - (((lat - centre[1]) * M_PER_DEGREE) / half) * (SIZE / 2);
  const path = (ring: Ring) =>
    `M${ring.map(([lon, lat]) => `${x(lon).toFixed(1)},${y(lat).toFixed(1)}`).join('L')}Z`;
  const tap = (event: MouseEvent<SVGSVGElement>) => {
    if (!onTap) return;
    const box = event.currentTarget.getBoundingClientRect();
    const [px, py] = [
      (event.clientX - box.left) / box.width - 0.5,
      (event.clientY - box.top) / box.height - 0.5,
    ];
    onTap([
      Number((centre[0] + (px * 2 * half) / kx).toFixed(7)),
      Number((centre[1] - (py * 2 * half) / M_PER_DEGREE).toFixed(7)),
    ]);
  };
  return (
    <figure className="plan" dir="ltr">
      <svg
        viewBox={`0 0 ${SIZE} ${SIZE}`}
        role="img"
        aria-label={t('plan')}
        onClick={tap}
        onKeyDown={() => {}}
      >
        <rect width={SIZE} height={SIZE} className="ground" />
        <path d={`M${SIZE / 2},0V${SIZE}M0,${SIZE / 2}H${SIZE}`} className="grid" />
        {rings.length > 0 ? (
          <path d={rings.map(path).join('')} className="outline" fillRule="evenodd" />
        ) : null}
        {drawn && drawn.length > 0 ? <path d={path(drawn)} className="drawn" /> : null}
        {drawn?.map(([lon, lat]) => (
          <circle key={`${lon},${lat}`} cx={x(lon)} cy={y(lat)} r={4} className="corner" />
        ))}
        {place ? <circle cx={x(place[0])} cy={y(place[1])} r={6} className="place" /> : null}
        {here ? (
          <>
            <circle
              cx={x(here.place[0])}
              cy={y(here.place[1])}
              r={Math.max(4, (here.accuracy / half) * (SIZE / 2))}
              className="unsure"
            />
            <circle cx={x(here.place[0])} cy={y(here.place[1])} r={5} className="here" />
          </>
        ) : null}
        <text x={8} y={16} className="north">
          N ↑
        </text>
        <path d={`M8,${SIZE - 10}h${SIZE / 4}`} className="bar" />
        <text x={12 + SIZE / 4} y={SIZE - 6} className="north">
          {half / 2 >= 1_000 ? `${half / 2_000} km` : `${half / 2} m`}
        </text>
      </svg>
      <figcaption>
        <button type="button" aria-label={t('plan.in')} onClick={() => setZoom(Math.max(0, zoom - 1))}>
          +
        </button>{' '}
        <button
          type="button"
          aria-label={t('plan.out')}
          onClick={() => setZoom(Math.min(ZOOMS.length - 1, zoom + 1))}
        >
          −
        </button>{' '}
        <span className="muted">{here ? t('position.is', { m: here.accuracy }) : t('position.waiting')}</span>
      </figcaption>
    </figure>
  );
}

function middleOf(all: readonly Position[]): Position | null {
  if (all.length === 0) return null;
  const middle = (k: 0 | 1) => {
    const of = all.map((one) => one[k]);
    return (Math.min(...of) + Math.max(...of)) / 2;
  };
  return [middle(0), middle(1)];
}

/** The nearest zoom that shows all. */
function zoomFor(centre: Position, all: readonly Position[]): number {
  const kx = Math.cos((centre[1] * Math.PI) / 180);
  const far = all.map(
    ([lon, lat]) => Math.max(Math.abs(lon - centre[0]) * kx, Math.abs(lat - centre[1])) * M_PER_DEGREE,
  );
  const need = Math.max(0, ...far) * 1.15;
  const index = ZOOMS.findIndex((one) => one >= need);
  return all.length === 0 ? 3 : index < 0 ? ZOOMS.length - 1 : index;
}
