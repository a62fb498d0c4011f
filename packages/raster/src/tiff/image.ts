import { TarimError } from '@tarim/kernel';
import { rasterErrors } from '../errors.ts';
import { type Limits, within } from '../limits.ts';
import { SAMPLE_TYPES, type SampleType } from '../samples.ts';
import { isKnownCompression } from './codec.ts';
import type { Directory } from './directory.ts';
import type { ByteSource } from './source.ts';
import { COMPRESSION, TAG } from './tags.ts';

/** One image of a TIFF, cut into blocks (tiles, or strips as tiles of full width). */
export interface TiffImage {
  readonly directory: Directory;
  readonly width: number;
  readonly height: number;
  readonly bands: number;
  readonly type: SampleType;
  /** Less than those of the type for packed 1, 2 or 4 bits. */
  readonly bits: number;
  readonly compression: number;
  readonly predictor: number;
  /** True when each band has blocks of its own (planar configuration 2). */
  readonly separate: boolean;
  readonly tiled: boolean;
  readonly blockWidth: number;
  readonly blockHeight: number;
  readonly across: number;
  readonly down: number;
  /** Positions and packed sizes of blocks; a block of size 0 was never written (sparse). */
  readonly offsets: Float64Array;
  readonly counts: Float64Array;
  readonly littleEndian: boolean;
  readonly noData: number | null;
  /** NewSubfileType: 1 an overview, 4 a mask. */
  readonly subfile: number;
  readonly photometric: number;
}

const TYPES: Readonly<Record<string, SampleType>> = {
  '1:8': 'uint8',
  '1:16': 'uint16',
  '1:32': 'uint32',
  '2:8': 'int8',
  '2:16': 'int16',
  '2:32': 'int32',
  '3:32': 'float32',
  '3:64': 'float64',
  '4:8': 'uint8',
};

/**
 * What a directory says about its image, checked against itself and against the file: sizes, blocks, types.
 * @throws TarimError
 */
