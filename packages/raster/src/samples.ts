/** How the values of a band are kept. */
export type SampleType = 'uint8' | 'int8' | 'uint16' | 'int16' | 'uint32' | 'int32' | 'float32' | 'float64';

export type Samples =
  | Uint8Array<ArrayBuffer>
  | Int8Array<ArrayBuffer>
  | Uint16Array<ArrayBuffer>
  | Int16Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>
  | Float32Array<ArrayBuffer>
  | Float64Array<ArrayBuffer>;

interface Kind {
  readonly bytes: 1 | 2 | 4 | 8;
  /** TIFF 6.0 SampleFormat: 1 unsigned, 2 signed, 3 IEEE floating point. */
  readonly format: 1 | 2 | 3;
  readonly min: number;
  readonly max: number;
  make(buffer: ArrayBuffer, offset: number, length: number): Samples;
}

export const SAMPLE_TYPES: Readonly<Record<SampleType, Kind>> = {
  uint8: { bytes: 1, format: 1, min: 0, max: 255, make: (b, o, n) => new Uint8Array(b, o, n) },
  int8: { bytes: 1, format: 2, min: -128, max: 127, make: (b, o, n) => new Int8Array(b, o, n) },
  uint16: { bytes: 2, format: 1, min: 0, max: 65_535, make: (b, o, n) => new Uint16Array(b, o, n) },
  int16: { bytes: 2, format: 2, min: -32_768, max: 32_767, make: (b, o, n) => new Int16Array(b, o, n) },
  uint32: { bytes: 4, format: 1, min: 0, max: 4_294_967_295, make: (b, o, n) => new Uint32Array(b, o, n) },
  int32: {
    bytes: 4,
    format: 2,
    min: -2_147_483_648,
    max: 2_147_483_647,
    make: (b, o, n) => new Int32Array(b, o, n),
  },
  float32: {
    bytes: 4,
    format: 3,
    min: -3.4028234663852886e38,
    max: 3.4028234663852886e38,
    make: (b, o, n) => new Float32Array(b, o, n),
  },
  float64: {
    bytes: 8,
    format: 3,
    min: -Number.MAX_VALUE,
    max: Number.MAX_VALUE,
    make: (b, o, n) => new Float64Array(b, o, n),
  },
};

export const isSampleType = (text: string): text is SampleType => Object.hasOwn(SAMPLE_TYPES, text);
export const isFloat = (type: SampleType): boolean => SAMPLE_TYPES[type].format === 3;

export function allocate(type: SampleType, length: number): Samples {
  const { bytes, make } = SAMPLE_TYPES[type];
  return make(new ArrayBuffer(length * bytes), 0, length);
}

export const bytesOf = (samples: Samples): Uint8Array<ArrayBuffer> =>
  new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);

/** Whether a type can hold a value exactly enough to mark cells with it. */
export function holds(type: SampleType, value: number): boolean {
  if (Number.isNaN(value)) return isFloat(type);
  const { min, max } = SAMPLE_TYPES[type];
  return isFloat(type) || (Number.isInteger(value) && value >= min && value <= max);
}

/** A rectangle of cells; rows downwards. */
export interface Window {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
