/**
 * What a device holds is encrypted (AES-256-GCM) with a key of its own, which itself is only kept wrapped by the person's code
 * (PBKDF2-HMAC-SHA-256, 600,000 rounds, the OWASP figure of 2023): who finds the phone has to guess the code at that price.
 */
const ROUNDS = 600_000;
const IV = 12;

export interface WrappedKey {
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly key: ArrayBuffer;
  readonly rounds: number;
}

export interface Sealed {
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly data: ArrayBuffer;
}

const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));

async function codeKey(code: string, salt: Uint8Array<ArrayBuffer>, rounds: number): Promise<CryptoKey> {
  const text = new TextEncoder().encode(code.normalize('NFKC'));
  const base = await crypto.subtle.importKey('raw', text, 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds },
    base,
    { name: 'AES-GCM', length: 256 },
    false,
    ['wrapKey', 'unwrapKey'],
  );
}

/** A new data key and its wrapped form. */
export async function newKey(code: string): Promise<{ key: CryptoKey; wrapped: WrappedKey }> {
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt', 'decrypt']);
  const [salt, iv] = [random(16), random(IV)];
  const wrapping = await codeKey(code, salt, ROUNDS);
  const wrapped = {
    salt,
    iv,
    key: await crypto.subtle.wrapKey('raw', key, wrapping, { name: 'AES-GCM', iv }),
    rounds: ROUNDS,
  };
  return { key, wrapped };
}

/** The data key; null when the code is wrong. */
export async function openKey(code: string, wrapped: WrappedKey): Promise<CryptoKey | null> {
  const wrapping = await codeKey(code, wrapped.salt, wrapped.rounds);
  try {
    return await crypto.subtle.unwrapKey(
      'raw',
      wrapped.key,
      wrapping,
      { name: 'AES-GCM', iv: wrapped.iv },
      { name: 'AES-GCM', length: 256 },
      false,
      ['encrypt', 'decrypt'],
    );
  } catch {
    return null;
  }
}

export async function seal(key: CryptoKey, bytes: BufferSource): Promise<Sealed> {
  const iv = random(IV);
  return { iv, data: await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, bytes) };
}

export const unseal = (key: CryptoKey, sealed: Sealed): Promise<ArrayBuffer> =>
  crypto.subtle.decrypt({ name: 'AES-GCM', iv: sealed.iv }, key, sealed.data);

/** SHA-256, hexadecimal. */
export async function sha256(of: string | BufferSource): Promise<string> {
  const bytes = typeof of === 'string' ? new TextEncoder().encode(of) : of;
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...hash].map((one) => one.toString(16).padStart(2, '0')).join('');
}
