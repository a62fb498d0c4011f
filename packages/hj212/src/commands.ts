import type { Edition } from './types.ts';

/** Who may send a command: ↓ platform → site, ↑ site → platform; R request, N notice, U upload. */
export type Direction = '↓R' | '↓N' | '↑U' | '↑N' | '↑' | '↕';
/** Groups by number: 1000–1999, 2000–2999, 3000–3999, 9000–9999. */
export type CommandGroup = 'parameters' | 'data' | 'control' | 'interaction';

export interface CommandEntry {
  readonly cn: string;
  readonly zh: string;
  readonly en: string;
  readonly group: CommandGroup;
  /** Absent: the edition has no such command. */
  readonly directions: Readonly<Partial<Record<Edition, readonly Direction[]>>>;
  /** 'standard': read in the standard's text; 'secondary': from implementers who had it (all that is said of 2025). */
  readonly confidence: Readonly<Partial<Record<Edition, 'standard' | 'secondary'>>>;
}

const GROUP: Readonly<Record<string, CommandGroup>> = {
  '1': 'parameters',
  '2': 'data',
  '3': 'control',
  '9': 'interaction',
};

/** One row: cn, names, then the directions in 2005, 2017, 2025 ('' for none). */
function row(cn: string, zh: string, en: string, d2005: string, d2017: string, d2025: string): CommandEntry {
  const directions: Partial<Record<Edition, readonly Direction[]>> = {};
  const confidence: Partial<Record<Edition, 'standard' | 'secondary'>> = {};
  for (const [edition, text] of [
    ['2005', d2005],
    ['2017', d2017],
    ['2025', d2025],
  ] as const) {
    if (text === '') continue;
    directions[edition] = text.split(' ') as Direction[];
    confidence[edition] = edition === '2025' ? 'secondary' : 'standard';
  }
  return { cn, zh, en, group: GROUP[cn[0]!]!, directions, confidence };
}

