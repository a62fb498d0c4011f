import { type LineString, length, type Position, parseGeometry } from '@tarim/geo';
import { type Problem, TarimError } from '@tarim/kernel';
import type { Actor, Context } from '@tarim/platform';
import { analysisErrors } from '../errors.ts';
import { type Reach, replaceReaches } from '../sql/rivers.ts';

/** Ends nearer than this are one node: about 11 m. */
const SNAP = 1e-4;
const LIMIT = 100_000;

/**
 * Replaces the network by lines that were digitised from the upper end to the lower. Lines whose ends meet flow into each
 * other. What is no line is told and left out.
 * @throws TarimError ANALYSIS_RIVERS_INVALID when no line can be read
 */
export async function importRivers(
  ctx: Context,
  actor: Actor,
  file: { name: string; bytes: Uint8Array },
): Promise<{ reaches: number; nodes: number; problems: Problem[] }> {
  let data: unknown;
  try {
    data = JSON.parse(Buffer.from(file.bytes).toString('utf8'));
  } catch {
    throw new TarimError(analysisErrors.riversInvalid, { reason: 'JSON' });
  }
  const features = (data as { features?: unknown } | null)?.features;
  if (!Array.isArray(features))
    throw new TarimError(analysisErrors.riversInvalid, { reason: 'FeatureCollection' });
  if (features.length > LIMIT) throw new TarimError(analysisErrors.riversInvalid, { reason: `> ${LIMIT}` });
  const problems: Problem[] = [];
  const lines = features.flatMap((feature: unknown, i): RiverLine[] => linesOf(feature, i, problems));
  if (lines.length === 0) throw new TarimError(analysisErrors.riversInvalid, { reason: 'LineString' });
  const { reaches, nodes } = networkOf(lines, { source: file.name, simulated: false });
  await ctx.db.transaction().execute(async (tx) => {
    await replaceReaches(tx, reaches);
    await ctx.audit.record(tx, {
      actor,
      action: 'analysis.rivers.replaced',
      subject: file.name,
      detail: { reaches: reaches.length, nodes },
    });
  });
  return { reaches: reaches.length, nodes, problems: problems.slice(0, 100) };
}

export interface RiverLine {
  readonly name: string | null;
  readonly velocity: number | null;
  readonly geometry: LineString;
}

function linesOf(feature: unknown, index: number, problems: Problem[]): RiverLine[] {
  const { geometry, properties } = (feature ?? {}) as {
    geometry?: unknown;
    properties?: Record<string, unknown>;
  };
  const parsed = parseGeometry(geometry);
  problems.push(...parsed.problems.map((one) => ({ ...one, path: `features.${index}` })));
  const shape = parsed.value;
  const name = typeof properties?.name === 'string' ? properties.name.slice(0, 120) : null;
  const speed = Number(properties?.velocity ?? Number.NaN);
  const velocity = speed > 0 && speed <= 10 ? speed : null;
  if (shape?.type === 'LineString') return [{ name, velocity, geometry: shape }];
  if (shape?.type === 'MultiLineString')
    return shape.coordinates.map((coordinates) => ({
      name,
      velocity,
      geometry: { type: 'LineString' as const, coordinates },
    }));
  if (shape)
    problems.push({
      code: analysisErrors.riversInvalid.code,
      message: shape.type,
      path: `features.${index}`,
    });
  return [];
}

/** Numbers the nodes; lengths are geodesic. */
export function networkOf(
  lines: readonly RiverLine[],
  told: { source: string; simulated: boolean },
): { reaches: Omit<Reach, 'id'>[]; nodes: number } {
  const numbers = new Map<string, number>();
  const nodeAt = ([lon, lat]: Position): number => {
    const key = `${Math.round(lon! / SNAP)} ${Math.round(lat! / SNAP)}`;
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, numbers.size + 1);
    return numbers.size;
  };
  const reaches = lines
    .filter((one) => one.geometry.coordinates.length > 1)
    .map((one) => ({
      ...one,
      ...told,
      fromNode: nodeAt(one.geometry.coordinates[0]!),
      toNode: nodeAt(one.geometry.coordinates.at(-1)!),
      lengthM: length(one.geometry),
    }));
  return { reaches, nodes: numbers.size };
}
