import { defineErrors } from '@tarim/kernel';

export const campaignErrors = defineErrors({
  planUnknown: {
    code: 'CAMPAIGN_UNKNOWN',
    status: 404,
    zh: '没有编号为 {id} 的行动',
    en: 'There is no campaign {id}',
  },
  objectUnknown: {
    code: 'CAMPAIGN_OBJECT_UNKNOWN',
    status: 404,
    zh: '企业 {id} 不是这次行动的对象',
    en: 'Enterprise {id} is no object of this campaign',
  },
  unitUnknown: {
    code: 'CAMPAIGN_UNIT_MISSING',
    status: 422,
    zh: '没有单元 {unit}',
    en: 'There is no unit {unit}',
  },
  unitTwice: {
    code: 'CAMPAIGN_UNIT_TWICE',
    status: 422,
    zh: '{unit} 重复，或就是牵头单位',
    en: '{unit} stands twice, or leads',
  },
  kindUnfit: {
    code: 'CAMPAIGN_KIND_INVALID',
    status: 422,
    zh: '区域联合须有其他参加单位；部门联合须写明部门；兵地联合须有自治区与兵团双方的单位',
    en: 'Areas are joint with another unit, departments with a department named, region and Corps with units of both',
  },
  periodUnfit: {
    code: 'CAMPAIGN_PERIOD_INVALID',
    status: 422,
    zh: '起始日期不得晚于截止日期',
    en: 'The period begins before it ends',
  },
  stateUnfit: {
    code: 'CAMPAIGN_STATE_UNFIT',
    status: 409,
    zh: '行动现在的状态不能这样办理',
    en: 'This cannot be done to the campaign in its state',
  },
  noteMissing: {
    code: 'CAMPAIGN_NOTE_MISSING',
    status: 422,
    zh: '取消须写明原因，办结须写明总结',
    en: 'Cancelling has its reason, closing its summary',
  },
  objectsMissing: {
    code: 'CAMPAIGN_OBJECTS_MISSING',
    status: 409,
    zh: '还没有分派检查对象',
    en: 'No objects are assigned yet',
  },
  notConfirmed: {
    code: 'CAMPAIGN_NOT_CONFIRMED',
    status: 409,
    zh: '对象所分派的单位还没有确认参加：{units}',
    en: 'Units with objects have not confirmed: {units}',
  },
  unfinished: {
    code: 'CAMPAIGN_UNFINISHED',
    status: 409,
    zh: '还有 {n} 个对象没有结果',
    en: '{n} objects have no result yet',
  },
  enterpriseUnknown: {
    code: 'CAMPAIGN_ENTERPRISE_MISSING',
    status: 422,
    zh: '登记库中没有编号为 {id} 的企业，或它重复',
    en: 'The register has no enterprise {id}, or it stands twice',
  },
  notMember: {
    code: 'CAMPAIGN_NOT_MEMBER',
    status: 422,
    zh: '{unit} 不是这次行动的参加单位',
    en: '{unit} takes no part in this campaign',
  },
  dayUnfit: {
    code: 'CAMPAIGN_DAY_INVALID',
    status: 422,
    zh: '检查日期不得早于行动开始，也不得晚于今日',
    en: 'The day is neither before the campaign nor in the future',
  },
  itemUnfit: {
    code: 'CAMPAIGN_ITEM_INVALID',
    status: 422,
    zh: '检查事项编号不在方案中',
    en: 'An item that the plan does not have',
  },
  resultUnfit: {
    code: 'CAMPAIGN_RESULT_INVALID',
    status: 422,
    zh: '未发现问题的结果不列问题事项、不留未结事项；立案须写明案号',
    en: 'Where no problem was found there are neither wanting items nor something open; a filed case has its number',
  },
  visitUnfit: {
    code: 'CAMPAIGN_VISIT_INVALID',
    status: 422,
    zh: '没有编号为 {id} 的已完成检查，或它不是这家企业的',
    en: 'There is no visit {id} that was made, or it was made elsewhere',
  },
});
