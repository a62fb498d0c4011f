import { SAMPLE_TYPES, type Samples, type SampleType } from '../samples.ts';

/**
 * Turns the unpacked bytes of a block into samples of this machine's byte order and undoes the predictor
 * (TIFF 6.0 section 14; predictor 3 after Adobe's technical note of 2005). `step` is the number of samples of a pixel that
 * stand together: the difference is taken to the same band of the pixel before.
 */
export function decodeSamples(
  bytes: Uint8Array<ArrayBuffer>,
  type: SampleType,
  rows: number,
  rowSamples: number,
  step: number,
  predictor: number,
  littleEndian: boolean,
): Samples {
  const { bytes: size, make } = SAMPLE_TYPES[type];
  if (predictor === 3) return fromFloatPredictor(bytes, type, rows, rowSamples, step);
  const own = bytes.byteOffset % size === 0 ? bytes : Uint8Array.from(bytes);
  if (!littleEndian && size > 1) swap(own, size);
  const samples = make(own.buffer, own.byteOffset, rows * rowSamples);
  if (predictor === 2) {
    if (type === 'float32' || type === 'float64') accumulateWords(samples, rows, rowSamples, step);
    else if (size === 2 && step === 1 && rowSamples % 2 === 0 && samples.byteOffset % 4 === 0)
      accumulatePairs(samples, rows, rowSamples);
    else accumulate(samples, rows, rowSamples, step);
  }
  return samples;
}

function swap(bytes: Uint8Array<ArrayBuffer>, size: number): void {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (size === 2) buffer.swap16();
  else if (size === 4) buffer.swap32();
  else buffer.swap64();
}

/** Typed arrays wrap around as the format wants it. */
function accumulate(samples: Samples, rows: number, rowSamples: number, step: number): void {
  for (let row = 0; row < rows; row++) {
    const from = row * rowSamples;
    const end = from + rowSamples;
    if (step === 1) {
      let sum = samples[from]!;
      for (let i = from + 1; i < end; i++) {
        sum = (sum + samples[i]!) | 0;
        samples[i] = sum;
      }
    } else for (let i = from + step; i < end; i++) samples[i] = samples[i]! + samples[i - step]!;
  }
}

/**
 * Two samples of 16 bits a step, as one word: half the reading and writing. Sums wrap around within their halves. Words of
 * this machine have the earlier sample in their lower half (little-endian, as all that Node runs on).
 */
function accumulatePairs(samples: Samples, rows: number, rowSamples: number): void {
  const words = new Int32Array(samples.buffer, samples.byteOffset, samples.length / 2);
  const across = rowSamples / 2;
  for (let row = 0, i = 0; row < rows; row++) {
    let sum = 0;
    for (const end = i + across; i < end; i++) {
      const word = words[i]!;
      const first = sum + word;
      sum = (first + (word >>> 16)) & 0xffff;
      words[i] = (first & 0xffff) | (sum << 16);
    }
  }
}

/** Predictor 2 on floating point: differences of the words, as GDAL writes them. */
function accumulateWords(samples: Samples, rows: number, rowSamples: number, step: number): void {
  const { buffer, byteOffset, length } = samples;
  if (samples.BYTES_PER_ELEMENT === 4) {
    accumulate(new Uint32Array(buffer, byteOffset, length), rows, rowSamples, step);
    return;
  }
  const words = new BigUint64Array(buffer, byteOffset, length);
  for (let row = 0; row < rows; row++)
    for (let i = row * rowSamples + step; i < (row + 1) * rowSamples; i++)
      words[i] = words[i]! + words[i - step]!;
}

/** Bytes of a row are kept by significance, the highest first, as differences byte by byte, whatever the file's order. */
function fromFloatPredictor(
  bytes: Uint8Array<ArrayBuffer>,
  type: SampleType,
  rows: number,
  rowSamples: number,
  step: number,
): Samples {
  const { bytes: size, make } = SAMPLE_TYPES[type];
  const rowBytes = rowSamples * size;
  const out = new Uint8Array(rows * rowBytes);
  for (let row = 0; row < rows; row++) {
    const from = row * rowBytes;
    if (step === 1) {
      let sum = 0;
      for (let i = from; i < from + rowBytes; i++) {
        sum = (sum + bytes[i]!) & 255;
        bytes[i] = sum;
      }
    } else for (let i = from + step; i < from + rowBytes; i++) bytes[i] = bytes[i]! + bytes[i - step]!;
    for (let part = 0; part < size; part++) {
      const plane = from + part * rowSamples;
      for (let i = 0, to = from + size - 1 - part; i < rowSamples; i++, to += size)
        out[to] = bytes[plane + i]!;
    }
  }
  return make(out.buffer, 0, rows * rowSamples);
}

/** The opposite, for writing; step 1, little-endian. Differences take the place of the samples; so nobody may need those any more. */
export function encodeSamples(
  samples: Samples,
  rows: number,
  rowSamples: number,
  predictor: 1 | 2 | 3,
): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
  if (predictor === 1) return bytes;
  const size = samples.BYTES_PER_ELEMENT;
  if (predictor === 2) {
    for (let row = 0; row < rows; row++) {
      const from = row * rowSamples;
      let before = samples[from]!;
      for (let i = from + 1; i < from + rowSamples; i++) {
        const value = samples[i]!;
        samples[i] = value - before;
        before = value;
      }
    }
    return bytes;
  }
  const rowBytes = rowSamples * size;
  const out = new Uint8Array(bytes.length);
  for (let row = 0; row < rows; row++) {
    const from = row * rowBytes;
    for (let part = 0; part < size; part++) {
      const plane = from + part * rowSamples;
      for (let i = 0, at = from + size - 1 - part; i < rowSamples; i++, at += size)
        out[plane + i] = bytes[at]!;
    }
    for (let i = from + rowBytes - 1; i > from; i--) out[i] = out[i]! - out[i - 1]!;
  }
  return out;
}
