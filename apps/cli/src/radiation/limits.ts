import { evaluateLimits } from '@tarim/science';
import { TEXT } from '../evaluate/finding-schema.ts';
import { calculator, LIST } from './calculator.ts';

/** `tarim radiation limits`. */
export const limitsCommand = calculator({
  name: 'limits',
  help: `
个人剂量与 GB 18871-2002 限值：连续 5 年之和、单年、眼晶体、皮肤、公众；漏测与超期；调查水平是通行做法，另列。
A dose record against the limits: five years, one year, lens, skin, public; gaps; levels of practice told apart.

  {"id":1,"group":"worker","years":{"2022":22,"2023":21,"2024":19,"2025":20,"2026":21}}
  {"id":1,"group":"worker","verdict":"exceeds","judgements":[…,{"quantity":"effective","period":"2022–2026","value":103,"limit":100,"verdict":"exceeds",…},…],…}

  group     worker（默认）· trainee · public
  readings  [{"from":"2026-01-01","to":"2026-01-30","mSv":0.4,"lens":…,"skin":…}] 佩戴首末日 first and last day
  years     {"2026":mSv} 或 or [{"year":2026,"mSv":…}]；at 截止日：超过 90 天没有读数时说明 overdue at that day
`,
  required: [],
  input: {
    group: { enum: ['worker', 'trainee', 'public'] },
    readings: LIST,
    years: { type: ['object', 'array'] },
    at: TEXT,
  },
  times: ['from', 'to', 'start', 'end', 'until', 'at', 'asOf', 'today'],
  output: {
    group: { enum: ['worker', 'trainee', 'public'] },
    verdict: { enum: ['meets', 'exceeds', 'not-judged'] },
    judgements: LIST,
    investigations: LIST,
    gaps: LIST,
  },
  answer: evaluateLimits,
});
