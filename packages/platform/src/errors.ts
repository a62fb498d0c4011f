import { defineErrors } from '@tarim/kernel';

/** Errors that belong to no module. */
export const platformErrors = defineErrors({
  notFound: { code: 'NOT_FOUND', status: 404, zh: '没有找到', en: 'Not found' },
  forbidden: { code: 'FORBIDDEN', status: 403, zh: '您的岗位无权进行此操作（{action}）', en: 'Your post does not allow this ({action})' },
  unauthenticated: { code: 'UNAUTHENTICATED', status: 401, zh: '请先登录', en: 'Please sign in' },
  apiKeyInvalid: { code: 'API_KEY_INVALID', status: 401, zh: '接入密钥无效、已过期或范围不符', en: 'The API key is unknown, expired or of another scope' },
  validation: { code: 'VALIDATION', status: 400, zh: '提交的内容不符合要求', en: 'The request does not have the required form' },
  crossSite: { code: 'CROSS_SITE', status: 403, zh: '请求来自其他网站，已拒绝', en: 'The request came from another site' },
  conflict: { code: 'CONFLICT', status: 409, zh: '内容已被他人修改，请刷新后重试', en: 'It was changed meanwhile; read it again' },
  rateLimited: { code: 'RATE_LIMITED', status: 429, zh: '请求过于频繁，请稍后再试', en: 'Too many requests, try again later' },
  tooLarge: { code: 'TOO_LARGE', status: 413, zh: '提交的内容过大', en: 'The request is too large' },
  unsupportedMedia: { code: 'UNSUPPORTED_MEDIA', status: 415, zh: '不支持这种内容类型', en: 'This media type is not supported' },
  internal: { code: 'INTERNAL', status: 500, zh: '内部错误，请把请求编号告诉管理员', en: 'Internal error; tell the operator the request id' },
  databaseUnavailable: { code: 'DATABASE_UNAVAILABLE', status: 503, zh: '数据库暂不可用，正在自动重连', en: 'The database is away; reconnecting' },
  dataDirInUse: { code: 'DATA_DIR_IN_USE', status: 500, zh: '数据目录 {dir} 正被进程 {pid} 使用', en: 'Data folder {dir} is in use by process {pid}' },
  databaseStart: { code: 'DATABASE_START_FAILED', status: 500, zh: '内嵌数据库未能启动：{reason}', en: 'The embedded database did not start: {reason}' },
  migrationChanged: { code: 'MIGRATION_CHANGED', status: 500, zh: '迁移 {name} 在执行之后被修改', en: 'Migration {name} was changed after it had run' },
  diskFull: { code: 'DISK_FULL', status: 507, zh: '磁盘空间不足', en: 'The disk is full' },
  jobUnknown: { code: 'JOB_UNKNOWN', status: 404, zh: '没有名为 {name} 的任务', en: 'There is no job {name}' },
  fileAltered: { code: 'FILE_ALTERED', status: 500, zh: '文件 {sha256} 的内容与其名称不符', en: 'File {sha256} does not have the content its name promises' },
  sheetUnreadable: { code: 'SHEET_UNREADABLE', status: 400, zh: '无法读取该表格文件：{reason}', en: 'The spreadsheet cannot be read: {reason}' },
});
