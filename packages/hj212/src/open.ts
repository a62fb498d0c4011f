import { AND, latin1 } from './bytes.ts';
import { BLOCK, beginsWithName, looksCiphered } from './cipher.ts';
import type { Collector } from './collector.ts';
import { crc16, isPossibleCrc } from './crc.ts';
import { crcProblem, lengthProblem, MAX_DATA } from './describe.ts';
import type { Head } from './header.ts';
import type { Piece } from './piece.ts';
import { HJ212_PROBLEMS } from './problems.ts';
import { readLength } from './search.ts';
import { readCipherText, SM4_KEY_BYTES, sm4Decrypt } from './sm4.ts';
import type { Edition } from './types.ts';

export interface DecodeOptions {
  /** 16 bytes. */
  readonly sm4Key?: Uint8Array | undefined;
  /** What the registry knows about the device; settles what the head leaves open. */
  readonly edition?: Edition | undefined;
}

/** The data area as it can be read: plain, deciphered, or closed for want of a key. */
export interface OpenArea {
  /** The text is `buf[from, to)`; null when it cannot be read: then only its length is known. */
  readonly buf: Uint8Array | null;
  readonly from: number;
  readonly to: number;
  readonly encrypted: boolean;
  readonly lengthOk: boolean;
  readonly crcOk: boolean | null;
}

/** What the CRC of ciphered bytes says means nothing: it was made from the plaintext (§6.4). */
const OF_THE_WIRE: ReadonlySet<string> = new Set(
  (['crcMismatch', 'crcModbus', 'crcImpossible'] as const).map((name) => HJ212_PROBLEMS[name].code),
);
const LENGTHS: ReadonlySet<string> = new Set(
  (['lengthWrong', 'lengthCountsHead', 'lengthOverLimit'] as const).map((name) => HJ212_PROBLEMS[name].code),
);

/** Whether the data area is closed, begins as text does, and has the right CRC: nothing is to be opened or told. */
export function isPlain(piece: Piece, head: Head): boolean {
  const { source, to } = piece;
  return (
    piece.crcOk &&
    head.cp >= 0 &&
    to - 2 >= head.cp &&
    source[to - 1] === AND &&
    source[to - 2] === AND &&
    beginsWithName(source, head.cp, to - 2)
  );
}

/** Finds the data area behind the head, deciphers it when it is encrypted, and settles `crcOk` and `lengthOk`. */
export function openArea(piece: Piece, head: Head, options: DecodeOptions, problems: Collector): OpenArea {
  const { source, crcOk, lengthOk } = piece;
  const from = head.cp;
  let to = piece.to;
  if (from < 0) {
    problems.add('cpMissing');
    return { buf: null, from: 0, to: 0, encrypted: false, lengthOk, crcOk };
  }
  if (to - 2 >= from && source[to - 1] === AND && source[to - 2] === AND) to -= 2;
  else problems.add('cpUnclosed');
  if (to - from >= BLOCK && !(crcOk && beginsWithName(source, from, to))) {
    const cipher = cipherIn(piece, head, to, options, problems);
    if (cipher !== null) return cipher;
  }
  return { buf: source, from, to, encrypted: false, lengthOk, crcOk };
}

/** What the deciphered area says, or null when the area is plain. */
function cipherIn(
  piece: Piece,
  head: Head,
  to: number,
  options: DecodeOptions,
  problems: Collector,
): OpenArea | null {
  const { source, crcOk, crcRead } = piece;
  const from = head.cp;
  const literal = source[from] === 0x7b ? readCipherText(latin1(source, from, to)) : null;
  const cipher = literal ?? source.subarray(from, to);
  const sealed = literal !== null || looksCiphered(source, from, to, crcOk);
  const key = options.sm4Key?.length === SM4_KEY_BYTES ? options.sm4Key : undefined;
  if (key !== undefined) {
    const plain = Buffer.concat([
      source.subarray(piece.from, from),
      sm4Decrypt(cipher, key),
      source.subarray(to, piece.to),
    ]);
    const at = from - piece.from;
    const end = at + cipher.length;
    const right = crcRead !== null && crc16(plain) === crcRead;
    // A plain frame with a wrong CRC is deciphered to nonsense; an encrypted one to text, whether its CRC holds or not.
    if ((sealed || right) && !looksCiphered(plain, at, end, right)) {
      const lengthOk = settleLength(piece, plain.length, literal !== null, problems);
      problems.drop(OF_THE_WIRE);
      if (!right && crcRead !== null) problems.push(crcProblem(plain, 0, plain.length, crcRead));
      return { buf: plain, from: at, to: end, encrypted: true, lengthOk, crcOk: right };
    }
  }
  // Without a key only a frame that may be encrypted at all is taken for one: damaged text looks odd too, and must be sent again.
  const possible = options.edition === '2025' || (head.flag !== null && head.flag >> 2 === 2);
  if (!sealed || !(literal !== null || possible)) return null;
  const length = piece.to - piece.from - (to - from) + cipher.length;
  const lengthOk = settleLength(piece, length, literal !== null, problems);
  problems.drop(OF_THE_WIRE);
  if (options.sm4Key === undefined) problems.add('encryptedNoKey');
  else problems.add(key === undefined ? 'keyMalformed' : 'decryptFailed');
  return {
    buf: null,
    from: 0,
    to: cipher.length,
    encrypted: true,
    lengthOk,
    // What stands there in place of a CRC cannot be right, whatever the key.
    crcOk: key !== undefined || crcRead === null || !isPossibleCrc(crcRead) ? false : null,
  };
}

/** LEN counts the plaintext: of cipher sent as `{0x..}` text it is another length than on the wire. */
function settleLength(piece: Piece, plain: number, literal: boolean, problems: Collector): boolean {
  if (!literal) return piece.lengthOk;
  problems.add('cipherAsText');
  problems.drop(LENGTHS);
  const { declared } = readLength(piece.source, piece.start, piece.end);
  if (declared !== plain) problems.push(lengthProblem(declared, plain));
  if (plain > MAX_DATA) problems.add('lengthOverLimit');
  return declared === plain;
}
