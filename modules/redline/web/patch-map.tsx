import { useRouteQuery, useText } from '@tarim/ui';
import { ColouredMap, type ShownArea } from '@tarim/ui/map';
import { type ReactNode, useMemo } from 'react';
import { AREA_TYPES, areaShapes, type PatchDetail } from '../contract.ts';
import { AREA_COLOURS } from './colours.ts';

const OUTLINE_COLOUR = '#7a2fb5';
const PATCH_COLOUR = '#111827';
/** A patch of some hectares fills about a third of the map. */
const NEAREST = 15;

/** The patch, the outline drawn in the field, and the boundaries in force on the day of its later image. */
export function PatchMap({ detail }: { detail: PatchDetail }): ReactNode {
  const t = useText('redline');
  const shapes = useRouteQuery(areaShapes, { query: { on: detail.patch.afterOn } }).data?.shapes;
  const areas = useMemo(
    () => [
      ...(shapes ?? []).map((one) => ({
        id: `${one.kind}/${one.code}`,
        geometry: one.geometry as ShownArea,
        colour: AREA_COLOURS[one.type],
      })),
      ...(detail.outline
        ? [{ id: 'outline', geometry: detail.outline as ShownArea, colour: OUTLINE_COLOUR }]
        : []),
    ],
    [shapes, detail.outline],
  );
  const met = new Set(detail.overlaps.areas.map((one) => `${one.kind}/${one.code}`));
  const types = AREA_TYPES.filter((type) =>
    (shapes ?? []).some((one) => one.type === type && met.has(`${one.kind}/${one.code}`)),
  );
  return (
    <ColouredMap
      areas={areas}
      site={detail.geometry as ShownArea}
      nearest={NEAREST}
      legend={[
        { colour: PATCH_COLOUR, text: t('map.patch') },
        ...(detail.outline ? [{ colour: OUTLINE_COLOUR, text: t('map.outline') }] : []),
        ...types.map((type) => ({ colour: AREA_COLOURS[type], text: t(`type.${type}`) })),
      ]}
      height={430}
    />
  );
}
