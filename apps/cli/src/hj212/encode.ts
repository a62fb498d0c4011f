import { encodeFrame, encodeRecord } from '@tarim/hj212';
import { type Problem, TarimError } from '@tarim/kernel';
import { flag } from '../arguments.ts';
import { defineCommand, write } from '../command.ts';
import { DRAFT } from '../schema.ts';
import { messageOf } from './json.ts';
import { sm4Key } from './options.ts';

const help = `
tarim hj212 encode [--sm4-key HEX] [--split]  < messages.ndjson  > bytes

每行一个 JSON 对象（与 decode 的输出同形），写成一帧原始报文；不能写的行在标准错误输出一行 {line, problems}。
One JSON object a line (the shape that decode writes) becomes one raw frame; a line that cannot be written is told on standard
error as {line, problems}.

  {"edition":"2017","qn":"20240601085857223","st":"31","cn":"2011","pw":"123456","mn":"010000A8900016F000169DC0","flag":5,
   "dataTime":"2024-06-01T08:58:00+08:00","fields":{},"items":[{"code":"a21026","attrs":{"Rtd":18.5,"Flag":"N"}}]}

  --sm4-key HEX   加密数据区（2025 版）encrypt the data area
  --split         过长的记录拆成多包 split a record that is too long into packets

退出码 exit code: 0 已读完输入 input was read; 2 调用有误 broken call.
`;

const schema = {
  input: {
    $schema: DRAFT,
    type: 'object',
    required: ['cn'],
    properties: {
      edition: { enum: ['2005', '2017', '2025'], default: '2017' },
      qn: { type: ['string', 'null'] },
      st: { type: ['string', 'null'] },
      cn: { type: 'string' },
      pw: { type: ['string', 'null'] },
      mn: { type: ['string', 'null'] },
      flag: {
        type: ['integer', 'null'],
        description: 'absent: version bits of the edition; null: no Flag field',
      },
      pnum: { type: ['integer', 'null'] },
      pno: { type: ['integer', 'null'] },
      rf: { type: ['integer', 'null'] },
      dataTime: {
        type: ['string', 'number', 'null'],
        description: 'ISO 8601, +08:00 when it names no offset; or epoch ms',
      },
      fields: { type: 'object', additionalProperties: { type: ['string', 'number'] } },
      items: {
        type: 'array',
        items: {
          type: 'object',
          required: ['code', 'attrs'],
          properties: {
            code: { type: 'string' },
            attrs: { type: 'object', additionalProperties: { type: ['number', 'string', 'null'] } },
          },
        },
      },
    },
  },
  output: { description: 'raw frames' },
};

/** A line longer than this is no message: a frame holds 1 KiB. */
const MAX_LINE = 1 << 20;

/** `tarim hj212 encode`. */
export const encodeCommand = defineCommand({
  name: 'hj212 encode',
  help,
  schema,
  options: { 'sm4-key': sm4Key(), split: flag() },
  async run(values, { stdin, stdout, stderr }) {
    const options = { sm4Key: values['sm4-key'], split: values.split };
    let line = 0;
    const tell = (problems: readonly Problem[]) => stderr.write(`${JSON.stringify({ line, problems })}\n`);
    for await (const text of linesOf(stdin)) {
      line++;
      if (text === null) {
        tell([{ code: 'HJ212_LINE_TOO_LONG', message: `Line is longer than ${MAX_LINE} characters` }]);
        continue;
      }
      if (text.trim() === '') continue;
      const frames = encodeLine(text, options);
      if ('problems' in frames) {
        tell(frames.problems);
        continue;
      }
      for (const frame of frames.frames) await write(stdout, frame);
    }
    return 0;
  },
});

function encodeLine(
  text: string,
  options: { sm4Key: Uint8Array | undefined; split: boolean },
): { frames: Uint8Array[] } | { problems: Problem[] } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problems: [{ code: 'HJ212_JSON_MALFORMED', message: 'The line is not JSON' }] };
  }
  const read = messageOf(value);
  if ('faults' in read)
    return {
      problems: read.faults.map(({ path, message }) => ({ code: 'HJ212_MESSAGE_INVALID', message, path })),
    };
  try {
    return {
      frames: options.split ? encodeRecord(read.message, options) : [encodeFrame(read.message, options)],
    };
  } catch (error) {
    if (error instanceof TarimError) return { problems: [{ code: error.code, message: error.message }] };
    throw error;
  }
}

/** Lines of a stream in constant memory; null stands for a line that was too long to keep. */
async function* linesOf(stdin: NodeJS.ReadableStream): AsyncGenerator<string | null> {
  const decoder = new TextDecoder();
  let rest = '';
  let skipping = false;
  for await (const chunk of stdin) {
    const parts = (
      rest + (typeof chunk === 'string' ? chunk : decoder.decode(chunk as Uint8Array, { stream: true }))
    ).split('\n');
    rest = parts.pop()!;
    for (const part of parts) {
      yield skipping || part.length > MAX_LINE ? null : part;
      skipping = false;
    }
    if (rest.length > MAX_LINE) {
      skipping = true;
      rest = '';
    }
  }
  if (rest !== '' || skipping) yield skipping ? null : rest;
}
