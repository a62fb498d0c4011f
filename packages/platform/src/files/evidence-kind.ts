/** Largest photograph or document that a module takes as evidence. */
export const MAX_EVIDENCE_MIB = 12;

const PHOTOS: readonly (readonly [RegExp, string])[] = [
  [/^ffd8ff/, 'image/jpeg'],
  [/^89504e470d0a1a0a/, 'image/png'],
  [/^52494646.{8}57454250/, 'image/webp'],
];
/** Largest film or sound recording: about half an hour of a recorder worn by an officer at its usual setting. */
export const MAX_RECORDING_MIB = 300;

const RECORDINGS: readonly (readonly [RegExp, string])[] = [
  [/^.{8}667479704d3441/, 'audio/mp4'],
  [/^.{8}667479707174/, 'video/quicktime'],
  [/^.{8}66747970/, 'video/mp4'],
  [/^1a45dfa3/, 'video/webm'],
  [/^(494433|fffb|fff3|fff2)/, 'audio/mpeg'],
  [/^52494646.{8}57415645/, 'audio/wav'],
  [/^4f676753/, 'audio/ogg'],
];
const PDF = /^255044462d/;

/**
 * What a file is by its first bytes, not by what its sender calls it; null when it is no photograph (JPEG, PNG, WebP), nor a PDF where
 * `documents` may be, or is larger than evidence may be.
 */
export function evidenceKind(bytes: Uint8Array, { documents = true } = {}): string | null {
  if (bytes.length > MAX_EVIDENCE_MIB << 20) return null;
  const begin = Buffer.from(bytes.subarray(0, 12)).toString('hex');
  const photo = PHOTOS.find(([sign]) => sign.test(begin));
  if (photo) return photo[1];
  return documents && PDF.test(begin) ? 'application/pdf' : null;
}

/** What a film or sound recording (录像、录音) is by its first twelve bytes; null when it is neither. */
export function recordingKind(begin: Uint8Array): string | null {
  const hex = Buffer.from(begin.subarray(0, 12)).toString('hex');
  return RECORDINGS.find(([sign]) => sign.test(hex))?.[1] ?? null;
}

/** A name that people may read and no path hides in; `fallback` with the ending of its kind where nothing is left. */
export const evidenceName = (name: string, fallback: string, mime: string): string =>
  name.replace(/[\p{Cc}/\\]/gu, '').trim() || `${fallback}.${mime.split('/')[1]}`;
