import type { TemplateKind, TemplateVersion } from '../../contract.ts';

/** A version as it is kept; `at` is an instant. */
export interface VersionRow extends Omit<TemplateVersion, 'at'> {
  readonly at: Date;
}

/**
 * The version of a kind of paper that held for a unit at an instant: the newest until then of the nearest unit up the path that has its
 * own or went back to what is delivered; a unit that takes what is above it (沿用上级) is passed over. Null: nobody has issued one.
 */
export function holdingAt(
  versions: readonly VersionRow[],
  kind: TemplateKind,
  unitPath: string,
  at: Date,
): VersionRow | null {
  const newest = new Map<string, VersionRow>();
  for (const one of versions) {
    if (one.kind !== kind || !unitPath.startsWith(one.unitPath) || one.at > at) continue;
    const before = newest.get(one.unitPath);
    if (!before || one.version > before.version) newest.set(one.unitPath, one);
  }
  return (
    [...newest.values()]
      .filter(({ state }) => state !== 'inherit')
      .sort((a, b) => b.unitPath.length - a.unitPath.length)[0] ?? null
  );
}
