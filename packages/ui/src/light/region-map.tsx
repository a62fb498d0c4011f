import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { nameIn, type UiLanguage } from '../languages.ts';
import { type Projection, pathOf, projection, type Shape } from './projection.ts';
import { spread } from './spread.ts';
import { useRegion } from './use-region.ts';
import { useWidth } from './use-width.ts';

export interface RegionMarker {
  readonly id: string;
  readonly lon: number;
  readonly lat: number;
  readonly colour: string;
  readonly text: string | null;
  readonly title: string;
  /** A badge with text; else a dot. */
  readonly big: boolean;
  /** Ink that can be read on the colour. */
  readonly dark?: boolean;
}

interface Outline {
  readonly name: string;
  readonly demo: boolean;
  readonly geometry: Shape;
}

/** Below this width badges are smaller: a telephone. */
const NARROW = 560;

/** The region as a small SVG map with coloured markers; the list beside it says the same in words. */
export function RegionMap({
  markers,
  onSelect,
  label,
  language,
  chosen,
}: {
  markers: readonly RegionMarker[];
  onSelect: (id: string) => void;
  label: string;
  language: UiLanguage;
  chosen?: string | null;
}): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box, 640);
  const region = useRegion();
  const outlines = useOutlines(region?.layers[0]?.id, region?.revision);
  const plane = useMemo(() => (region ? projection(region.bbox, width) : null), [region, width]);
  const paths = useMemo(
    () => (plane ? outlines.map((one) => ({ ...one, path: pathOf(one.geometry, plane) })) : []),
    [outlines, plane],
  );
  if (!region || !plane)
    return (
      <div ref={box} className="region-map">
        <div className="skeleton" style={{ aspectRatio: '1.3' }} aria-busy="true" />
      </div>
    );
  return (
    <div ref={box} className="region-map" dir="ltr">
      <svg width={plane.width} height={plane.height} role="img" aria-label={label}>
        {paths.map((one) => (
          <path key={one.name} d={one.path} className={one.demo ? 'outline outline-demo' : 'outline'}>
            <title>{one.name}</title>
          </path>
        ))}
        <Markers markers={markers} plane={plane} onSelect={onSelect} chosen={chosen ?? null} />
      </svg>
      {region.demoOutlines ? (
        <p className="map-caption" dir="auto">
          {nameIn(region.outlineNote, language)}
        </p>
      ) : null}
    </div>
  );
}

function Markers({
  markers,
  plane,
  onSelect,
  chosen,
}: {
  markers: readonly RegionMarker[];
  plane: Projection;
  onSelect: (id: string) => void;
  chosen: string | null;
}): ReactNode {
  const narrow = plane.width < NARROW;
  const [badgeWidth, badgeHeight] = narrow ? [30, 18] : [40, 23];
  const badges = markers.filter((one) => one.big);
  const dots = markers.filter((one) => !one.big);
  const places = useMemo(
    () =>
      spread(
        badges.map((one) => ({
          x: plane.x(one.lon),
          y: plane.y(one.lat),
          width: badgeWidth,
          height: badgeHeight,
        })),
        plane,
      ),
    [badges, plane, badgeWidth, badgeHeight],
  );
  return (
    <>
      {dots.map((one) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: the list beside the map offers the same by keyboard
        <g key={one.id} className="marker" onClick={() => onSelect(one.id)}>
          <circle cx={plane.x(one.lon)} cy={plane.y(one.lat)} r={9} className="bar-ground" />
          <circle
            cx={plane.x(one.lon)}
            cy={plane.y(one.lat)}
            r={one.id === chosen ? 7 : narrow ? 3.4 : 4.4}
            fill={one.colour}
            className="dot"
          />
          <title>{one.title}</title>
        </g>
      ))}
      {badges.map((one, index) => (
        <line
          key={one.id}
          x1={plane.x(one.lon)}
          y1={plane.y(one.lat)}
          x2={places[index]!.x}
          y2={places[index]!.y}
          className="leader"
        />
      ))}
      {badges.map((one, index) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: the list beside the map offers the same by keyboard
        <g
          key={one.id}
          transform={`translate(${places[index]!.x.toFixed(1)} ${places[index]!.y.toFixed(1)})`}
          className={one.id === chosen ? 'marker marker-chosen' : 'marker'}
          onClick={() => onSelect(one.id)}
        >
          <title>{one.title}</title>
          <rect
            x={-badgeWidth / 2}
            y={-badgeHeight / 2}
            width={badgeWidth}
            height={badgeHeight}
            rx={badgeHeight / 2}
            fill={one.colour}
          />
          <text
            textAnchor="middle"
            dy="0.36em"
            fontSize={narrow ? 11 : 14}
            fill={one.dark ? '#fff' : '#13252b'}
          >
            {one.text}
          </text>
        </g>
      ))}
    </>
  );
}

function useOutlines(layer: string | undefined, revision: string | undefined): readonly Outline[] {
  const [outlines, setOutlines] = useState<readonly Outline[]>([]);
  useEffect(() => {
    if (!layer || !revision) return;
    const abort = new AbortController();
    fetch(`/api/region/outlines/${layer}?r=${revision}`, { signal: abort.signal })
      .then((answer) => answer.json())
      .then(
        ({ features }: { features: { properties: { name: string; demo: boolean }; geometry: Shape }[] }) =>
          setOutlines(features.map(({ properties: { name, demo }, geometry }) => ({ name, demo, geometry }))),
      )
      .catch(() => {});
    return () => abort.abort();
  }, [layer, revision]);
  return outlines;
}
