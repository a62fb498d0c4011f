import { evaluateChange, evaluateSectionSet, type SectionSetInput } from '@tarim/science';
import { nullable } from '../schema.ts';
import { evaluateCommand, isObject, lineProblem } from './evaluate-command.ts';
import { MAX_LINE_OF_SETS } from './lines.ts';
import { EVALUATE_PROBLEMS as P } from './problems.ts';
import { listProblem, timeOf } from './water-line.ts';
import {
  CHANGE,
  inputSchema,
  NUMBERS,
  outputSchema,
  SAMPLES,
  STRINGS,
  TIME,
  VALUES,
} from './water-schema.ts';
import { withChange } from './with-change.ts';

const help = `
tarim evaluate section-set [--explain]  < lines.ndjson

河流、流域（水系）、区域的水质状况与两时段变化（环办〔2011〕22号）：5 个断面及以上按类别比例，不足 5 个按浓度均值。
Rating of a river, basin or region and its change: by shares of classes, with fewer than five sections by mean concentrations.

  {"id":"和田河","n":12,"good":8,"worseV":1}
  {"id":"和田河","n":12,"by":"shares","goodShare":66.66666666666667,"badShare":8.333333333333334,"rating":"轻度污染",…,"problems":[]}

一行给出下列之一 one of these a line:
  sections            [{"id":…,"kind":"river","values":{…}}, …]；values 同 surface-water   as in surface-water
  n, good, worseV     断面数、Ⅰ～Ⅲ类断面数、劣Ⅴ类断面数   numbers of sections
  goodShare, badShare Ⅰ～Ⅲ类、劣Ⅴ类断面比例 %（按 5 个断面及以上）   shares, of five sections or more

  before    前一时段，写法同上：另给 change（ΔG、ΔD）   the period before, told in the same way
  time      数据时间，可省略 time of the data

比例不修约，按全数值比较；发布时取一位小数。Shares are full figures: round them for showing.

  --explain  另给 steps

退出码 exit code: 0 已读完输入 input was read; 2 调用有误 broken call.
`;

const SECTION = {
  type: 'object',
  properties: { id: {}, kind: { enum: ['river', 'lake'] }, values: VALUES, samples: SAMPLES },
};
const SET = {
  sections: { type: 'array', items: SECTION },
  n: { type: 'integer', minimum: 1 },
  good: { type: 'integer', minimum: 0 },
  worseV: { type: 'integer', minimum: 0 },
  goodShare: { type: 'number', minimum: 0, maximum: 100 },
  badShare: { type: 'number', minimum: 0, maximum: 100 },
};

/** `tarim evaluate section-set`. */
export const sectionSetCommand = evaluateCommand({
  name: 'section-set',
  help,
  longest: MAX_LINE_OF_SETS,
  schema: {
    input: inputSchema({ time: TIME, ...SET, before: { type: 'object', properties: SET } }),
    output: outputSchema({
      n: nullable('integer'),
      by: { enum: ['shares', 'mean', null] },
      goodShare: nullable('number'),
      badShare: nullable('number'),
      rating: nullable('string'),
      colour: nullable('string'),
      class: { ...nullable('string'), description: 'of the mean concentrations' },
      main: STRINGS,
      exceedRates: { ...NUMBERS, description: 'percent of the sections worse than class III' },
      sections: { type: 'array' },
      change: CHANGE,
    }),
  },
  answer(input) {
    const { before } = input;
    const problems = listProblem(input, 'sections');
    if (before !== undefined && !isObject(before)) problems.push(lineProblem(P.before, 'before'));
    if (problems.length > 0) return { problems };
    const time = timeOf(input);
    const result = evaluateSectionSet({ ...(input as SectionSetInput), time });
    if (!isObject(before)) return result;
    const former = evaluateSectionSet({ ...(before as SectionSetInput), time });
    const change = withChange(result, evaluateChange(former, result, time));
    const told = former.problems.map((one) => ({
      ...one,
      path: one.path === undefined ? 'before' : `before.${one.path}`,
    }));
    return { ...change, problems: [...result.problems, ...told] };
  },
});
