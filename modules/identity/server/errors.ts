import { defineErrors } from '@tarim/kernel';

export const identityErrors = defineErrors({
  signInFailed: {
    code: 'IDENTITY_SIGN_IN_FAILED',
    status: 401,
    zh: '账号或口令不正确',
    en: 'Account or password is wrong',
  },
  locked: {
    code: 'IDENTITY_LOCKED',
    status: 429,
    zh: '尝试次数过多，请 {seconds} 秒后再试',
    en: 'Too many tries; wait {seconds} seconds',
  },
  passwordWrong: {
    code: 'IDENTITY_PASSWORD_WRONG',
    status: 400,
    zh: '当前口令不正确',
    en: 'The current password is wrong',
  },
  passwordWeak: {
    code: 'IDENTITY_PASSWORD_WEAK',
    status: 400,
    zh: '口令过于简单：至少 10 位，并含字母与数字',
    en: 'The password is too simple: at least 10 characters with letters and digits',
  },
  personUnknown: {
    code: 'IDENTITY_PERSON_UNKNOWN',
    status: 404,
    zh: '没有此人',
    en: 'There is no such person',
  },
  accountTaken: {
    code: 'IDENTITY_ACCOUNT_TAKEN',
    status: 409,
    zh: '账号 {account} 已被使用',
    en: 'Account {account} is taken',
  },
  beyondScope: {
    code: 'IDENTITY_BEYOND_SCOPE',
    status: 403,
    zh: '不能授予超出自己管辖范围的岗位（{unitPath}）',
    en: 'You cannot grant a post beyond your own scope ({unitPath})',
  },
  unitUnknown: {
    code: 'IDENTITY_UNIT_UNKNOWN',
    status: 400,
    zh: '没有此行政单元（{unitPath}）',
    en: 'There is no such unit ({unitPath})',
  },
  postEnterprise: {
    code: 'IDENTITY_POST_ENTERPRISE',
    status: 400,
    zh: '排污单位岗位须指定企业，其他岗位不得指定企业',
    en: 'A post of the role enterprise names its enterprise; no other post does',
  },
  enterpriseUnknown: {
    code: 'IDENTITY_ENTERPRISE_UNKNOWN',
    status: 400,
    zh: '没有编号为 {id} 的企业',
    en: 'There is no enterprise {id}',
  },
  selfHarm: {
    code: 'IDENTITY_SELF',
    status: 409,
    zh: '不能停用自己，也不能取消自己的管理岗位；请由另一位管理员操作',
    en: 'You cannot disable yourself or lay down your own administration; have another administrator do it',
  },
  lastAdministrator: {
    code: 'IDENTITY_LAST_ADMINISTRATOR',
    status: 409,
    zh: '这是最后一位全平台管理员，不能停用或取消其岗位',
    en: 'This is the last administrator of the whole platform; the account has to stay',
  },
  keyUnknown: { code: 'IDENTITY_KEY_UNKNOWN', status: 404, zh: '没有此密钥', en: 'There is no such key' },
});
