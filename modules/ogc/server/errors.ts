import { defineErrors } from '@tarim/kernel';

export const ogcErrors = defineErrors({
  collectionUnknown: {
    code: 'OGC_COLLECTION_UNKNOWN',
    status: 404,
    zh: '没有名为 {id} 的数据集',
    en: 'There is no collection {id}',
  },
  featureUnknown: {
    code: 'OGC_FEATURE_UNKNOWN',
    status: 404,
    zh: '数据集 {collection} 中没有 {id}',
    en: 'There is no {id} in {collection}',
  },
  tileUnknown: {
    code: 'OGC_TILE_UNKNOWN',
    status: 404,
    zh: '没有瓦片 {z}/{y}/{x}',
    en: 'There is no tile {z}/{y}/{x}',
  },
  imageUnknown: {
    code: 'OGC_IMAGE_UNKNOWN',
    status: 404,
    zh: '没有影像 {id}',
    en: 'There is no image {id}',
  },
  imageInvalid: {
    code: 'OGC_IMAGE_INVALID',
    status: 400,
    zh: '影像不可用：{reason}',
    en: 'The image cannot be taken: {reason}',
  },
  parameterUnknown: {
    code: 'OGC_PARAMETER_NOT_KNOWN',
    status: 400,
    zh: '没有名为 {name} 的参数或属性',
    en: 'There is no parameter or property {name}',
  },
  parameterInvalid: {
    code: 'OGC_PARAMETER_INVALID',
    status: 400,
    zh: '参数 {name} 有误：{reason}',
    en: 'Parameter {name} is not valid: {reason}',
  },
  cursorInvalid: {
    code: 'OGC_CURSOR_INVALID',
    status: 400,
    zh: '翻页游标无效，请从第一页重新读取',
    en: 'The cursor is not valid; read from the first page again',
  },
  filterSyntax: {
    code: 'OGC_FILTER_SYNTAX',
    status: 400,
    zh: '过滤表达式在 {at} 处有误：{reason}',
    en: 'The filter is wrong at {at}: {reason}',
  },
  filterTooLarge: {
    code: 'OGC_FILTER_TOO_LARGE',
    status: 400,
    zh: '过滤表达式过大：{what} 超过 {limit}',
    en: 'The filter is too large: {what} beyond {limit}',
  },
  filterProperty: {
    code: 'OGC_FILTER_PROPERTY',
    status: 400,
    zh: '过滤表达式在 {at} 处使用了不存在的属性 {name}',
    en: 'The filter names a property {name} at {at} that there is not',
  },
  filterType: {
    code: 'OGC_FILTER_TYPE',
    status: 400,
    zh: '过滤表达式在 {at} 处类型不符：{reason}',
    en: 'The filter has a wrong type at {at}: {reason}',
  },
  filterFunction: {
    code: 'OGC_FILTER_FUNCTION',
    status: 400,
    zh: '过滤表达式在 {at} 处使用了不提供的函数 {name}：数据集没有数组属性',
    en: 'The filter uses the function {name} at {at}, which is not offered: no collection has properties that are arrays',
  },
  filterValue: {
    code: 'OGC_FILTER_VALUE',
    status: 400,
    zh: '过滤表达式的取值超出可计算范围',
    en: 'A value of the filter is beyond what can be computed',
  },
});
