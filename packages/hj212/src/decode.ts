import { AND, DASH, EQUALS, latin1, utf8 } from './bytes.ts';
import { Collector } from './collector.ts';
import { crc16 } from './crc.ts';
import { DataArea, readDataArea } from './data-area.ts';
import { editionFrom, type Head, isSplit, readHead } from './header.ts';
import { FRAME_OVERHEAD, isHead, type Located, locate, MAX_DATA, WAIT } from './locate.ts';
import { Piece } from './piece.ts';
import { NO_PROBLEMS } from './problems.ts';
import { readCipherText, SM4_KEY_BYTES, sm4Decrypt } from './sm4.ts';
import type { DecodedFrame, Edition, RawFrame } from './types.ts';

export interface DecodeOptions {
  /** 16 bytes. */
  readonly sm4Key?: Uint8Array | undefined;
  /** What the registry knows about the device; settles what the head leaves open. */
  readonly edition?: Edition | undefined;
}

const FRAME_ERRORS = ['HJ212_CRC_', 'HJ212_LENGTH_'];

/**
 * Reads a frame field by field: a piece of `FrameReader`, or the bytes of one frame. Never throws; everything unusual is told in
 * `problems`. Values stay as sent: no unit is changed, no legacy code is translated.
 */
export function decodeFrame(raw: Uint8Array | RawFrame, options: DecodeOptions = {}): DecodedFrame {
  const piece =
    raw instanceof Piece ? raw : raw instanceof Uint8Array ? pieceOf(raw) : pieceOf(raw.bytes, raw.offset);
  const problems = new Collector(piece.problems);
  const area = new DataArea();
  if (piece.kind === 'rubbish')
    return result(piece, new RubbishHead(), area, null, false, piece.lengthOk, null, problems);

  const { source, from } = piece;
  let to = piece.to;
  const head = readHead(source, from, to, problems);
  let { crcOk, lengthOk } = piece;
  let encrypted = false;
  if (head.cp < 0) problems.add('cpMissing');
  else {
    const closed = to - 2 >= head.cp && source[to - 1] === AND && source[to - 2] === AND;
    if (!closed) problems.add('cpUnclosed');
    if (closed) to -= 2;
    const cipher = cipherIn(source, head.cp, to, crcOk);
    if (cipher === null) readDataArea(source, head.cp, to, area, problems);
    else {
      encrypted = true;
      if (cipher.asText) problems.add('cipherAsText');
      const key = options.sm4Key;
      if (key === undefined || key.length !== SM4_KEY_BYTES) {
        problems.dropCodesStarting('HJ212_CRC_');
        problems.add(key === undefined ? 'encryptedNoKey' : 'keyMalformed');
        crcOk = null;
      } else {
        const plain = Buffer.concat([
          source.subarray(from, head.cp),
          sm4Decrypt(cipher.bytes, key),
          source.subarray(to, piece.to),
        ]);
        crcOk = piece.crcRead === null ? null : crc16(plain) === piece.crcRead;
        if (crcOk === false) problems.add('decryptFailed');
        else {
          if (cipher.asText && declaredLength(piece) === plain.length) lengthOk = true;
          for (const prefix of FRAME_ERRORS)
            if (prefix === 'HJ212_CRC_' || lengthOk) problems.dropCodesStarting(prefix);
          readDataArea(plain, head.cp - from, plain.length - (closed ? 2 : 0), area, problems);
        }
      }
    }
  }
  if (head.qn === null && area.fields.QN !== undefined) head.qn = area.fields.QN;
  const edition = options.edition ?? (encrypted ? '2025' : editionFrom(head, head.mnHex));
  checkHead(head, edition, problems);
  return result(piece, head, area, edition, encrypted, lengthOk, crcOk, problems);
}

/** The single frame in some bytes; described as broken when there is none. */
function pieceOf(bytes: Uint8Array, offset = 0): Piece {
  const found: Located = { piece: null };
  const end = bytes.length;
  if (
    isHead(bytes, 0) &&
    locate(bytes, 0, end, offset, MAX_DATA + FRAME_OVERHEAD, 'end', found) !== WAIT &&
    found.piece !== null
  ) {
    const { piece } = found;
    if (piece.end === end) return piece;
    const problems = new Collector(piece.problems);
    problems.add('trailingBytes', { count: end - piece.end });
    return new Piece(
      'frame',
      bytes,
      offset,
      0,
      end,
      piece.from,
      piece.to,
      piece.lengthOk,
      piece.crcOk,
      piece.crcRead,
      problems.list,
    );
  }
  const problems = new Collector();
  problems.add('notAFrame');
  return new Piece('rubbish', bytes, offset, 0, end, 0, 0, false, null, null, problems.list);
}

