import { useQueries } from '@tanstack/react-query';
import { call } from '@tarim/platform/contract';
import { useText } from '@tarim/ui';
import { ColouredMap, type ShownArea } from '@tarim/ui/map';
import { type ReactNode, useMemo } from 'react';
import { AREA_TYPES, type Area, getArea, type PatchDetail } from '../contract.ts';
import { AREA_COLOURS } from './colours.ts';

const OUTLINE_COLOUR = '#7a2fb5';
const PATCH_COLOUR = '#111827';
/** A patch of some hectares fills about a third of the map. */
const NEAREST = 15;

interface Met {
  readonly area: Area;
  readonly geometry: unknown;
}
const combine = (results: readonly { readonly data?: Met | undefined }[]): readonly Met[] =>
  results.flatMap((one) => (one.data ? [one.data] : []));

/** Boundaries that the patch meets, whole and not generalised: at its scale a generalised one would lie beside it. */
function useMet({ overlaps }: PatchDetail): readonly Met[] {
  return useQueries({
    queries: overlaps.areas.map(({ kind, code }) => {
      const args = { params: { kind, code }, query: { on: overlaps.on } };
      return { queryKey: [getArea.id, args], queryFn: () => call(getArea, args) as Promise<Met> };
    }),
    combine,
  });
}

/** The patch, the outline drawn in the field, and the boundaries that it meets as of the day of its later image. */
export function PatchMap({ detail }: { detail: PatchDetail }): ReactNode {
  const t = useText('redline');
  const met = useMet(detail);
  const areas = useMemo(
    () => [
      ...met.map(({ area, geometry }) => ({
        id: `${area.kind}/${area.code}`,
        geometry: geometry as ShownArea,
        colour: AREA_COLOURS[area.type],
      })),
      ...(detail.outline
        ? [{ id: 'outline', geometry: detail.outline as ShownArea, colour: OUTLINE_COLOUR }]
        : []),
    ],
    [met, detail.outline],
  );
  const types = AREA_TYPES.filter((type) => met.some((one) => one.area.type === type));
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
