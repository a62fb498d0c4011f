import { defineErrors } from '@tarim/kernel';

export const operationErrors = defineErrors({
  outletUnknown: {
    code: 'OPERATION_OUTLET_UNKNOWN',
    status: 404,
    zh: '没有排放口 {id}',
    en: 'There is no outlet {id}',
  },
  parameterUnknown: {
    code: 'OPERATION_PARAMETER_UNKNOWN',
    status: 422,
    zh: '该排放口的因子 {item} 没有参数“{parameter}”',
    en: 'The factor {item} of this outlet has no parameter {parameter}',
  },
  nothingToRead: {
    code: 'OPERATION_NOTHING_TO_READ',
    status: 422,
    zh: '所选范围内没有可读取参数的数采仪',
    en: 'No logger in this range can be asked for its parameters',
  },
  readWhat: {
    code: 'OPERATION_READ_ONE_RANGE',
    status: 422,
    zh: '请指定一个排放口、一家企业或一个行政区之一',
    en: 'Name one outlet, one enterprise or one unit',
  },
  tableRow: {
    code: 'OPERATION_TABLE_ROW_INVALID',
    status: 422,
    zh: '第 {row} 行不合规则表的格式（{defect}）',
    en: 'Row {row} does not fit the table ({defect})',
  },
});

/** Of rows of sheets. */
export const rowErrors = defineErrors({
  outletCode: {
    code: 'ROW_OUTLET_UNKNOWN',
    status: 422,
    zh: '没有这个编码的排放口，或不在您的管辖范围',
    en: 'There is no outlet of this code that you are competent for',
  },
  parameterWord: {
    code: 'ROW_PARAMETER_UNKNOWN',
    status: 422,
    zh: '这个因子没有这一参数，见“参数”页',
    en: 'This factor has no such parameter: see the sheet of parameters',
  },
});
