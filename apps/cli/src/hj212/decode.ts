import { decodeFrame, EDITIONS, FrameReader, type RawFrame } from '@tarim/hj212';
import { choice } from '../arguments.ts';
import { defineCommand, write } from '../command.ts';
import { DRAFT, nullable, PROBLEMS } from '../schema.ts';
import { frameJson } from './json.ts';
import { sm4Key } from './options.ts';

const help = `
tarim hj212 decode [--sm4-key HEX] [--edition 2005|2017|2025]  < bytes  > frames.ndjson

读取 HJ/T 212-2005、HJ 212-2017、HJ 212-2025 的原始字节流，按流中顺序每帧输出一行 JSON；损坏的帧和帧间无效字节也各占一行，
原因在 problems 里（帧间只有空白字节时，记为下一帧的问题）。Reads a raw byte stream and writes one JSON object a frame in stream
order, broken ones included, and one for other bytes between frames; blank bytes there are a problem of the next frame.

  --sm4-key HEX   SM4 密钥（32 位十六进制），用于 2025 版加密数据区
  --edition E     已知的标准版本；缺省由报文判断

退出码 exit code: 0 已读完输入 input was read; 2 调用有误 broken call.
`;

const schema = {
  input: { description: 'raw bytes' },
  output: {
    $schema: DRAFT,
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
      crcOk: {
        ...nullable('boolean'),
        description: 'false also without a CRC to check; null: encrypted, and no key',
      },
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
            attrs: {
              type: 'object',
              additionalProperties: { type: ['number', 'string', 'null'] },
              description: 'null: sent without a value',
            },
          },
        },
      },
      logText: nullable('string'),
      encrypted: { type: 'boolean' },
      problems: PROBLEMS,
    },
  },
};

/** `tarim hj212 decode`: constant memory, and no faster than its reader. */
export const decodeCommand = defineCommand({
  name: 'hj212 decode',
  help,
  schema,
  options: { 'sm4-key': sm4Key(), edition: choice(EDITIONS) },
  async run(values, { stdin, stdout }) {
    const options = { sm4Key: values['sm4-key'], edition: values.edition ?? undefined };
    const tell = async (frames: readonly RawFrame[]): Promise<void> => {
      let lines = '';
      for (const raw of frames) lines += `${frameJson(decodeFrame(raw, options), raw.kind)}\n`;
      if (lines !== '') await write(stdout, lines);
    };
    const reader = new FrameReader();
    for await (const chunk of stdin)
      await tell(reader.push(typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Uint8Array)));
    await tell(reader.end());
    return 0;
  },
});
