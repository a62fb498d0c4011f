/** Words and colours that many pages need. */
export const POINT_KIND_TITLES: Readonly<Record<string, { title: string; colour: string }>> = {
  air: { title: 'ui:pointKind.air', colour: '#2f80c4' },
  'surface-water': { title: 'ui:pointKind.surface-water', colour: '#11a0a0' },
  'drinking-water': { title: 'ui:pointKind.drinking-water', colour: '#2bb5d8' },
  groundwater: { title: 'ui:pointKind.groundwater', colour: '#6b8f71' },
  soil: { title: 'ui:pointKind.soil', colour: '#a0763b' },
  noise: { title: 'ui:pointKind.noise', colour: '#8d6fc0' },
  ecology: { title: 'ui:pointKind.ecology', colour: '#4f9d4f' },
  radiation: { title: 'ui:pointKind.radiation', colour: '#c7a41b' },
  'outlet-gas': { title: 'ui:pointKind.outlet-gas', colour: '#c0602f' },
  'outlet-water': { title: 'ui:pointKind.outlet-water', colour: '#3c6fae' },
};

export const STATE_TITLES: Readonly<Record<string, { title: string; colour: string }>> = {
  online: { title: 'ui:state.online', colour: '#1e9e62' },
  fault: { title: 'ui:state.fault', colour: '#e08a00' },
  offline: { title: 'ui:state.offline', colour: '#8a9599' },
  never: { title: 'ui:state.never', colour: '#c3cccf' },
};

export const ALARM_STATES_TITLES: Readonly<Record<string, { title: string; colour: string }>> = {
  pending: { title: 'ui:alarmStates.pending', colour: 'gold' },
  firing: { title: 'ui:alarmStates.firing', colour: 'red' },
  recovering: { title: 'ui:alarmStates.recovering', colour: 'blue' },
  closed: { title: 'ui:alarmStates.closed', colour: 'default' },
  'no-data': { title: 'ui:alarmStates.no-data', colour: 'purple' },
  error: { title: 'ui:alarmStates.error', colour: 'magenta' },
};
export const ALARM_KIND_TITLES: Readonly<Record<string, { title: string }>> = {
  exceedance: { title: 'ui:alarmKind.exceedance' },
  offline: { title: 'ui:alarmKind.offline' },
  fault: { title: 'ui:alarmKind.fault' },
  aqi: { title: 'ui:alarmKind.aqi' },
  rule: { title: 'ui:alarmKind.rule' },
};
