import { useText } from '@tarim/ui';
import { ColouredMap, PointMap, type ShownArea } from '@tarim/ui/map';
import { type ReactNode, useMemo } from 'react';
import type { Preview } from '../../contract.ts';

interface Shape {
  readonly line: number;
  readonly geometry: { readonly type: string; readonly coordinates: unknown };
}
type Position = readonly [lon: number, lat: number];
const COLOUR = '#5b5f97';
const HEIGHT = 380;

/** The first shapes of the source on the region, so that a wrong system or swapped columns are seen at once. */
export default function Shapes({ shapes }: { shapes: Preview['shapes'] }): ReactNode {
  const t = useText('exchange');
  const all = shapes as readonly Shape[];
  const areas = useMemo(
    () =>
      all
        .filter((one) => one.geometry.type.endsWith('Polygon'))
        .map((one) => ({ id: String(one.line), geometry: one.geometry as ShownArea, colour: COLOUR })),
    [all],
  );
  const points = useMemo(
    () =>
      all.flatMap((one) =>
        positionsOf(one, 'Point').map(([lon, lat]) => ({
          id: one.line,
          lon,
          lat,
          colour: COLOUR,
          title: t('preview.line', { line: one.line }),
        })),
      ),
    [all, t],
  );
  const lines = useMemo(
    () => all.flatMap((one) => linesOf(one).map((coordinates) => ({ coordinates, colour: COLOUR }))),
    [all],
  );
  if (areas.length > 0) return <ColouredMap areas={areas} legend={[]} height={HEIGHT} />;
  return <PointMap points={points} lines={lines} onSelect={() => {}} height={HEIGHT} />;
}

function positionsOf({ geometry: { type, coordinates } }: Shape, kind: string): readonly Position[] {
  if (type === kind) return [coordinates as Position];
  return type === `Multi${kind}` ? (coordinates as readonly Position[]) : [];
}

function linesOf({ geometry: { type, coordinates } }: Shape): readonly (readonly Position[])[] {
  if (type === 'LineString') return [coordinates as readonly Position[]];
  return type === 'MultiLineString' ? (coordinates as readonly (readonly Position[])[]) : [];
}
