import type { Problem } from '@tarim/kernel';
import { readBody } from './body.ts';
import { checkOf, hexOf, idText, unescapeBytes } from './bytes.ts';
import { readHeader } from './header.ts';
import { type ItemMap, itemMap } from './items.ts';
import { problemOf } from './problems.ts';
import { LONGEST_FRAME, type RawPiece } from './reader.ts';
import type { DecodedFrame, Jt808Body, Jt808Header } from './types.ts';

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

/** The body of a message whose parts were joined; `header` is that of any of them. Encrypted bodies are not read. */
export function decodeJoined(
  { messageId, edition, encrypted }: Pick<Jt808Header, 'messageId' | 'edition' | 'encrypted'>,
  bytes: Uint8Array,
  map: ItemMap = USUAL,
): { body: Jt808Body | null; problems: Problem[] } {
  const problems: Problem[] = [];
  if (encrypted) return { body: null, problems: [problemOf('encrypted')] };
  return { body: readBody(messageId, bytes, { edition, map, problems }), problems };
}
