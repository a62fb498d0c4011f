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
  kindUnknown: {
    code: 'OPERATION_KIND_UNKNOWN',
    status: 422,
    zh: '没有运维项目“{kind}”，或不适用于该排放口',
    en: 'There is no kind of maintenance {kind} for this outlet',
  },
  kindTwice: {
    code: 'OPERATION_KIND_TWICE',
    status: 422,
    zh: '运维项目“{kind}”重复',
    en: 'The kind {kind} is there twice',
  },
  checkLacks: {
    code: 'OPERATION_CHECK_MISSING',
    status: 422,
    zh: '“{kind}”须附检查结果（{check}）',
    en: 'A record of {kind} has to have the result of its check ({check})',
  },
  checkItem: {
    code: 'OPERATION_CHECK_ITEM_UNKNOWN',
    status: 422,
    zh: '因子 {code} 没有可用的检查方法，或该排放口不测它',
    en: 'There is no check for the factor {code}, or the outlet does not measure it',
  },
  span: {
    code: 'OPERATION_SPAN_INVALID',
    status: 422,
    zh: '起不晚于止，且都不晚于现在',
    en: 'It begins before it ends, and not in the future',
  },
  fileUnreadable: {
    code: 'OPERATION_FILE_UNREADABLE',
    status: 422,
    zh: '应为 JPEG、PNG、WebP 或 PDF，不超过 {mib} MiB',
    en: 'JPEG, PNG, WebP or PDF of at most {mib} MiB',
  },
  fileUnknown: {
    code: 'OPERATION_FILE_UNKNOWN',
    status: 404,
    zh: '没有这份文件',
    en: 'There is no such file',
  },
  faultUnknown: {
    code: 'OPERATION_FAULT_UNKNOWN',
    status: 404,
    zh: '没有这个故障',
    en: 'There is no such fault',
  },
  faultRepaired: {
    code: 'OPERATION_FAULT_REPAIRED',
    status: 409,
    zh: '这个故障已经修复',
    en: 'This fault is repaired already',
  },
  partUnknown: {
    code: 'OPERATION_PART_UNKNOWN',
    status: 404,
    zh: '没有这种备件',
    en: 'There is no such part',
  },
  partShort: {
    code: 'OPERATION_PART_SHORT',
    status: 409,
    zh: '“{name}”库存 {stock} {unit}，不够',
    en: 'There are {stock} {unit} of {name}: not enough',
  },
  operatorUnknown: {
    code: 'OPERATION_OPERATOR_UNKNOWN',
    status: 404,
    zh: '没有这个运维单位',
    en: 'There is no such operator',
  },
  operatorTaken: {
    code: 'OPERATION_OPERATOR_TAKEN',
    status: 409,
    zh: '该行政区已有同名运维单位',
    en: 'The unit has an operator of this name',
  },
  remoteNot: {
    code: 'OPERATION_REMOTE_NOT_POSSIBLE',
    status: 409,
    zh: '不能远程校准：{reason}',
    en: 'No remote calibration: {reason}',
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
  kindWord: {
    code: 'ROW_KIND_UNKNOWN',
    status: 422,
    zh: '没有这一运维项目，或不适用于该排放口，见“项目”页',
    en: 'There is no such kind for this outlet: see the sheet of kinds',
  },
  checkMissing: {
    code: 'ROW_CHECK_MISSING',
    status: 422,
    zh: '该项目须填因子、示值与标准值；比对的多对数据用“;”分隔',
    en: 'This kind needs factor, reading and reference; pairs are separated by ;',
  },
  parameterWord: {
    code: 'ROW_PARAMETER_UNKNOWN',
    status: 422,
    zh: '这个因子没有这一参数，见“参数”页',
    en: 'This factor has no such parameter: see the sheet of parameters',
  },
});
