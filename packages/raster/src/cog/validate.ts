import { fillMessage, type Problem } from '@tarim/kernel';
import { openRaster } from '../raster.ts';
import type { TiffImage } from '../tiff/image.ts';
import { TAG } from '../tiff/tags.ts';
import { cogErrors } from './errors.ts';

export interface CogReport {
  /** Cloud-optimised: no problem that is not only a note. */
  readonly valid: boolean;
  readonly errors: readonly Problem[];
  readonly notes: readonly Problem[];
}

type Definition = (typeof cogErrors)[keyof typeof cogErrors];
const told = (definition: Definition, params: Record<string, string | number> = {}): Problem => ({
  code: definition.code,
  message: fillMessage(definition.zh, params),
  params,
});

const firstOffset = ({ offsets, counts }: TiffImage): number | null => {
  let least: number | null = null;
  for (let i = 0; i < offsets.length; i++)
    if (counts[i]! > 0 && (least === null || offsets[i]! < least)) least = offsets[i]!;
  return least;
};

/**
 * Whether a file is laid out as a cloud-optimised GeoTIFF: tiled, with overviews, all directories at the front from large
 * to small, tiles of small overviews before those of large ones. The conditions are those of GDAL's driver page (COG).
 * @throws TarimError when it is no readable TIFF at all
 */
export function validateCog(path: string): CogReport {
  const errors: Problem[] = [];
  const notes: Problem[] = [];
  const raster = openRaster(path);
  try {
    const { header, levels } = raster;
    const full = levels[0]!.image;
    const large = Math.max(full.width, full.height) > 512;
    if (!full.tiled && large) errors.push(told(cogErrors.notTiled));
    if (levels.length === 1 && large) errors.push(told(cogErrors.noOverviews));
    const start = (header.big ? 16 : 8) + (header.ghost ? 43 + header.ghost.length : 0);
    if (header.offsets[0]! > start + 1)
      errors.push(told(cogErrors.directoryLate, { at: header.offsets[0]! }));
    if (header.offsets.some((at, i) => i > 0 && at < header.offsets[i - 1]!))
      errors.push(told(cogErrors.directoryOrder));
    const lastDirectory = Math.max(...header.offsets);
    const places = levels.map(({ image }) => firstOffset(image));
    if (places.some((place) => place !== null && place < lastDirectory))
      errors.push(told(cogErrors.dataBeforeDirectories));
    for (let level = 1; level < levels.length; level++) {
      const [before, own] = [places[level - 1]!, places[level]!];
      if (before !== null && own !== null && own > before)
        errors.push(told(cogErrors.overviewBehind, { level }));
      const { image, width, height } = levels[level]!;
      if (!image.tiled && Math.max(width, height) > 512) errors.push(told(cogErrors.notTiled));
    }
    if (full.tiled && (full.blockWidth > 1_024 || full.blockHeight > 1_024))
      notes.push(told(cogErrors.largeTiles, { size: `${full.blockWidth} × ${full.blockHeight}` }));
    const smallest = levels.at(-1)!;
    if (levels.length > 1 && Math.max(smallest.width, smallest.height) > 1_024)
      notes.push(told(cogErrors.overviewsEndEarly, { size: `${smallest.width} × ${smallest.height}` }));
    if (!full.directory.has(TAG.GeoKeyDirectory) || raster.affine === null)
      notes.push(told(cogErrors.noPlace));
    return { valid: errors.length === 0, errors, notes };
  } finally {
    raster.close();
  }
}
