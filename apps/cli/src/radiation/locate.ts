import { evaluateLocate } from '@tarim/science';
import { TEXT } from '../evaluate/finding-schema.ts';
import { calculator, LIST, OBJECT, QUANTITY } from './calculator.ts';

/** `tarim radiation locate`. */
export const locateCommand = calculator({
  name: 'locate',
  help: `
由多点剂量率（至少 3 点）推求源的位置与活度（最小二乘），并给残差、不确定度与质量；不能确定的说明原因。
Where a source lies, from three readings or more: least squares, with residual, uncertainty and what cannot be told.

  {"id":1,"nuclide":"Cs-137","readings":[{"x":3,"y":4,"rate":40},{"x":-6,"y":8,"rate":10},{"x":0,"y":-5,"rate":40},{"x":-10,"y":0,"rate":10},{"x":8,"y":6,"rate":10}]}
  {"id":1,"place":{"x":0…,"y":0…,"strength":1000…,"activity":1081…,"residual":0…,…},"candidates":[…],"quality":"good",…}

  readings    x、y（米 m）或 or lat、lon（度 degrees）；rate µSv/h        background  本底，从各读数减去 subtracted
  height      仪器高于源 m meter above the source      nuclide, constant   求活度用 for the activity
`,
  required: ['readings'],
  input: {
    readings: { type: 'array', minItems: 1, items: { type: 'object' } },
    background: QUANTITY,
    height: QUANTITY,
    nuclide: TEXT,
    constant: QUANTITY,
  },
  output: {
    place: OBJECT,
    candidates: LIST,
    quality: { enum: ['good', 'fair', 'poor', 'not-determined'] },
  },
  answer: evaluateLocate,
});
