/** Words and colours that many pages need. */
export const POINT_KIND_TITLES: Readonly<Record<string, { zh: string; en: string; colour: string }>> = {
  air: { zh: '空气站', en: 'Air', colour: '#2f80c4' },
  'surface-water': { zh: '地表水站', en: 'Surface water', colour: '#11a0a0' },
  'drinking-water': { zh: '饮用水源', en: 'Drinking water', colour: '#2bb5d8' },
  groundwater: { zh: '地下水井', en: 'Groundwater', colour: '#6b8f71' },
  soil: { zh: '土壤点', en: 'Soil', colour: '#a0763b' },
  noise: { zh: '噪声站', en: 'Noise', colour: '#8d6fc0' },
  ecology: { zh: '生态站', en: 'Ecology', colour: '#4f9d4f' },
  radiation: { zh: '辐射站', en: 'Radiation', colour: '#c7a41b' },
  'outlet-gas': { zh: '废气排口', en: 'Flue gas', colour: '#c0602f' },
  'outlet-water': { zh: '废水排口', en: 'Wastewater', colour: '#3c6fae' },
};

export const STATE_TITLES: Readonly<Record<string, { zh: string; en: string; colour: string }>> = {
  online: { zh: '在线', en: 'Online', colour: '#1e9e62' },
  fault: { zh: '故障', en: 'Fault', colour: '#e08a00' },
  offline: { zh: '离线', en: 'Offline', colour: '#8a9599' },
  never: { zh: '未上报', en: 'No data yet', colour: '#c3cccf' },
};

export const ALARM_STATES_TITLES: Readonly<Record<string, { zh: string; en: string; colour: string }>> = {
  pending: { zh: '待定', en: 'Pending', colour: 'gold' },
  firing: { zh: '触发', en: 'Firing', colour: 'red' },
  recovering: { zh: '恢复中', en: 'Recovering', colour: 'blue' },
  closed: { zh: '已关闭', en: 'Closed', colour: 'default' },
};
export const ALARM_KIND_TITLES: Readonly<Record<string, { zh: string; en: string }>> = {
  exceedance: { zh: '超标', en: 'Exceedance' },
  offline: { zh: '离线', en: 'Offline' },
  fault: { zh: '故障', en: 'Fault' },
  aqi: { zh: '重污染', en: 'Heavy pollution' },
};
