import { evaluateStation } from '@tarim/science';
import { calculator, FIGURE, LIST, OBJECT } from './calculator.ts';

/** `tarim radiation station`. */
export const stationCommand = calculator({
  name: 'station',
  help: `
γ 自动站报警分级（本平台规则）：无雨基线 m、s；0 正常、1 疑似降雨、2 关注、3 报警、4 紧急（> 3m）；偏低、恒值为仪器故障。
Alarm levels of a gamma station (rules of ours): dry baseline, rain suspected, attention, alarm, urgent; low and flat values are faults.

  {"id":1,"baseline":{"mean":90,"sd":4},"hours":[101,103,104],"rain":[1.5,0,0]}
  {"id":1,"limit":102,"urgentLimit":270,"levels":[0,1,1],"level":1,"hours":[{"value":101,"level":0,"name":"normal","wet":true,…},…],…}

  baseline  nGy/h 均值与标准差；或 or history：近 30 天逐时值 hours of 30 days [{"value":…,"rain":…}]，无雨小时不少于 200
  hours     逐时值，或 or [{"time","value","rain","radon","raw","peaks"}]
  rain      mm/h；radon true 氡子体窗偏高视为有雨；raw 5 分钟值（判恒值）；peaks 谱峰核素 nuclides with a peak
`,
  required: ['hours'],
  input: { baseline: { type: 'object' }, history: LIST, hours: LIST, rain: LIST },
  times: ['time', 'start'],
  output: {
    baseline: OBJECT,
    limit: FIGURE,
    urgentLimit: FIGURE,
    hours: LIST,
    levels: LIST,
    level: FIGURE,
  },
  answer: evaluateStation,
});
