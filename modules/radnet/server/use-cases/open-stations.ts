import { heldBack } from '@tarim/disclosure/queries';
import type { Context } from '@tarim/platform';
import { listPoints } from '@tarim/registry/queries';
import type { JudgedHour, OpenRadiationStation } from '../../contract.ts';
import { checkedStations } from './findings.ts';
import { stationsOf } from './stations.ts';

/** What the public sees of the network: values and what is normal; no level of alarm that nobody has checked. */
export async function listOpenStations(ctx: Context): Promise<{ stations: OpenRadiationStation[] }> {
  const points = await listPoints(ctx.db, { kind: 'radiation', publicOnly: true });
  const hidden = await heldBack(ctx.db);
  const shown = points.filter((point) => !hidden.points.has(point.id));
  const stations = await stationsOf(ctx, shown);
  const above = stations.flatMap(({ id, latest }) => (bandOf(latest) === 'above' ? [id] : []));
  const checked = await checkedStations(ctx, above);
  return {
    stations: stations.map(({ id, name, unitPath, level, lon, lat, latest, availability, simulated }) => ({
      id,
      name,
      unitPath,
      level,
      lon,
      lat,
      time: latest?.time ?? null,
      value: measuredOf(latest),
      ...normalOf(latest),
      band: bandOf(latest),
      wet: latest?.wet ?? false,
      checked: checked.has(id),
      availability: availability.share,
      simulated,
    })),
  };
}

/** A value that an instrument at fault shows is none. */
function measuredOf(latest: JudgedHour | null): number | null {
  return latest && !latest.state.startsWith('fault') ? latest.value : null;
}

/** What is normal here: mean ± the deviations of the rule, nGy/h. */
function normalOf(latest: JudgedHour | null): { normalFrom: number | null; normalTo: number | null } {
  if (!latest || latest.mean === null || latest.limit === null) return { normalFrom: null, normalTo: null };
  return { normalFrom: Math.max(0, 2 * latest.mean - latest.limit), normalTo: latest.limit };
}

function bandOf(latest: JudgedHour | null): OpenRadiationStation['band'] {
  const value = measuredOf(latest);
  const { normalFrom, normalTo } = normalOf(latest);
  if (value === null || normalFrom === null || normalTo === null) return null;
  if (value > normalTo) return 'above';
  return value < normalFrom ? 'below' : 'within';
}
