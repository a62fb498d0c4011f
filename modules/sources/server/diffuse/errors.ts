import { defineErrors } from '@tarim/kernel';

export const diffuseErrors = defineErrors({
  catchmentUnknown: {
    code: 'SOURCES_CATCHMENT_UNKNOWN',
    status: 404,
    zh: '没有流域单元 {id}',
    en: 'There is no catchment {id}',
  },
  nameTaken: {
    code: 'SOURCES_CATCHMENT_NAME_TAKEN',
    status: 409,
    zh: '流域单元“{name}”已登记',
    en: 'A catchment {name} is registered already',
  },
  nameTwice: {
    code: 'SOURCES_ACTIVITY_NAME_TWICE',
    status: 422,
    zh: '“{name}”出现了两次',
    en: '{name} is there twice',
  },
  yearAhead: {
    code: 'SOURCES_ACTIVITY_YEAR_AHEAD',
    status: 422,
    zh: '{year} 年还没有到',
    en: 'The year {year} is yet to come',
  },
  coefficientUnknown: {
    code: 'SOURCES_COEFFICIENT_UNKNOWN',
    status: 404,
    zh: '没有本地系数 {id}',
    en: 'There is no local coefficient {id}',
  },
  coefficientSpan: {
    code: 'SOURCES_COEFFICIENT_SPAN',
    status: 422,
    zh: '起止日期与已有的同一系数冲突',
    en: 'The days do not fit those of the same coefficient that is there',
  },
  rowCatchment: {
    code: 'SOURCES_ROW_CATCHMENT_UNKNOWN',
    status: 422,
    zh: '没有登记这个流域单元',
    en: 'This catchment is not registered',
  },
  rowShare: {
    code: 'SOURCES_ROW_SHARE_NOT_OF_LIVESTOCK',
    status: 422,
    zh: '只有畜禽填处理率',
    en: 'Only livestock has a treated share',
  },
  rowFertiliser: {
    code: 'SOURCES_ROW_FERTILISER_NAME',
    status: 422,
    zh: '化肥的名称应为 N 或 P（折纯）',
    en: 'The name of a fertiliser is N or P (pure nutrient)',
  },
});
