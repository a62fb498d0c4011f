import { defineErrors } from '@tarim/kernel';

export const simulatorErrors = defineErrors({
  scenarioUnknown: {
    code: 'SIMULATOR_SCENARIO_UNKNOWN',
    status: 404,
    zh: '没有场景 {name}；现有：{names}',
    en: 'There is no scenario {name}; there are: {names}',
  },
});
