import { evaluateCordon } from '@tarim/science';
import { TEXT } from '../evaluate/finding-schema.ts';
import { calculator, FIGURE, FLAG, QUANTITY, WORD } from './calculator.ts';

/** `tarim radiation cordon`. */
export const cordonCommand = calculator({
  name: 'cordon',
  help: `
初始警戒半径：情形表（IAEA）与 100 µSv/h 距离的较大者，测得更远时外扩，不缩。
First cordon: the larger of the table by situation and the distance of 100 µSv/h.

  {"id":1,"situation":"damaged_source","nuclide":"Ir-192","activity":1.48e12}
  {"id":1,"situation":"damaged_source","radius":45.37…,"atLeast":false,"table":30,"computed":45.37…,…}

  situation  damaged_source 失去屏蔽 · major_spill 洒漏 · fire_explosion_fumes 火灾爆炸烟雾 · suspected_rdd 疑似脏弹
  nuclide, activity (Bq), constant   或 or  rate (µSv/h)、distance (m) 实测 measured
  inside     室内 indoors：另给区域说明 the areas as well
`,
  required: [],
  input: {
    situation: TEXT,
    inside: FLAG,
    nuclide: TEXT,
    activity: QUANTITY,
    constant: QUANTITY,
    rate: QUANTITY,
    distance: QUANTITY,
  },
  output: {
    situation: WORD,
    zh: WORD,
    radius: FIGURE,
    atLeast: FLAG,
    table: FIGURE,
    computed: FIGURE,
  },
  answer: evaluateCordon,
});
