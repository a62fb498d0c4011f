import type { Problem } from '@tarim/kernel';
import { readBody } from './body.ts';
import { checkOf, hexOf, idText, unescapeBytes } from './bytes.ts';
import { readHeader } from './header.ts';
import { type ItemMap, itemMap } from './items.ts';
import { problemOf } from './problems.ts';
import { LONGEST_FRAME, type RawPiece } from './reader.ts';
import type { DecodedFrame } from './types.ts';

const USUAL = itemMap();

/** A piece of the stream in full; whatever its bytes are, an answer comes: what is wrong is in `problems`. */
export function decodeFrame(piece: RawPiece, map: ItemMap = USUAL): DecodedFrame {
  const problems: Problem[] = [];
  const nothing = { header: null, body: null, bodyHex: '', checkOk: false, lengthOk: false, problems };
  if (piece.open)
    problems.push(
      piece.bytes.length > LONGEST_FRAME
        ? problemOf('tooLong', { limit: LONGEST_FRAME })
        : problemOf('truncated'),
    );
  if (piece.kind === 'rubbish') {
    problems.push(problemOf('rubbish'));
    return { ...nothing, bodyHex: hexOf(piece.bytes) };
  }
  const { bytes, wrong } = unescapeBytes(piece.bytes);
  if (wrong) problems.push(problemOf('escape'));
  const content = bytes.subarray(0, -1);
  const [read, expected] = [bytes.at(-1) ?? 0, checkOf(content)];
  const checkOk = bytes.length > 0 && read === expected;
  if (!checkOk) problems.push(problemOf('check', { read: idText(read, 2), expected: idText(expected, 2) }));
  const parts = readHeader(content, problems);
  if (!parts) return { ...nothing, bodyHex: hexOf(content), checkOk };
  const { header, body } = parts;
  const lengthOk = header.bodyLength === body.length;
  if (!lengthOk) problems.push(problemOf('length', { declared: header.bodyLength, actual: body.length }));
  const told = { header, bodyHex: hexOf(body), checkOk, lengthOk, problems };
  if (header.encrypted) {
    problems.push(problemOf('encrypted'));
    return { ...told, body: null };
  }
  if (header.packet && header.packet.total > 1) {
    problems.push(problemOf('packet', header.packet));
    return { ...told, body: null };
  }
  return { ...told, body: readBody(header.messageId, body, { edition: header.edition, map, problems }) };
}
