import type { Problem } from '@tarim/kernel';
import { writeIrixLike } from '@tarim/science';
import { flag } from '../arguments.ts';
import { defineCommand } from '../command.ts';
import { answerLines } from '../evaluate/answer-lines.ts';
import { isObject, lineProblem } from '../evaluate/evaluate-command.ts';
import { EVALUATE_PROBLEMS as P } from '../evaluate/problems.ts';
import { DRAFT, PROBLEMS } from '../schema.ts';
import { readReport } from './irix-input.ts';

const LONGEST = 1 << 22;

const help = String.raw`
tarim radiation irix  < lines.ndjson

仿 IRIX 报告的编写（XML，命名空间 urn:tarim:irix-like:1，版本 1.0）：标识、事件、地点、源、测量。
IAEA 的 IRIX 模式没有收录，本命令不声称符合它，文件中也如实写明。
IRIX-like reports as XML. The schema of the IAEA is not known to us; nothing claims to conform with it, and the document says so.

  {"id":1,"identification":{"reportId":"r/1","organisation":"示例中心","country":"CN","createdAt":"2026-11-20T12:00:00+08:00","simulated":true,"language":"zh-CN"},"locations":[{"id":"XJ1","name":"一号站","lon":87.6,"lat":43.8}],"measurements":[{"locationId":"XJ1","quantity":"air-absorbed-dose-rate","nuclide":"T-GAMMA","begin":"2026-11-20T11:00:00+08:00","end":"2026-11-20T12:00:00+08:00","value":98.4,"unit":"nGy/h","validated":false}]}
  {"id":1,"xml":"<?xml version=\"1.0\" encoding=\"UTF-8\"?>…","problems":[]}

  event 与 source 可缺 event and source may be absent; value 为 null 即低于探测下限 null is below the detection limit

退出码 exit code: 0 已读完输入 input was read; 2 调用有误 broken call.
`;

/** `tarim radiation irix`. */
export const irixCommand = defineCommand({
  name: 'radiation irix',
  help,
  schema: {
    input: {
      $schema: DRAFT,
      type: 'object',
      required: ['identification'],
      properties: {
        id: {},
        identification: { type: 'object' },
        event: { type: 'object' },
        locations: { type: 'array' },
        source: { type: 'object' },
        measurements: { type: 'array' },
      },
    },
    output: {
      $schema: DRAFT,
      type: 'object',
      required: ['id', 'xml', 'problems'],
      properties: { id: {}, xml: { type: ['string', 'null'] }, problems: PROBLEMS },
    },
  },
  options: { explain: flag() },
  async run(_options, streams) {
    const failed = (problem: Problem) => ({ id: null, xml: null, problems: [problem] });
    await answerLines(
      streams,
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
        const { report, problems } = readReport(input);
        return { id: input.id ?? null, xml: report && writeIrixLike(report), problems };
      },
      failed,
    );
    return 0;
  },
});
