import { MOST_PHOTO_CHARS } from '@tarim/complaint/contract';

/** Longest side, pixels; smaller where it does not fit. */
const SIDES = [1_600, 1_200, 900, 640];
const QUALITY = 0.8;

/**
 * A photograph as a small JPEG in base64, drawn anew: what the camera wrote into it does not leave the telephone. Null: it is no
 * picture that the browser can read.
 */
export async function smallPhoto(file: Blob): Promise<string | null> {
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture) return null;
  for (const side of SIDES) {
    const scale = Math.min(1, side / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const text = canvas.toDataURL('image/jpeg', QUALITY).split(',')[1] ?? '';
    if (text !== '' && text.length <= MOST_PHOTO_CHARS) return text;
  }
  return null;
}
