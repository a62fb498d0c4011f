/** Tags of TIFF 6.0, GeoTIFF 1.1 (OGC 19-008r4) and GDAL that we read or write. */
export const TAG = {
  NewSubfileType: 254,
  ImageWidth: 256,
  ImageLength: 257,
  BitsPerSample: 258,
  Compression: 259,
  Photometric: 262,
  FillOrder: 266,
  StripOffsets: 273,
  SamplesPerPixel: 277,
  RowsPerStrip: 278,
  StripByteCounts: 279,
  PlanarConfiguration: 284,
  Predictor: 317,
  ColorMap: 320,
  TileWidth: 322,
  TileLength: 323,
  TileOffsets: 324,
  TileByteCounts: 325,
  ExtraSamples: 338,
  SampleFormat: 339,
  ModelPixelScale: 33_550,
  ModelTiepoint: 33_922,
  ModelTransformation: 34_264,
  GeoKeyDirectory: 34_735,
  GeoDoubleParams: 34_736,
  GeoAsciiParams: 34_737,
  GdalMetadata: 42_112,
  GdalNodata: 42_113,
} as const;

/** Bytes of one value of each field type; 13 IFD, 16–18 of BigTIFF. */
export const FIELD_BYTES: Readonly<Record<number, number>> = {
  1: 1,
  2: 1,
  3: 2,
  4: 4,
  5: 8,
  6: 1,
  7: 1,
  8: 2,
  9: 4,
  10: 8,
  11: 4,
  12: 8,
  13: 4,
  16: 8,
  17: 8,
  18: 8,
};

/** TIFF Compression. */
export const COMPRESSION = {
  none: 1,
  lzw: 5,
  deflate: 8,
  packBits: 32_773,
  /** The number that Adobe's was before it became 8. */
  oldDeflate: 32_946,
  zstd: 50_000,
} as const;
