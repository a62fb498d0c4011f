import {
  type DecodedFrame,
  decodeFrame,
  encodeFrame,
  FrameReader,
  hexOf,
  type ItemDefinition,
  itemMap,
} from '@tarim/jt808';
import type { Problem } from '@tarim/kernel';
import { evaluateCommand, isObject, lineProblem } from '../evaluate/evaluate-command.ts';
import { EVALUATE_PROBLEMS as P } from '../evaluate/problems.ts';
import { DRAFT, PROBLEMS } from '../schema.ts';

const LONGEST = 1 << 20;
const HEX = /^(?:[0-9a-f]{2}\s*)+$/i;
/** A line of hex that is no number by chance: it has a flag. */
const PLAIN = /^[0-9a-f\s]*7e[0-9a-f\s]*$/i;

const ITEMS = `
  items   各厂附加信息定义 a maker's items [{"id":"0xE1","name":"doseRate","bytes":4,"unit":"nSv/h","scale":1,"bits":false}]
          不给时用本平台建议 ours by default：0xE1 剂量率 nSv/h · 0xE2 状态位 bits · 0xE3 电池 mV`;
const END = `
退出码 exit code: 0 已读完输入 input was read; 2 调用有误 broken call.
`;

/** The map of a line; null: some definition is none. */
function mapOf(items: unknown): ReturnType<typeof itemMap> | null {
  if (items === undefined) return itemMap();
  if (!Array.isArray(items) || items.length > 256) return null;
  const read = items.map((one): ItemDefinition | null => {
    if (!isObject(one)) return null;
    const { name, bytes, unit = null, scale = 1, bits = false } = one;
    const id = typeof one.id === 'string' || typeof one.id === 'number' ? Number(one.id) : Number.NaN;
    const fits =
      Number.isInteger(id) &&
      id >= 0 &&
      id <= 255 &&
      typeof name === 'string' &&
      (bytes === 1 || bytes === 2 || bytes === 4) &&
      (unit === null || typeof unit === 'string') &&
      typeof scale === 'number' &&
      scale > 0 &&
      scale <= 1e6;
    return fits ? { id, name, bytes, unit, scale, bits: bits === true } : null;
  });
  return read.includes(null) ? null : itemMap(read as ItemDefinition[]);
}

const wrong = (name: string, words: string): { problems: Problem[] } => ({
  problems: [lineProblem(P.member, name, { name, words })],
});

/** `tarim radiation jt808`. */
export const jt808Command = evaluateCommand({
  name: 'jt808',
  words: 'radiation jt808',
  longest: LONGEST,
  help: `
tarim radiation jt808  < frames.hex        tarim radiation jt808 encode  < frames.ndjson

JT/T 808（2013、2019）帧的解读：每行一串十六进制（或 {"hex":…}），答一行 JSON；一行有多帧时其余在 more。
Frames of positioning terminals: a line of hex (or {"hex":…}) becomes a line of JSON; further frames of a line are in more.

  {"id":1,"hex":"7e0200001f0138000000017d02010000010000000003029f93d4053417a0026c01a700b426112008000031010b5c7e"}
  {"id":1,"header":{"messageId":"0x0200","terminal":"013800000001","sequence":32257,…},"body":{"kind":"location","location":{"alarms":["power_lost"],"lat":44.0125,"lon":87.3,…}},…}
  hex     也可为数组：一个连接先后读到的字节，帧可被截开 a list as well: reads of a connection, frames cut anywhere
${ITEMS}

消息 messages：0x0100 注册 · 0x0102 鉴权 · 0x0002 心跳 · 0x0200 位置 · 0x0201 · 0x0704 批量 · 0x0001、0x8001、0x8100 应答 answers
${END}`,
  schema: {
    input: {
      $schema: DRAFT,
      type: 'object',
      required: ['hex'],
      properties: { id: {}, hex: { type: ['string', 'array'] }, items: { type: 'array' } },
    },
    output: {
      $schema: DRAFT,
      type: 'object',
      required: ['id', 'problems'],
      properties: {
        id: {},
        header: { type: ['object', 'null'] },
        body: { type: ['object', 'null'] },
        bodyHex: { type: 'string' },
        checkOk: { type: 'boolean' },
        lengthOk: { type: 'boolean' },
        more: { type: 'array', description: 'further frames of the line' },
        problems: PROBLEMS,
      },
    },
  },
  plain: (text) => (PLAIN.test(text) ? { hex: text } : null),
  answer({ hex, items }) {
    // Reads of a connection end where they like: several are one stream.
    const reads: readonly unknown[] = Array.isArray(hex) ? hex : [hex];
    const fits = reads.every((one): one is string => typeof one === 'string' && HEX.test(one.trim()));
    if (reads.length === 0 || !fits) return wrong('hex', 'hex digits, two a byte');
    const map = mapOf(items);
    if (!map) return wrong('items', '[{id, name, bytes 1 | 2 | 4, unit?, scale?, bits?}]');
    const reader = new FrameReader();
    const bytes = (one: unknown) => Buffer.from(String(one).replace(/\s/g, ''), 'hex');
    const pieces = [...reads.flatMap((one) => [...reader.push(bytes(one))]), ...reader.end()];
    const [first, ...more] = pieces.map((piece): DecodedFrame => decodeFrame(piece, map));
    return first ? { ...first, more } : wrong('hex', '7e … 7e');
  },
});

/** `tarim radiation jt808 encode`. */
export const jt808EncodeCommand = evaluateCommand({
  name: 'jt808 encode',
  words: 'radiation jt808 encode',
  longest: LONGEST,
  help: `
tarim radiation jt808 encode  < frames.ndjson

JT/T 808 帧的编码：成员与解读所得相同，答 hex。Frames from what decoding gives: the same members, hex comes back.

  {"id":1,"header":{"terminal":"013800000001","sequence":1},"body":{"kind":"answer","sequence":32257,"messageId":"0x0200","result":0}}
  {"id":1,"hex":"7e800100050138000000010001…7e","problems":[]}

  header  terminal、sequence、edition（2013 默认 · 2019）、messageId（由 kind 定）
  body    kind：location · batch · register · authenticate · heartbeat · answer · register-answer，成员同解读 as decoded
${ITEMS}
${END}`,
  schema: {
    input: {
      $schema: DRAFT,
      type: 'object',
      required: ['header', 'body'],
      properties: { id: {}, header: { type: 'object' }, body: { type: 'object' }, items: { type: 'array' } },
    },
    output: {
      $schema: DRAFT,
      type: 'object',
      required: ['id', 'problems'],
      properties: { id: {}, hex: { type: ['string', 'null'] }, problems: PROBLEMS },
    },
  },
  answer({ items, ...message }) {
    const map = mapOf(items);
    if (!map) return wrong('items', '[{id, name, bytes 1 | 2 | 4, unit?, scale?, bits?}]');
    const { bytes, problems } = encodeFrame(message, map);
    return { hex: bytes && hexOf(bytes), problems };
  },
});
