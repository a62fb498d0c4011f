import { defineErrors, type ErrorDefinition } from '@tarim/kernel';

const define = (code: string, zh: string, en: string, status = 400): ErrorDefinition => ({
  code: `SENSORTHINGS_${code}`,
  status,
  zh,
  en,
});

export const sensorthingsErrors = defineErrors({
  filter: define(
    'FILTER_INVALID',
    '查询表达式第 {at} 个字符处有误：{reason}',
    'The expression is wrong at character {at}: {reason}',
  ),
  range: define('RANGE', '表达式的值超出范围', 'A value of the expression is out of range'),
  path: define('PATH_INVALID', '无法解释路径：{reason}', 'The path cannot be read: {reason}'),
  option: define('OPTION_INVALID', '查询选项 {name} 有误：{reason}', 'Option {name} is wrong: {reason}'),
  entity: define('ENTITY_UNKNOWN', '没有这个实体', 'There is no such entity', 404),
  body: define('BODY_INVALID', '请求体的 {member} 有误：{reason}', '{member} of the body is wrong: {reason}'),
  link: define(
    'LINK_UNKNOWN',
    '没有本密钥写入的 {type}({id})；平台自有的数据流由设备写入',
    'This key has written no {type}({id}); streams of the platform’s own are written by their devices',
    422,
  ),
  places: define(
    'TOO_MANY_PLACES',
    '空间条件涉及 {places} 个以上位置',
    'A spatial condition concerns more than {places} places',
  ),
  batch: define('BATCH_INVALID', '批量请求有误：{reason}', 'The batch is wrong: {reason}'),
  depends: define(
    'DEPENDENCY_FAILED',
    '所依赖的请求 {id} 未成功',
    'Request {id}, on which this one depends, did not succeed',
    424,
  ),
  broad: define(
    'TOO_BROAD',
    '排序、计数或跳过涉及 {streams} 个以上数据流，请以 Datastream/… 筛选，或经由 Datastreams(id)/Observations 读取',
    'More than {streams} datastreams are concerned in an order, a count or a skip; filter by Datastream/… or read through Datastreams(id)/Observations',
  ),
});
