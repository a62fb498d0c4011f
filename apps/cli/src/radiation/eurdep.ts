import type { Problem } from '@tarim/kernel';
import { readEurdep } from '@tarim/science';
import { flag } from '../arguments.ts';
import { defineCommand, line, write } from '../command.ts';
import { answerLines } from '../evaluate/answer-lines.ts';
import { isObject, lineProblem } from '../evaluate/evaluate-command.ts';
import { EVALUATE_PROBLEMS as P } from '../evaluate/problems.ts';
import { DRAFT, PROBLEMS } from '../schema.ts';

const LONGEST = 1 << 22;

const help = String.raw`
tarim radiation eurdep  < lines.ndjson        tarim radiation eurdep --raw  < message.eur

EURDEP 2.1 报文的解读：HEADER、LOCALITY、RADIOLOGICAL 三段；值、单位与时间照原样，经纬度化为度。
EURDEP messages: header, places and values; units and times as sent, positions in degrees.

  {"id":1,"text":"\\BEGIN_EURDEP;\\BEGIN_HEADER;\\FORMAT_VERSION 2.1;\\END_HEADER;\\BEGIN_RADIOLOGICAL;\\FIELD_LIST LOCALITY_CODE,NUCLIDE,VALUE,UNIT;\\XJ0001,T-GAMMA,98.4,NSV/H;\\END_RADIOLOGICAL;\\END_EURDEP;"}
  {"id":1,"header":{"FORMAT_VERSION":"2.1"},"localities":[],"measurements":[{"localityCode":"XJ0001","nuclide":"T-GAMMA","value":98.4,"unit":"NSV/H",…}],"problems":[]}

  --raw   标准输入为一份报文原文 standard input is one message as it is

退出码 exit code: 0 已读完输入 input was read; 2 调用有误 broken call.
`;

/** `tarim radiation eurdep`. */
export const eurdepCommand = defineCommand({
  name: 'radiation eurdep',
  help,
  schema: {
    input: {
      $schema: DRAFT,
      type: 'object',
      required: ['text'],
      properties: { id: {}, text: { type: 'string' } },
    },
    output: {
      $schema: DRAFT,
      type: 'object',
      required: ['id', 'problems'],
      properties: {
        id: {},
        header: { type: 'object' },
        localities: { type: 'array' },
        measurements: { type: 'array' },
        problems: PROBLEMS,
      },
    },
  },
  options: { raw: flag(), explain: flag() },
  async run({ raw }, { stdin, stdout }) {
    if (raw) {
      const parts: Buffer[] = [];
      for await (const chunk of stdin) parts.push(Buffer.from(chunk as Uint8Array));
      await write(stdout, line({ id: null, ...readEurdep(Buffer.concat(parts).toString('utf8')) }));
      return 0;
    }
    const failed = (problem: Problem) => ({ id: null, problems: [problem] });
    await answerLines(
      { stdin, stdout },
      LONGEST,
      (text) => {
        if (text === null) return failed(lineProblem(P.tooLong, undefined, { limit: LONGEST }));
        let input: unknown;
        try {
          input = JSON.parse(text);
        } catch {
          return failed(lineProblem(P.json));
        }
        if (!isObject(input)) return failed(lineProblem(P.object));
        const id = input.id ?? null;
        if (typeof input.text !== 'string')
          return { id, problems: [lineProblem(P.member, 'text', { name: 'text', words: 'text' })] };
        return { id, ...readEurdep(input.text) };
      },
      failed,
    );
    return 0;
  },
});
