import { once } from 'node:events';
import { decodeFrame, FrameReader, type RawFrame } from '@tarim/hj212';
import type { Command } from '../command.ts';
import { frameJson } from './json.ts';
import { readOptions } from './options.ts';

const help = `
tarim hj212 decode [--sm4-key HEX] [--edition 2005|2017|2025]  < bytes  > frames.ndjson

读取 HJ/T 212-2005、HJ 212-2017、HJ 212-2025 的原始字节流，按流中顺序每帧输出一行 JSON；损坏的帧和帧间无效字节也各占一行，
原因在 problems 里。Reads a raw byte stream and writes one JSON object a frame in stream order, broken ones included.

  --sm4-key HEX   SM4 密钥（32 位十六进制），用于 2025 版加密数据区
  --edition E     已知的标准版本；缺省由报文判断

退出码 exit code: 0 已读完输入 input was read; 2 调用有误 broken call.
`;

const nullable = (type: string) => ({ type: [type, 'null'] });

const schema = {
  input: { description: 'raw bytes' },
  output: {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    required: [
      'kind',
      'offset',
      'bytes',
      'lengthOk',
      'crcOk',
      'edition',
      'qn',
      'st',
      'cn',
      'mn',
      'flag',
      'pnum',
      'pno',
      'dataTime',
      'items',
      'problems',
    ],
    properties: {
      kind: { enum: ['frame', 'rubbish'] },
      offset: { type: 'integer', description: 'position of the first byte in the stream' },
      bytes: { type: 'integer', description: 'total length' },
      lengthOk: { type: 'boolean' },
      crcOk: { ...nullable('boolean'), description: 'null: not readable, or encrypted without key' },
      edition: { enum: ['2005', '2017', '2025', null] },
      qn: nullable('string'),
      st: nullable('string'),
      cn: nullable('string'),
      pw: nullable('string'),
      mn: nullable('string'),
      flag: nullable('integer'),
      pnum: nullable('integer'),
      pno: nullable('integer'),
      rf: nullable('integer'),
      dataTime: { ...nullable('string'), description: 'ISO 8601, +08:00' },
      fields: { type: 'object', additionalProperties: { type: 'string' } },
      items: {
        type: 'array',
        items: {
          type: 'object',
          required: ['code', 'attrs'],
          properties: {
            code: { type: 'string' },
            attrs: { type: 'object', additionalProperties: { type: ['number', 'string'] } },
          },
        },
      },
      logText: nullable('string'),
      encrypted: { type: 'boolean' },
      problems: {
        type: 'array',
        items: {
          type: 'object',
          required: ['code', 'message'],
          properties: { code: { type: 'string' }, message: { type: 'string' }, path: { type: 'string' } },
        },
      },
    },
  },
};

/** `tarim hj212 decode`: constant memory, and no faster than its reader. */
export const decodeCommand: Command = {
  name: 'hj212 decode',
  help,
  schema,
  async run(argv, stdin, stdout, stderr) {
    const options = readOptions(argv, ['--sm4-key', '--edition']);
    if (typeof options === 'string') {
      stderr.write(`${options}\n${help}`);
      return 2;
    }
    const write = async (frames: readonly RawFrame[]): Promise<void> => {
      let lines = '';
      for (const raw of frames) lines += `${frameJson(decodeFrame(raw, options), raw.kind)}\n`;
      if (lines !== '' && !stdout.write(lines)) await once(stdout, 'drain');
    };
    const reader = new FrameReader();
    for await (const chunk of stdin)
      await write(reader.push(typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Uint8Array)));
    await write(reader.end());
    return 0;
  },
};
