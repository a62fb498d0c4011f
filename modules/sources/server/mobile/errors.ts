import { defineErrors } from '@tarim/kernel';

/** Defects of a row of mobile sources. No message repeats a cell: it may be a plate. */
export const mobileErrors = defineErrors({
  plate: {
    code: 'MOBILE_PLATE_UNREADABLE',
    status: 422,
    zh: '不是号牌号码',
    en: 'Not a number plate',
  },
  plateElsewhere: {
    code: 'MOBILE_PLATE_IN_OTHER_COLUMN',
    status: 422,
    zh: '这一列里像是号牌号码：号牌只能在“号牌号码”列',
    en: 'This column seems to hold a number plate, which belongs in its own column',
  },
  methodFuel: {
    code: 'MOBILE_METHOD_NOT_OF_FUEL',
    status: 422,
    zh: '检测方法与燃料不符：点燃式用双怠速、稳态或简易瞬态工况，柴油用自由加速或加载减速',
    en: 'The method is not one for this fuel',
  },
  itemsMissing: {
    code: 'MOBILE_ITEMS_MISSING',
    status: 422,
    zh: '没有任何检测数值',
    en: 'There is no measured value',
  },
  invalidExceeds: {
    code: 'MOBILE_INVALID_EXCEEDS',
    status: 422,
    zh: '无效数据不能判为超标',
    en: 'A pass that is not valid cannot exceed',
  },
  validEmpty: {
    code: 'MOBILE_VALID_WITHOUT_VALUES',
    status: 422,
    zh: '有效数据没有数值',
    en: 'A valid pass has no value',
  },
  conflict: {
    code: 'MOBILE_DIFFERS_FROM_STORED',
    status: 422,
    zh: '同一机构（点位）、车辆与时间的记录已在库中，内容不同；不静默覆盖',
    en: 'A record of this station, vehicle and time is there already and differs; nothing is overwritten in silence',
  },
});
