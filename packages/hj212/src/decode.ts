import { checkHead } from './check-head.ts';
import { Collector } from './collector.ts';
import { readDataArea } from './data-area.ts';
import { DataArea } from './data-fields.ts';
import { editionFrom } from './edition.ts';
import { type Head, readHead } from './header.ts';
import { asPiece } from './one-frame.ts';
import { type DecodeOptions, isPlain, openArea } from './open.ts';
import type { Piece } from './piece.ts';
import { NO_PROBLEMS } from './problems.ts';
import type { DecodedFrame, Edition, RawFrame } from './types.ts';
import { type Verdict, verdictOf } from './verdict.ts';

/**
 * Reads a frame field by field: a piece of `FrameReader`, or the bytes of one frame. Never throws; everything unusual is told in
 * `problems`. Values stay as sent: no unit is changed, no legacy code is translated.
 */
export function decodeFrame(raw: Uint8Array | RawFrame, options: DecodeOptions = {}): DecodedFrame {
  const piece = asPiece(raw);
  const problems = new Collector(piece.problems);
  const area = new DataArea();
  if (piece.kind === 'rubbish')
    return result(piece, NO_HEAD, area, null, false, piece.lengthOk, false, problems);
  const head = readHead(piece.source, piece.from, piece.to, problems);
  // Nearly every frame is plain and whole: an area that needs no opening is not made an object of.
  const opened = isPlain(piece, head) ? null : openArea(piece, head, options, problems);
  const length = opened === null ? piece.to - 2 - head.cp : opened.to - opened.from;
  if (opened === null) readDataArea(piece.source, head.cp, piece.to - 2, area, problems);
  else if (opened.buf !== null) readDataArea(opened.buf, opened.from, opened.to, area, problems);
  // Replies of 2005 carry their QN inside CP.
  if (head.qn === null && area.fields.QN !== undefined) head.qn = area.fields.QN;
  const encrypted = opened?.encrypted ?? false;
  const edition = settleEdition(head, encrypted, options, problems);
  checkHead(head, edition, length, problems);
  const { lengthOk, crcOk } = opened ?? piece;
  return result(piece, head, area, edition, encrypted, lengthOk, crcOk, problems);
}

/**
 * What a frame is worth, without reading its fields: the verdict of `decodeFrame` on the same bytes with the same options, so that
 * what was acknowledged by the one is never refused by the other.
 */
export function judgeFrame(raw: Uint8Array | RawFrame, options: DecodeOptions = {}): Verdict {
  const piece = asPiece(raw);
  if (piece.kind === 'rubbish') return 'broken';
  const problems = new Collector();
  return verdictOf(
    openArea(piece, readHead(piece.source, piece.from, piece.to, problems), options, problems),
  );
}

/** Encryption speaks for 2025, and against what else the head says. */
function settleEdition(
  head: Head,
  encrypted: boolean,
  options: DecodeOptions,
  problems: Collector,
): Edition | null {
  if (!encrypted) return options.edition ?? editionFrom(head, head.mnHex);
  const { flag } = head;
  const edition = options.edition ?? (flag === null || flag >> 2 === 2 ? '2025' : null);
  if (edition !== '2025') problems.add('encryptedEdition');
  return edition;
}

/** The fields of what is no frame. */
const NO_HEAD = {
  qn: null,
  st: null,
  cn: null,
  pw: null,
  mn: null,
  flag: null,
  pnum: null,
  pno: null,
  rf: null,
};

function result(
  piece: Piece,
  head: Head | typeof NO_HEAD,
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
