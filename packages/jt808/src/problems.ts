import {
  defineErrors,
  type ErrorDefinition,
  type ErrorParams,
  fillMessage,
  type Problem,
} from '@tarim/kernel';

const define = (code: string, zh: string, en: string): ErrorDefinition => ({ code, status: 422, zh, en });

/** Everything that can be wrong with a frame. Data in `problems`, never exceptions. */
export const JT808_PROBLEMS = defineErrors({
  rubbish: define('JT808_RUBBISH', '两帧之间的无效字节', 'Bytes that belong to no frame'),
  truncated: define('JT808_TRUNCATED', '帧没有结束标志 0x7e', 'The frame has no closing 0x7e'),
  tooLong: define('JT808_TOO_LONG', '超过 {limit} 字节仍无结束标志', 'No closing 0x7e within {limit} bytes'),
  escape: define('JT808_ESCAPE_INVALID', '0x7d 之后不是 01 或 02', '0x7d is followed by neither 01 nor 02'),
  check: define(
    'JT808_CHECK_MISMATCH',
    '校验码为 {read}，应为 {expected}',
    'The check byte is {read}, should be {expected}',
  ),
  tooShort: define('JT808_HEADER_SHORT', '消息头不完整', 'The header is not whole'),
  length: define(
    'JT808_LENGTH_WRONG',
    '消息体长度 {declared}，实为 {actual}',
    'The body says {declared} bytes, there are {actual}',
  ),
  phone: define('JT808_PHONE_NOT_BCD', '终端手机号含非 BCD 数字', 'The terminal number is not BCD'),
  encrypted: define('JT808_ENCRYPTED', '消息体已加密，不解读', 'The body is encrypted: it is not read'),
  packet: define(
    'JT808_PART_OF_SEVERAL',
    '分包 {index}/{total}，只解读消息头',
    'Part {index} of {total}: only the header is read',
  ),
  message: define('JT808_MESSAGE_UNKNOWN', '不认识的消息 {id}', 'The message {id} is not known'),
  bodyShort: define('JT808_BODY_SHORT', '消息体不足：{part}', 'The body ends before {part}'),
  trailing: define('JT808_BODY_TRAILING', '消息体之后多出 {count} 字节', '{count} bytes follow the body'),
  time: define('JT808_TIME_INVALID', '时间 {value} 无效', 'The time {value} is none'),
  position: define(
    'JT808_POSITION_INVALID',
    '经纬度 {value} 超出范围',
    'The position {value} is out of range',
  ),
  item: define(
    'JT808_ITEM_LENGTH',
    '附加信息 {id} 长度 {length} 与定义不符',
    'Item {id} has {length} bytes, not what its definition says',
  ),
  encode: define('JT808_CANNOT_ENCODE', '不能编码：{what}', 'It cannot be encoded: {what}'),
});

export type Jt808ProblemName = keyof typeof JT808_PROBLEMS;

/** A problem as data, in English; the catalogue has the Chinese under the same code. */
export function problemOf(name: Jt808ProblemName, params: ErrorParams = {}, path?: string): Problem {
  const { code, en } = JT808_PROBLEMS[name];
  const message = fillMessage(en, params);
  return path === undefined ? { code, message, params } : { code, message, path, params };
}