function declaredLength(piece: Piece): number {
  let length = 0;
  for (let i = piece.start + 2; i < piece.from; i++) length = length * 10 + piece.source[i]! - 0x30;
  return length;
}

/**
 * The cipher bytes when the data area is encrypted, else null. Text begins with a name; ciphered bytes hold characters that no text
 * has. That the CRC holds on the wire proves nothing by itself: it does so once in 256 for ciphered frames too.
 */
function cipherIn(
  buf: Uint8Array,
  from: number,
  to: number,
  crcOk: boolean | null,
): { bytes: Uint8Array; asText: boolean } | null {
  if (to - from < 16 || beginsWithName(buf, from, to)) return null;
  if (buf[from] === 0x7b) {
    const bytes = readCipherText(latin1(buf, from, to));
    if (bytes !== null) return { bytes, asText: true };
  }
  let high = false;
  for (let i = from; i < to; i++) {
    const c = buf[i]!;
    if (c >= 0x80) high = true;
    else if (c < 0x20 && c !== 0x09 && c !== 0x0a && c !== 0x0d)
      return { bytes: buf.subarray(from, to), asText: false };
  }
  return high && crcOk !== true && utf8(buf.subarray(from, to)) === null
    ? { bytes: buf.subarray(from, to), asText: false }
    : null;
}

/** Two to sixteen letters, digits or dashes and an equals sign. */
function beginsWithName(buf: Uint8Array, from: number, to: number): boolean {
  const end = Math.min(to, from + 17);
  for (let i = from; i < end; i++) {
    const c = buf[i]!;
    if (c === EQUALS) return i - from >= 2;
    if (!((c >= 0x61 && c <= 0x7a) || (c >= 0x41 && c <= 0x5a) || (c >= 0x30 && c <= 0x39) || c === DASH))
      return false;
  }
  return false;
}

const QN = /^\d{17}$/;
const CN = /^\d{4}$/;
const ST = /^[0-9A-Z]{2}$/;

function checkHead(head: Head, edition: Edition | null, problems: Collector): void {
  const { qn, st, cn, mn, flag } = head;
  if (qn !== null && !(head.qnForm || QN.test(qn))) problems.add('qnMalformed', undefined, 'QN');
  if (st !== null && st !== '22' && st !== '31' && st !== '32' && !ST.test(st))
    problems.add('stMalformed', { value: st.slice(0, 16) }, 'ST');
  if (cn === null) problems.add('cnMissing');
  else if (!(head.cnForm || CN.test(cn))) problems.add('cnMalformed', { value: cn.slice(0, 16) }, 'CN');
  if (head.pw === '') problems.add('pwEmpty');
  if (mn === null) {
    if (st !== '91' || edition !== '2005') problems.add('mnMissing');
  } else if (mn === '' ? cn !== '1001' : edition !== null && edition !== '2005' && !head.mnHex)
    problems.add('mnMalformed', undefined, 'MN');
  if (flag === null) {
    if (edition !== '2005') problems.add('flagMissing');
  } else if (edition === null) problems.add('flagVersion');
  if (isSplit(flag)) {
    if (head.pnum === null || head.pno === null) problems.add('packetMissing');
    else if (head.pno > head.pnum) problems.add('packetMalformed');
  } else if (head.pnum !== null || head.pno !== null) {
    // 2005 prints PNUM and PNO in every frame's pattern; there 1/1 says nothing.
    if (edition !== '2005' && !(head.pnum === 1 && head.pno === 1)) problems.add('packetUnannounced');
  }
}

class RubbishHead {
  qn = null;
  st = null;
  cn = null;
  pw = null;
  mn = null;
  flag = null;
  pnum = null;
  pno = null;
  rf = null;
}

function result(
  piece: Piece,
  head: Head | RubbishHead,
  area: DataArea,
  edition: Edition | null,
  encrypted: boolean,
  lengthOk: boolean,
  crcOk: boolean | null,
  problems: Collector,
): DecodedFrame {
  return {
    offset: piece.offset,
    bytes: piece.end - piece.start,
    lengthOk,
    crcOk,
    edition,
    qn: head.qn,
    st: head.st,
    cn: head.cn,
    pw: head.pw,
    mn: head.mn,
    flag: head.flag,
    pnum: head.pnum,
    pno: head.pno,
    rf: head.rf,
    dataTime: area.dataTime,
    fields: area.fields,
    items: area.items,
    logText: area.logText,
    encrypted,
    problems: problems.list.length > 0 ? problems.list : NO_PROBLEMS,
  };
}