/** All commands of the three editions. A CN that is not here is stored like any other: local extras exist. */
export const COMMANDS: readonly CommandEntry[] = [
  row('1000', '设置超时时间及重发次数', 'Set timeout and resend count', '↓R', '↓R', '↓R'),
  row(
    '1001',
    '设置报警延时（2005）／上传硬件序列号（2025）',
    'Set alarm delay (2005) / upload hardware serials (2025)',
    '↓R',
    '',
    '↑U',
  ),
  row('1002', '设置数采仪 MN 编码', 'Set MN', '', '', '↓R'),
  row('1011', '提取／上传现场机时间', 'Get site time', '↓R ↑U', '↓R ↑U', '↓R ↑U'),
  row('1012', '设置现场机时间', 'Set site time', '↓R', '↓R', '↓R'),
  row('1013', '现场机时间校准请求', 'Site asks for time calibration', '', '↑N', '↑N'),
  row('1014', '密钥更新', 'Ask for or set a new SM4 key', '', '', '↑N ↓R'),
  row('1021', '提取污染物报警门限值', 'Get alarm limits', '↓R ↑U', '', ''),
  row('1022', '设置污染物报警门限值', 'Set alarm limits', '↓R', '', ''),
  row('1031', '提取上位机地址', 'Get host address', '↓R ↑U', '', ''),
  row('1032', '设置上位机地址', 'Set host address', '↓R', '', ''),
  row('1041', '提取日数据上报时间', 'Get daily report time', '↓R ↑U', '', ''),
  row('1042', '设置日数据上报时间', 'Set daily report time', '↓R', '', ''),
  row('1061', '提取实时数据间隔', 'Get real-time interval', '↓R ↑U', '↓R ↑U', '↓R ↑U'),
  row('1062', '设置实时数据间隔', 'Set real-time interval', '↓R', '↓R', '↓R'),
  row('1063', '提取分钟数据间隔', 'Get minute-data interval', '', '↓R ↑U', '↓R ↑U'),
  row('1064', '设置分钟数据间隔', 'Set minute-data interval', '', '↓R', '↓R'),
  row('1072', '设置访问密码', 'Set password', '↓R', '↓R', '↓R'),
  row('2011', '污染物实时数据', 'Real-time data', '↓R ↑U', '↓R ↑U', '↓R ↑U'),
  row('2012', '停止察看实时数据', 'Stop real-time data', '↓N', '↓N', '↓N'),
  row('2013', '周期性分析仪原始数据', 'Raw data of periodic analysers', '', '', '↓R ↑U'),
  row('2021', '设备运行状态', 'Facility status', '↓R ↑U', '↓R ↑U', '↓R ↑U'),
  row('2022', '停止察看设备运行状态', 'Stop facility status', '↓N', '↓N', '↓N'),
  row('2031', '污染物日历史数据', 'Day data', '↓R ↑U', '↓R ↑U', '↓R ↑U'),
  row('2041', '设备运行时间日历史数据', 'Facility run time of the day', '↓R ↑U', '↓R ↑U', '↓R ↑U'),
  row('2051', '污染物分钟数据', 'Minute data', '↓R ↑U', '↓R ↑U', '↓R ↑U'),
  row('2052', '噪声单次监测数据', 'Single noise measurement', '', '', '↑U'),
  row('2061', '污染物小时数据', 'Hour data', '↓R ↑U', '↓R ↑U', '↓R ↑U'),
  row('2062', '自动标样核查／校准结果', 'Automatic standard-check result', '', '', '↓R ↑U'),
  row('2071', '污染物报警记录', 'Alarm records', '↓R ↑U', '', ''),
  row('2072', '上传报警事件', 'Alarm event', '↑N', '', ''),
  row('2081', '数采仪开机时间', 'Logger boot time', '', '↑U', '↑U'),
  row('2111', '炉膛温度 5 分钟均值', 'Furnace temperature, 5-minute mean', '', '', '↑U'),
  row('3011', '零点、量程校准', 'Zero and span calibration', '↓R', '↓R', '↓R'),
  row('3012', '即时采样', 'Sample now', '↓R', '↓R', '↓R'),
  row(
    '3013',
    '设备操作（2005）／清洗、反吹（2017 起）',
    'Device operation (2005) / wash, blowback',
    '↓R',
    '↓R',
    '↓R',
  ),
  row(
    '3014',
    '设置采样时间周期（2005）／比对采样（2017）',
    'Set sampling period (2005) / comparison sampling (2017)',
    '↓R',
    '↓R',
    '',
  ),
  row('3015', '超标留样', 'Retain exceedance sample', '', '↓R ↑U', '↑U'),
  row('3016', '设置采样时间周期', 'Set sampling period', '', '↓R', ''),
  row('3017', '提取采样时间周期', 'Get sampling period', '', '↓R ↑U', ''),
  row('3018', '提取出样时间', 'Get sample-out time', '', '↓R ↑U', '↓R ↑U'),
  row('3019', '提取设备唯一标识', 'Get instrument serial', '', '↓R ↑U', '↓R ↑U'),
  row('3020', '提取现场机信息', 'Get site information', '', '↓R ↑U', '↓R ↑U'),
  row('3021', '设置现场机参数', 'Set site parameters', '', '↓R', '↓R'),
  row('3022', '即时留样', 'Retain a sample now', '', '', '↓R'),
  row('3024', '启动标样核查', 'Start standard check', '', '', '↓R'),
  row('9011', '请求应答', 'Request answer', '↑', '↑', '↑'),
  row('9012', '操作执行结果', 'Execution result', '↑', '↑', '↑'),
  row('9013', '通知应答', 'Notice answer', '↕', '↕', '↕'),
  row('9014', '数据应答', 'Data answer', '↕', '↕', '↕'),
  row('9015', '心跳', 'Heartbeat', '', '', '↑'),
];

const BY_CN: ReadonlyMap<string, CommandEntry> = new Map(COMMANDS.map((entry) => [entry.cn, entry]));

/** The command of a CN; undefined for local extras. */
export function commandOf(cn: string): CommandEntry | undefined {
  return BY_CN.get(cn);
}

/** Whether the platform may send this command to a site of this edition. */
export function isPlatformCommand(cn: string, edition: Edition): boolean {
  return BY_CN.get(cn)?.directions[edition]?.some((direction) => direction.startsWith('↓')) ?? false;
}
