import { createInterface } from 'node:readline';
import { evaluateAqi } from '@tarim/science';
import type { Command } from '../command.ts';

const INPUT = {
  type: 'object',
  required: ['period', 'time', 'values'],
  properties: {
    id: {},
    period: { enum: ['hour', 'day'] },
    time: { type: 'string', description: 'ISO 8601; +08:00 when it names no offset' },
    values: {
      type: 'object',
      description: 'SO2 NO2 CO O3 O3_8h PM10 PM2.5; µg/m³, CO mg/m³',
      additionalProperties: { type: ['number', 'null'] },
    },
    standard: { enum: ['HJ 633-2012', 'HJ 633-2026'] },
    exempt: { type: 'array', items: { type: 'string' } },
  },
};
const OUTPUT = {
  type: 'object',
  properties: {
    id: {},
    standard: { type: ['string', 'null'] },
    iaqi: { type: 'object', additionalProperties: { type: 'integer' } },
    aqi: { type: ['integer', 'null'] },
    partialAqi: { type: ['integer', 'null'] },
    primary: { type: 'array', items: { type: 'string' } },
    level: { type: ['integer', 'null'] },
    problems: { type: 'array' },
  },
};

/** One line of input → one line of output; a line that cannot be read is answered by its problems. */
export function aqiLine(line: string): object {
  const nothing = { standard: null, iaqi: {}, aqi: null, partialAqi: null, primary: [], level: null };
  const wrong = (id: unknown, code: string, message: string) => ({
    id: id ?? null,
    ...nothing,
    problems: [{ code, message }],
  });
  let input: Record<string, unknown>;
  try {
    input = JSON.parse(line) as Record<string, unknown>;
  } catch (error) {
    return wrong(null, 'JSON', (error as Error).message);
  }
  if (typeof input !== 'object' || input === null) return wrong(null, 'INPUT', 'not an object');
  const { id, period, values, standard, exempt } = input;
  if (period !== 'hour' && period !== 'day') return wrong(id, 'PERIOD', 'period must be hour or day');
  const text = String(input.time ?? '');
  const time = Date.parse(/(Z|[+-]\d{2}:?\d{2})$/.test(text) || !text.includes('T') ? text : `${text}+08:00`);
  if (Number.isNaN(time)) return wrong(id, 'TIME', `not a time: ${text}`);
  if (typeof values !== 'object' || values === null) return wrong(id, 'VALUES', 'values must be an object');
  const result = evaluateAqi({
    period,
    time,
    values: values as never,
    standard: standard as string | undefined,
    exempt: Array.isArray(exempt) ? (exempt as string[]) : undefined,
  });
  return {
    id: id ?? null,
    standard: result.standard,
    iaqi: result.iaqi,
    aqi: result.aqi,
    partialAqi: result.partialAqi,
    primary: result.primary,
    level: result.level,
    category: result.category,
    values: result.values,
    ruleVersion: result.ruleVersion,
    problems: result.problems,
  };
}

export const aqiCommand: Command = {
  name: 'evaluate aqi',
  help: `tarim evaluate aqi < lines.ndjson
空气质量指数：HJ 633-2026（数据日期 2026-03-01 起）或 HJ 633-2012（此前），按数据日期选用。
Reads NDJSON {"id","period":"hour"|"day","time","values":{"SO2":5,"NO2":4,"CO":0.4,"O3":113,"O3_8h":98,"PM10":13,"PM2.5":6}}
and writes {"id","standard","iaqi","aqi","partialAqi","primary","level","problems"} a line. Exit 0 when the input was read.`,
  schema: { input: INPUT, output: OUTPUT },
  async run(argv, stdin, stdout, stderr) {
    if (argv.length > 0) {
      stderr.write(`unknown argument ${argv[0]}; see tarim evaluate aqi --help\n`);
      return 2;
    }
    for await (const line of createInterface({ input: stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
      if (line.trim() === '') continue;
      if (!stdout.write(`${JSON.stringify(aqiLine(line))}\n`))
        await new Promise((resolve) => stdout.once('drain', resolve));
    }
    return 0;
  },
};
