import { defineErrors, type ErrorDefinition } from '@tarim/kernel';

const define = (code: string, status: number, zh: string, en: string): ErrorDefinition => ({
  code: `RADNET_${code}`,
  status,
  zh,
  en,
});

export const radnetErrors = defineErrors({
  stationUnknown: define(
    'STATION_UNKNOWN',
    404,
    '没有编号为 {id} 的辐射自动站',
    'There is no gamma station {id}',
  ),
  findingUnknown: define('FINDING_UNKNOWN', 404, '没有编号为 {id} 的发现', 'There is no finding {id}'),
  findingNotOpen: define(
    'FINDING_NOT_OPEN',
    409,
    '这条发现不在待核实状态，不能签收',
    'The finding is not open and cannot be acknowledged',
  ),
  findingOver: define(
    'FINDING_NOT_TO_CLOSE',
    409,
    '这条发现已办结、已撤销或无需办理',
    'The finding is closed or withdrawn, or needs nobody',
  ),
  findingGoesOn: define(
    'FINDING_GOES_ON',
    409,
    '{time} 的小时值仍是如此，尚不能办结',
    'The hour of {time} is still so; it cannot be closed yet',
  ),
  period: define(
    'PERIOD_INVALID',
    400,
    '时段应从早到晚，最长 {days} 天',
    'The period has to run forward, at most {days} days',
  ),
});
