import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Areal, parseAreal } from '@tarim/geo';
import { TarimError } from '@tarim/kernel';
import { type Static, Type } from '@tarim/platform/contract';
import { Check, Errors } from 'typebox/value';
import { Manifest, type OutlineLayer, Unit } from '../../contract.ts';
import { regionErrors } from '../errors.ts';

/** What `manifest.json` of a region pack says. */
const FileName = Type.String({ pattern: '^[\\w./-]+$' });
export const PackManifest = Type.Intersect([
  Type.Omit(Manifest, ['demoOutlines', 'revision']),
  Type.Object({
    format: Type.Literal(1),
    units: FileName,
    outlines: Type.Object({ prefecture: FileName, county: FileName }),
    outlineSource: Type.String(),
    outlineEffectiveFrom: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
    golden: Type.Optional(FileName),
  }),
]);
export type PackManifest = Static<typeof PackManifest>;

const PackUnit = Type.Omit(Unit, ['parent']);
const OutlineFile = Type.Object({
  type: Type.Literal('FeatureCollection'),
  features: Type.Array(
    Type.Object({
      type: Type.Literal('Feature'),
      properties: Type.Object({ code: Type.String() }),
      geometry: Type.Unknown(),
    }),
  ),
});

export interface RegionPack {
  readonly manifest: PackManifest;
  readonly units: readonly Unit[];
  readonly outlines: readonly {
    readonly code: string;
    readonly layer: OutlineLayer;
    readonly geometry: Areal;
  }[];
  /** SHA-256 over the files: nothing is loaded twice. */
  readonly contentHash: string;
}

/**
 * Reads and checks a region pack (区域包): schema, unique codes and paths, parents that exist, readable outlines of known units.
 * @throws TarimError REGION_PACK_INVALID naming the file and the place of the first defect
 */
export async function readPack(dir: string): Promise<RegionPack> {
  const hash = createHash('sha256');
  const read = async (file: string): Promise<unknown> => {
    const bytes = await readFile(join(dir, file)).catch((error: Error) => invalid(file, '', error.message));
    hash.update(file).update('\0').update(bytes);
    try {
      return JSON.parse(bytes.toString('utf8'));
    } catch (error) {
      return invalid(file, '', (error as Error).message);
    }
  };
  const manifest = checked(PackManifest, await read('manifest.json'), 'manifest.json');
  const units = withParents(
    checked(Type.Array(PackUnit), await read(manifest.units), manifest.units),
    manifest.units,
  );
  const codes = new Set(units.map((unit) => unit.code));
  if (manifest.home && !codes.has(manifest.home))
    invalid('manifest.json', '/home', `${manifest.home} is no unit`);
  const outlines: RegionPack['outlines'][number][] = [];
  for (const layer of ['prefecture', 'county'] as const) {
    const file = manifest.outlines[layer];
    checked(OutlineFile, await read(file), file).features.forEach(({ properties: { code }, geometry }, i) => {
      if (!codes.has(code)) invalid(file, `/features/${i}`, `unknown unit ${code}`);
      const { value, problems } = parseAreal(geometry);
      outlines.push({
        code,
        layer,
        geometry: value ?? invalid(file, `/features/${i}${problems[0]?.path}`, problems[0]!.message),
      });
    });
  }
  return { manifest, units, outlines, contentHash: hash.digest('hex') };
}

function checked<S extends Type.TSchema>(schema: S, value: unknown, file: string): Static<S> {
  if (Check(schema, value)) return value as Static<S>;
  const [first] = Errors(schema, value);
  return invalid(file, first?.instancePath ?? '', first?.message ?? 'does not match the schema');
}

function withParents(units: readonly Omit<Unit, 'parent'>[], file: string): Unit[] {
  const byPath = new Map(units.map((unit) => [unit.path, unit.code]));
  const codes = new Set(units.map((unit) => unit.code));
  if (byPath.size !== units.length || codes.size !== units.length)
    invalid(file, '', 'codes and paths must be unique');
  return units.map((unit, i) => {
    const steps = unit.path.split('/').filter(Boolean);
    if (steps.at(-1) !== unit.code) invalid(file, `/${i}/path`, `must end with ${unit.code}`);
    const above = steps.length === 1 ? null : `/${steps.slice(0, -1).join('/')}/`;
    const parent =
      above === null ? null : (byPath.get(above) ?? invalid(file, `/${i}/path`, `${above} is no unit`));
    return { ...unit, parent };
  });
}

function invalid(file: string, path: string, reason: string): never {
  throw new TarimError(regionErrors.packInvalid, { file, path, reason });
}
