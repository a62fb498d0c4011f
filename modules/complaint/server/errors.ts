import { defineErrors, type ErrorDefinition } from '@tarim/kernel';

const define = (code: string, status: number, zh: string, en: string): ErrorDefinition => ({
  code: `COMPLAINT_${code}`,
  status,
  zh,
  en,
});

export const complaintErrors = defineErrors({
  fileUnknown: define('FILE_UNKNOWN', 404, '没有编号为 {id} 的信访件', 'There is no complaint {id}'),
  photoUnknown: define('PHOTO_UNKNOWN', 404, '没有这张照片', 'There is no such photograph'),
  receiptUnknown: define(
    'RECEIPT_UNKNOWN',
    404,
    '受理编号或查询码不对',
    'The receipt number or the code is not right',
  ),
  placeMissing: define(
    'PLACE_MISSING',
    422,
    '请在地图上标出位置，或选择所在地区',
    'Mark the place on the map, or choose the area',
  ),
  placeOutside: define(
    'PLACE_OUTSIDE',
    422,
    '标出的位置不在本区域内',
    'The place that was marked lies outside the region',
  ),
  unitUnknown: define('UNIT_UNKNOWN', 422, '没有行政单位 {unit}', 'There is no unit {unit}'),
  happenedFuture: define(
    'HAPPENED_IN_FUTURE',
    422,
    '发生日期不能晚于今天',
    'What is reported did not happen tomorrow',
  ),
  photoUnreadable: define(
    'PHOTO_UNREADABLE',
    422,
    '第 {nth} 张照片不是可读的 JPEG',
    'Photograph {nth} is no JPEG that can be read',
  ),
  enterpriseUnknown: define(
    'ENTERPRISE_UNKNOWN',
    422,
    '没有编号为 {id} 的企业',
    'There is no enterprise {id}',
  ),
  mergeWrong: define(
    'MERGE_WRONG',
    422,
    '不能并入 {number}：它是同一件、已并入别的件，或不存在',
    'It cannot be joined to {number}: it is the same one, joined itself, or not there',
  ),
  anonymous: define('ANONYMOUS', 409, '这是匿名举报，没有联系方式', 'The report is anonymous'),
  tellsPerson: define(
    'TELLS_PERSON',
    422,
    '文字中有电话、证件号码、邮箱或举报人信息，不能写入公开内容和线索',
    'The words hold a telephone or identity number, an e-mail address, or who reported: they may not go into a clue or be public',
  ),
  stateUnfit: define(
    'STATE_UNFIT',
    409,
    '信访件为“{state}”，不能办理这一环节',
    'The complaint is {state}: this step makes no sense now',
  ),
  dayOrder: define(
    'DAY_ORDER',
    422,
    '日期 {on} 早于上一环节 {last}',
    '{on} lies before the last step, {last}',
  ),
  dayFuture: define('DAY_IN_FUTURE', 422, '日期 {on} 晚于今天 {today}', '{on} lies after today, {today}'),
  ownDecision: define(
    'OWN_DECISION',
    403,
    '申请、办理的人不审批、不答复、不复查自己经手的事',
    'Who asked for it or handled it does not decide, sign or review it',
  ),
  objectionLate: define(
    'OBJECTION_LATE',
    409,
    '对交办的异议须在 5 个工作日内提出',
    'A dispatch is objected to within five working days',
  ),
  extensionTwice: define('EXTENSION_TWICE', 409, '已申请过延期', 'An extension was asked for already'),
  extensionNone: define('EXTENSION_NONE', 409, '没有待审批的延期申请', 'No extension waits for a decision'),
  publishedAlready: define('PUBLISHED_ALREADY', 409, '已经公开', 'It is public already'),
  reviewNone: define('REVIEW_NONE', 409, '没有待办的复查请求', 'No review waits'),
  reviewOpen: define('REVIEW_OPEN', 409, '复查还没有作出意见', 'A review is not decided yet'),
  reviewLate: define(
    'REVIEW_LATE',
    409,
    '请求复查须在收到答复后 30 日内提出',
    'A review is asked for within thirty days of the reply',
  ),
  reviewTwice: define(
    'REVIEW_TWICE',
    409,
    '已请求过复查；对复查意见不服的，向上一级申请复核',
    'A review was asked for already; the next step is a re-review by the level above',
  ),
  retaliationNone: define(
    'RETALIATION_NONE',
    409,
    '没有待答复的打击报复反映',
    'No report of retaliation waits',
  ),
  retaliationOpen: define(
    'RETALIATION_OPEN',
    409,
    '打击报复的反映还没有答复',
    'A report of retaliation is not answered yet',
  ),
  ratedAlready: define('RATED_ALREADY', 409, '已经评价过', 'It was rated already'),
});