export function readImage(
  source: ByteSource,
  directory: Directory,
  littleEndian: boolean,
  limits: Limits,
): TiffImage {
  const { name } = source;
  const bad = (reason: string) => new TarimError(rasterErrors.unreadable, { name, reason });
  const not = (feature: string) => new TarimError(rasterErrors.unsupported, { name, feature });
  const one = (tag: number, absent: number | null = null) => {
    const value = directory.first(tag) ?? absent;
    if (value === null) throw bad(`tag ${tag} is missing`);
    return value;
  };
  const width = one(TAG.ImageWidth);
  const height = one(TAG.ImageLength);
  const bands = one(TAG.SamplesPerPixel, 1);
  if (!(width >= 1 && height >= 1 && bands >= 1)) throw bad(`size ${width} × ${height} × ${bands}`);
  within('cells', width * height, limits.maxCells);
  within('bands', bands, limits.maxBands);

  const bitsOf = directory.numbers(TAG.BitsPerSample) ?? new Float64Array([1]);
  const formats = directory.numbers(TAG.SampleFormat) ?? new Float64Array([1]);
  const bits = bitsOf[0] ?? 1;
  const format = formats[0] ?? 1;
  if (bitsOf.some((value) => value !== bits) || formats.some((value) => value !== format))
    throw not('bands of different types');
  const packed = format === 1 && (bits === 1 || bits === 2 || bits === 4);
  const type = packed ? 'uint8' : TYPES[`${format}:${bits}`];
  if (!type) throw not(`samples of ${bits} bits, format ${format}`);

  const compression = one(TAG.Compression, 1);
  if (!isKnownCompression(compression)) throw not(`compression ${compression}`);
  const predictor = one(TAG.Predictor, 1);
  if (![1, 2, 3].includes(predictor)) throw not(`predictor ${predictor}`);
  if (predictor === 3 && SAMPLE_TYPES[type].format !== 3) throw bad('predictor 3 on whole numbers');
  if (predictor !== 1 && packed) throw not('a predictor on packed bits');
  if (one(TAG.FillOrder, 1) !== 1) throw not('fill order 2');
  const planar = one(TAG.PlanarConfiguration, 1);
  if (planar !== 1 && planar !== 2) throw bad(`planar configuration ${planar}`);
  const separate = planar === 2 && bands > 1;

  const tiled = directory.has(TAG.TileWidth);
  const blockWidth = tiled ? one(TAG.TileWidth) : width;
  const blockHeight = tiled ? one(TAG.TileLength) : Math.min(one(TAG.RowsPerStrip, height), height);
  if (!(blockWidth >= 1 && blockHeight >= 1)) throw bad(`blocks of ${blockWidth} × ${blockHeight}`);
  const across = Math.ceil(width / blockWidth);
  const down = Math.ceil(height / blockHeight);
  const blocks = across * down * (separate ? bands : 1);
  const offsetTag = tiled ? TAG.TileOffsets : TAG.StripOffsets;
  const countTag = tiled ? TAG.TileByteCounts : TAG.StripByteCounts;
  // Before the positions are read: a few bytes may claim billions of them.
  if (directory.count(offsetTag) < blocks)
    throw bad(`${directory.count(offsetTag)} blocks instead of ${blocks}`);
  within('blocks', blocks, source.size);
  const blockBytes = Math.ceil((blockWidth * (separate ? 1 : bands) * bits) / 8) * blockHeight;
  const plain = compression === COMPRESSION.none;
  const offsets = directory.numbers(offsetTag)!;
  let counts = directory.numbers(countTag);
  if (!counts && plain) counts = new Float64Array(blocks).fill(blockBytes);
  if (!counts || counts.length < blocks) throw bad('sizes of blocks are missing');
  const image: TiffImage = {
    directory,
    width,
    height,
    bands,
    type,
    bits,
    compression,
    predictor,
    separate,
    tiled,
    blockWidth,
    blockHeight,
    across,
    down,
    offsets,
    counts,
    littleEndian,
    noData: noDataOf(directory.text(TAG.GdalNodata)),
    subfile: one(TAG.NewSubfileType, 0),
    photometric: one(TAG.Photometric, 1),
  };
  const thin = plain && !tiled && blockBytes > 1 << 20 ? thinStrips(image, bands) : image;
  within(
    'bytes of a block',
    Math.ceil((thin.blockWidth * (separate ? 1 : bands) * bits) / 8) * thin.blockHeight,
    limits.maxBlockBytes,
  );
  for (let i = 0; i < thin.across * thin.down * (separate ? bands : 1); i++) {
    const end = thin.offsets[i]! + thin.counts[i]!;
    if (!(end <= source.size))
      throw new TarimError(rasterErrors.truncated, {
        name,
        reason: `block ${i} ends at ${end} of ${source.size}`,
      });
  }
  return thin;
}

/** Unpacked strips may hold the whole image: they are read by fewer rows. */
function thinStrips(image: TiffImage, bands: number): TiffImage {
  const rowBytes = Math.ceil((image.width * (image.separate ? 1 : bands) * image.bits) / 8);
  const rows = Math.max(1, Math.floor((1 << 18) / rowBytes));
  const down = Math.ceil(image.height / rows);
  const planes = image.separate ? bands : 1;
  const offsets = new Float64Array(down * planes);
  const counts = new Float64Array(down * planes);
  // Only where rows stand one behind the other: strips cut between ours, ours within theirs.
  if (image.down > 1 && image.blockHeight % rows !== 0) return image;
  for (let plane = 0; plane < planes; plane++)
    for (let i = 0; i < down; i++) {
      const strip = plane * image.down + Math.floor((i * rows) / image.blockHeight);
      const inside = (i * rows) % image.blockHeight;
      offsets[plane * down + i] = image.offsets[strip]! + inside * rowBytes;
      counts[plane * down + i] = Math.min(rows, image.height - i * rows) * rowBytes;
    }
  return { ...image, blockHeight: rows, down, offsets, counts };
}

function noDataOf(text: string | null): number | null {
  if (text === null) return null;
  const trimmed = text.trim();
  if (/^[-+]?nan$/i.test(trimmed)) return Number.NaN;
  if (/^[-+]?inf/i.test(trimmed)) return trimmed.startsWith('-') ? -Infinity : Infinity;
  const value = Number(trimmed);
  return trimmed === '' || Number.isNaN(value) ? null : value;
}
