import { evaluateLoad, type LoadInput } from '@tarim/science';
import { evaluateCommand, isObject } from './evaluate-command.ts';
import { findingSchema, inputSchema, VALUES } from './finding-schema.ts';
import { parseTime } from './time.ts';

const help = `
tarim evaluate load [--explain]  < lines.ndjson

排放量核算：逐时（或逐日）浓度 × 流量，按日、月、季、年合计；可与许可排放量比较。缺失只计数，不替代。
Amounts emitted: concentration times flow, summed by day, month, quarter or year, against a permitted amount; gaps are counted, not filled.

  {"id":1,"medium":"air","by":"month","records":[{"time":"2026-01-01T00:00:00+08:00","values":{"SO2":20},"flow":50000}],"permitted":{"SO2":1000}}
  {"id":1,"totals":[{"period":"2026-01","item":"SO2","records":1,"missing":0,"kg":1}],"permitted":[{"item":"SO2","kg":1,"permitted":1000,"percent":0.1,"verdict":"within"}],…}

  medium     air（mg/m³）或 water（mg/L）      by  day · month · quarter · year（北京时间 Beijing time）
  records    time 该时段起点 start；values 实测浓度，符号或 HJ 212 编码 as measured；flow 该时段的标干流量或水量 m³ of that period
  permitted  许可排放量 kg，与全部记录之和比较 of all records together

  --explain  另给 steps：逐步列式 each figure as on paper

退出码 exit code: 0 已读完输入 input was read; 2 调用有误 broken call.
`;

/** `tarim evaluate load`: a year of hours with a few pollutants fits into a line. */
export const loadCommand = evaluateCommand({
  name: 'load',
  help,
  longest: 1 << 22,
  schema: {
    input: inputSchema(['medium', 'by', 'records'], {
      medium: { enum: ['air', 'water'] },
      by: { enum: ['day', 'month', 'quarter', 'year'] },
      records: {
        type: 'array',
        items: {
          type: 'object',
          required: ['time', 'values', 'flow'],
          properties: { time: { type: 'string' }, values: VALUES, flow: { type: ['number', 'null'] } },
        },
      },
      permitted: { type: 'object', additionalProperties: { type: 'number' } },
    }),
    output: findingSchema({ totals: { type: 'array' }, permitted: { type: 'array' } }),
  },
  answer: ({ records, ...input }) =>
    evaluateLoad({
      ...(input as unknown as LoadInput),
      records: Array.isArray(records) ? records.map(timed) : (records as LoadInput['records']),
    }),
});

function timed(record: unknown): LoadInput['records'][number] {
  const time = isObject(record) && typeof record.time === 'string' ? parseTime(record.time) : null;
  return { ...(record as LoadInput['records'][number]), time: time ?? Number.NaN };
}
