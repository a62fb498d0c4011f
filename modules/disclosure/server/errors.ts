import { defineErrors } from '@tarim/kernel';

export const disclosureErrors = defineErrors({
  cityUnknown: {
    code: 'DISCLOSURE_CITY_UNKNOWN',
    status: 404,
    zh: '没有公开的城市 {code}',
    en: 'There is no public city {code}',
  },
  stationUnknown: {
    code: 'DISCLOSURE_STATION_UNKNOWN',
    status: 404,
    zh: '没有公开的站点 {id}',
    en: 'There is no public station {id}',
  },
  enterpriseUnknown: {
    code: 'DISCLOSURE_ENTERPRISE_UNKNOWN',
    status: 404,
    zh: '没有公开的企业 {id}',
    en: 'There is no public enterprise {id}',
  },
  cursorInvalid: {
    code: 'DISCLOSURE_CURSOR_INVALID',
    status: 400,
    zh: '翻页游标无效，请从第一页重新读取',
    en: 'The cursor is not valid; read from the first page again',
  },
  subjectUnknown: {
    code: 'DISCLOSURE_SUBJECT_UNKNOWN',
    status: 404,
    zh: '登记中没有“{key}”',
    en: 'The registry has no “{key}”',
  },
  notPublic: {
    code: 'DISCLOSURE_NOT_PUBLIC_IN_REGISTRY',
    status: 409,
    zh: '“{key}”在登记中未标为公开，请先修改登记',
    en: '“{key}” is not marked public in the registry; change the registry first',
  },
});
