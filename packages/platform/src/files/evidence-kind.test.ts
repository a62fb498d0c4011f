import { expect, test } from 'vitest';
import { evidenceKind, evidenceName, MAX_EVIDENCE_MIB, recordingKind } from './evidence-kind.ts';

const bytes = (hex: string) => Buffer.from(hex, 'hex');

test('tells files by their first bytes', () => {
  expect(evidenceKind(bytes('ffd8ffe000104a464946'))).toBe('image/jpeg');
  expect(evidenceKind(bytes('89504e470d0a1a0a0000000d'))).toBe('image/png');
  // RIFF, four bytes of length, WEBP.
  expect(evidenceKind(Buffer.from('RIFF\x10\0\0\0WEBPVP8 ', 'latin1'))).toBe('image/webp');
  expect(evidenceKind(Buffer.from('RIFF\x10\0\0\0WAVEfmt ', 'latin1'))).toBeNull();
  expect(evidenceKind(Buffer.from('%PDF-1.7'))).toBe('application/pdf');
  expect(evidenceKind(Buffer.from('%PDF-1.7'), { documents: false })).toBeNull();
  expect(evidenceKind(Buffer.from('<script>'))).toBeNull();
  expect(evidenceKind(new Uint8Array())).toBeNull();
});

test('tells films and sounds by their first bytes', () => {
  // Length of the box, `ftyp`, brand (ISO/IEC 14496-12).
  expect(recordingKind(Buffer.from('\0\0\0\x18ftypmp42', 'latin1'))).toBe('video/mp4');
  expect(recordingKind(Buffer.from('\0\0\0\x18ftypqt  ', 'latin1'))).toBe('video/quicktime');
  expect(recordingKind(Buffer.from('\0\0\0\x18ftypM4A ', 'latin1'))).toBe('audio/mp4');
  // EBML.
  expect(recordingKind(bytes('1a45dfa39f4286810142f781'))).toBe('video/webm');
  expect(recordingKind(Buffer.from('RIFF\x10\0\0\0WAVEfmt ', 'latin1'))).toBe('audio/wav');
  expect(recordingKind(Buffer.from('ID3\x04', 'latin1'))).toBe('audio/mpeg');
  expect(recordingKind(bytes('ffd8ffe000104a464946'))).toBeNull();
  expect(recordingKind(new Uint8Array())).toBeNull();
});

test('takes no file above the limit', () => {
  const large = Buffer.alloc((MAX_EVIDENCE_MIB << 20) + 1);
  bytes('ffd8ff').copy(large);
  expect(evidenceKind(large)).toBeNull();
  expect(evidenceKind(large.subarray(0, -1))).toBe('image/jpeg');
});

test('leaves no path in a name', () => {
  expect(evidenceName('../a\\b\u0000.jpg', 'evidence', 'image/jpeg')).toBe('..ab.jpg');
  expect(evidenceName(' / ', 'evidence', 'application/pdf')).toBe('evidence.pdf');
});
