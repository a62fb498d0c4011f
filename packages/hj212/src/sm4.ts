import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject } from 'node:crypto';

/**
 * SM4-ECB as HJ 212-2025 §6.4 uses it (secondary source, checked against the published A.2 frames): every full 16-byte block of
 * the text between `CP=&&` and the closing `&&` is ciphered, the last < 16 bytes stay plain, nothing is padded.
 * LEN and CRC are those of the plaintext.
 */
export const SM4_KEY_BYTES = 16;
const BLOCK = 16;

export function sm4Encrypt(plain: Uint8Array, key: Uint8Array): Uint8Array {
  return transform(createCipheriv('sm4-ecb', prepared(key), null), plain);
}

export function sm4Decrypt(cipher: Uint8Array, key: Uint8Array): Uint8Array {
  return transform(createDecipheriv('sm4-ecb', prepared(key), null), cipher);
}

/** Keys made ready: that takes three times as long as a frame does, and a device has one key for 90 days. */
const ready = new WeakMap<Uint8Array, { readonly bytes: Buffer; readonly key: KeyObject }>();

function prepared(key: Uint8Array): KeyObject {
  let known = ready.get(key);
  // The array may have been filled anew since.
  if (known === undefined || !known.bytes.equals(key)) {
    const bytes = Buffer.from(key);
    known = { bytes, key: createSecretKey(bytes) };
    ready.set(key, known);
  }
  return known.key;
}

function transform(
  engine: ReturnType<typeof createCipheriv> | ReturnType<typeof createDecipheriv>,
  input: Uint8Array,
): Uint8Array {
  engine.setAutoPadding(false);
  const whole = input.length - (input.length % BLOCK);
  const out = new Uint8Array(input.length);
  out.set(engine.update(input.subarray(0, whole)), 0);
  engine.final();
  out.set(input.subarray(whole), whole);
  return out;
}

const DIGIT = /^[0-9A-Fa-f]{1,2}$/;

/**
 * Some makers send the printed notation `{0xE4 0x1B…}` literally instead of raw bytes. Gives the cipher bytes with the plain
 * rest behind the brace, or null when the text is not of that form.
 */
export function readCipherText(text: string): Uint8Array | null {
  const close = text.indexOf('}');
  if (close < 0 || !/^\{0[xX]/.test(text)) return null;
  // `0xE4,0x3E`, `0xE4 0x3E`, `0xE40x3E` and `0xE43E` are all read; no hexadecimal number holds an x.
  const inside = text.slice(1, close).replace(/[\s,;]+/g, '');
  const split = inside.split(/0[xX]/).slice(1);
  const parts = split.length === 1 ? (split[0]!.match(/../g) ?? []) : split;
  if (parts.length === 0 || !parts.every((part) => DIGIT.test(part))) return null;
  const rest = Buffer.from(text.slice(close + 1), 'latin1');
  return Buffer.concat([Uint8Array.from(parts, (part) => Number.parseInt(part, 16)), rest]);
}

/** `--sm4-key` in hex → 16 bytes; null when it is not that. */
export function parseSm4Key(hex: string): Uint8Array | null {
  const clean = hex.trim().replace(/^0x/i, '');
  return /^[0-9A-Fa-f]{32}$/.test(clean) ? new Uint8Array(Buffer.from(clean, 'hex')) : null;
}
