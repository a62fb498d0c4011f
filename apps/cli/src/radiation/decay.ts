import { evaluateDecay } from '@tarim/science';
import { TEXT } from '../evaluate/finding-schema.ts';
import { calculator, FIGURE, OBJECT, QUANTITY, WORD } from './calculator.ts';

/** `tarim radiation decay`. */
export const decayCommand = calculator({
  name: 'decay',
  help: `
衰变：A = A₀·2^(−t/T)，并给出起始与当前的放射源类别。Decay, with the category of the source then and now.

  {"id":1,"nuclide":"Ir-192","activity":1.48e12,"days":120}
  {"id":1,"nuclide":"Ir-192","activity":479717…,"fraction":0.324…,"days":120,"halfLifeDays":73.827,"initial":{"category":"II",…},"now":{"category":"III",…},…}

  activity     起始活度 Bq at the start         nuclide   核素；给出 halfLife 时可不给
  halfLife     半衰期，天（或 "5.27 a"） days    days      经过天数；或 from、to 两个时间 or two times
`,
  required: ['activity'],
  input: { nuclide: TEXT, activity: QUANTITY, halfLife: QUANTITY, days: QUANTITY, from: TEXT, to: TEXT },
  times: ['from', 'to', 'measuredAt', 'at', 'start', 'end'],
  output: {
    nuclide: WORD,
    activity: FIGURE,
    fraction: FIGURE,
    days: FIGURE,
    halfLifeDays: FIGURE,
    initial: OBJECT,
    now: OBJECT,
  },
  answer: evaluateDecay,
});
