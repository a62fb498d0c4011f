import {
  allocate,
  bandsIn,
  compileExpression,
  INDICES,
  type IndexName,
  parseExpression,
  type Role,
} from '@tarim/raster';
import type { Attributes } from './classify.ts';

/** Mean values of one patch, by role. */
export type Means = Readonly<Partial<Record<Role, number | null>>>;

/** Indices that are told of patches, and two of our own that rules use. */
const TOLD = ['ndvi', 'ndwi', 'mndwi', 'ndbi', 'bsi', 'nbr'] as const satisfies readonly IndexName[];
const OWN: Readonly<Record<string, string>> = {
  /** Snow (Hall et al. 1995). */
  ndsi: '(G - S1) / (G + S1)',
  /** How grey a surface is: soils of dry country are red. */
  blueness: 'B / R',
};

/** Indices of mean reflectances, for many patches at once; only those that the roles allow. NaN where a mean is missing. */
export function indicesOf(roles: readonly Role[], patches: readonly Means[]): Record<string, Float32Array> {
  const columns = roles.map((role) => ({
    values: Float32Array.from(patches, (one) => one[role] ?? Number.NaN),
    noData: null,
    valid: null,
  }));
  const inputs = roles.map((name) => ({ name, scale: 1, offset: 0 }));
  const found: Record<string, Float32Array> = {};
  for (const [name, text] of [
    ...TOLD.map((one) => [one, INDICES[one].expression] as const),
    ...Object.entries(OWN),
  ]) {
    const node = parseExpression(text);
    if (!bandsIn(node).every((band) => roles.includes(band as Role))) continue;
    const out = allocate('float32', patches.length) as Float32Array<ArrayBuffer>;
    compileExpression(node, inputs, { type: 'float32', noData: Number.NaN, scale: 1, offset: 0 })(
      columns,
      null,
      out,
    );
    found[name] = out;
  }
  return found;
}

export interface Shape {
  readonly area: number;
  readonly elongation: number;
}

export interface Judged {
  readonly attributes: Attributes;
  /** Of the indices that are told: after less before. */
  readonly indexChange: Record<string, number>;
}

/** What rules ask of each patch. `plain`: stored numbers are no reflectances, so that their size says nothing. */
export function attributesOf(
  roles: readonly Role[],
  before: readonly Means[],
  after: readonly Means[],
  shapes: readonly Shape[],
  plain: boolean,
): Judged[] {
  const [first, second] = [indicesOf(roles, before), indicesOf(roles, after)];
  return shapes.map(({ area, elongation }, i) => {
    const all: Record<string, number> = {
      areaM2: area,
      elongation,
      // Of an ellipse of that area and elongation, the short axis.
      width: Math.sqrt((4 * area) / (Math.PI * elongation)),
    };
    if (plain) all.plain = 1;
    else
      for (const role of roles) {
        all[`before.${role}`] = before[i]![role] ?? Number.NaN;
        all[`after.${role}`] = after[i]![role] ?? Number.NaN;
      }
    const indexChange: Record<string, number> = {};
    for (const name of Object.keys(first)) {
      const [a, b] = [first[name]![i]!, second[name]![i]!];
      all[`before.${name}`] = a;
      all[`after.${name}`] = b;
      all[`change.${name}`] = b - a;
      if ((TOLD as readonly string[]).includes(name) && Number.isFinite(b - a))
        indexChange[name] = Math.round((b - a) * 1e4) / 1e4;
    }
    return { attributes: all, indexChange };
  });
}
