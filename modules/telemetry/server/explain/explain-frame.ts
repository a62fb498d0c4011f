import { commandTitle, flagMeaning } from './meanings.ts';

/** One piece of a frame with its meaning; offsets are bytes from the start of the frame. */
export interface ExplainedField {
  readonly offset: number;
  readonly length: number;
  readonly raw: string;
  readonly name: string;
  readonly meaning: string;
}

export interface ExplainOptions {
  /** `a34004` → `PM2.5 细颗粒物 µg/m³`. */
  readonly factor: (code: string) => string;
  readonly crcOk: boolean | null;
  readonly edition: string | null;
  readonly encrypted: boolean;
  /** The password is hidden from people outside. */
  readonly mask: boolean;
  readonly language: 'zh' | 'en';
}

const pick = (pair: Pair, { language }: Pick<ExplainOptions, 'language'>): string =>
  pair[language === 'en' ? 1 : 0];

type Pair = readonly [zh: string, en: string];

const HEAD_NAMES: Readonly<Record<string, Pair>> = {
  QN: ['请求编码 (yyyyMMddHHmmssSSS)', 'request number (yyyyMMddHHmmssSSS)'],
  PNUM: ['总包数', 'packets in all'],
  PNO: ['包号', 'this packet'],
  ST: ['系统编码', 'system type'],
  CN: ['命令编码', 'command'],
  PW: ['访问密码', 'password'],
  MN: ['设备唯一标识', 'device id'],
  Flag: ['拆分包及应答标志', 'flags'],
  RF: ['补传标记', 're-sent data'],
};

const ATTRIBUTES: Readonly<Record<string, Pair>> = {
  Rtd: ['实时值', 'real-time value'],
  Min: ['最小值', 'minimum'],
  Avg: ['平均值', 'mean'],
  Max: ['最大值', 'maximum'],
  ZsRtd: ['折算实时值', 'real-time value, converted'],
  ZsMin: ['折算最小值', 'minimum, converted'],
  ZsAvg: ['折算平均值', 'mean, converted'],
  ZsMax: ['折算最大值', 'maximum, converted'],
  Cou: ['累计值', 'total'],
  Flag: ['数据标记', 'data mark'],
  EFlag: ['设备厂商标记', "maker's mark"],
  SampleTime: ['采样时间', 'time of sampling'],
  Data: ['等效声级', 'equivalent sound level'],
  DayData: ['昼间值', 'day value'],
  NightData: ['夜间值', 'night value'],
  RS: ['运行状态', 'running state'],
  RT: ['运行时间 (h)', 'running time (h)'],
};

const FIELDS: Readonly<Record<string, Pair>> = {
  DataTime: [
    '数据时间：时段的开始，实时数据为采集时刻',
    'data time: start of the period, or the instant of a real-time value',
  ],
  QN: ['所应答请求的编码', 'number of the request that is answered'],
  CN: ['所应答请求的命令', 'command that is answered'],
  QnRtn: ['请求回应代码', 'answer to the request'],
  ExeRtn: ['执行结果代码', 'result of the execution'],
  SystemTime: ['系统时间', 'system time'],
  RestartTime: ['数采仪开机时间', 'start of the logger'],
  BeginTime: ['开始时间', 'from'],
  EndTime: ['结束时间', 'to'],
  PolId: ['因子编码', 'factor code'],
  NewPW: ['新密码', 'new password'],
  RtdInterval: ['实时数据间隔（秒）', 'interval of real-time data (s)'],
  MinInterval: ['分钟数据间隔（分钟）', 'interval of minute data (min)'],
  OverTime: ['超时时间（秒）', 'time-out (s)'],
  ReCount: ['重发次数', 'resends'],
};

const latin = (bytes: Uint8Array, from: number, to: number): string =>
  Buffer.from(bytes.subarray(from, to)).toString('latin1');
const utf8 = (text: string): string => Buffer.from(text, 'latin1').toString('utf8');

/**
 * Cuts a frame into its pieces, in byte order, each with what it means (HJ 212 §6.3: `##` LEN DATA CRC CR LF). Works on
 * broken frames too: what cannot be read is one piece «unreadable».
 */
export function explainFrame(bytes: Uint8Array, options: ExplainOptions): ExplainedField[] {
  const text = latin(bytes, 0, bytes.length);
  const say = (zh: string, en: string) => pick([zh, en], options);
  const fields: ExplainedField[] = [];
  const add = (
    offset: number,
    end: number,
    name: string,
    meaning: string,
    raw = utf8(text.slice(offset, end)),
  ) => {
    if (end > offset) fields.push({ offset, length: end - offset, raw, name, meaning });
  };
  const head = /^##(\d{2,4})/.exec(text);
  if (!head) {
    add(
      0,
      text.length,
      '—',
      say('不是一帧：帧与帧之间的字节', 'no frame: bytes between frames'),
      printable(text),
    );
    return fields;
  }
  add(0, 2, '##', say('包头', 'head of the frame'));
  const dataStart = 2 + head[1]!.length;
  add(
    2,
    dataStart,
    'LEN',
    say(`数据段长度 ${Number(head[1])} 字节`, `length of the data: ${Number(head[1])} bytes`),
  );
  const tail = /([0-9A-Fa-f*]{1,4})(\r?\n?|\*\*)$/.exec(text);
  const lengthEnd = dataStart + Number(head[1]);
  const dataEnd = lengthEnd <= text.length ? lengthEnd : (tail?.index ?? text.length);
  const dataArea = text.indexOf('CP=&&', dataStart);
  const headEnd = dataArea >= 0 && dataArea < dataEnd ? dataArea : dataEnd;
  explainHead(text, dataStart, headEnd, options, add);
  if (headEnd < dataEnd) explainDataArea(text, headEnd, dataEnd, options, add);
  const verdict =
    options.crcOk === null
      ? say('未验证', 'not checked')
      : options.crcOk
        ? say('校验正确', 'correct')
        : say('校验不符', 'WRONG');
  const crc = say('CRC-16（HJ 212 附录 A）', 'CRC-16 (HJ 212 annex A): ');
  const why = options.mask
    ? say('；不予显示，因由它可推算密码', '; not shown, since the password could be told from it')
    : '';
  const crcEnd = Math.min(text.length, dataEnd + 4);
  const digits = text.slice(dataEnd, crcEnd);
  add(dataEnd, crcEnd, 'CRC', crc + verdict + why, options.mask ? digits.replace(/./g, '*') : digits);
  add(dataEnd + 4, text.length, 'CR LF', say('包尾', 'end of the frame'), printable(text.slice(dataEnd + 4)));
  return fields;
}

type Add = (offset: number, end: number, name: string, meaning: string, raw?: string) => void;

function explainHead(text: string, from: number, to: number, options: ExplainOptions, add: Add): void {
  let at = from;
  while (at < to) {
    const stop = text.indexOf(';', at);
    const end = stop < 0 || stop > to ? to : stop;
    const equals = text.indexOf('=', at);
    const key = equals > at && equals < end ? text.slice(at, equals) : text.slice(at, end);
    const value = equals > at && equals < end ? text.slice(equals + 1, end) : '';
    const name = pick(HEAD_NAMES[key] ?? ['未知字段', 'unknown field'], options);
    if (key === 'PW' && options.mask) add(at, end, key, name, 'PW=******');
    else if (key === 'CN') add(at, end, key, `${name}: ${commandTitle(value, options.language)}`);
    else if (key === 'Flag') add(at, end, key, `${name}: ${flagBits(value, options)}`);
    else add(at, end, key, name);
    at = end + 1;
  }
}

function explainDataArea(text: string, from: number, to: number, options: ExplainOptions, add: Add): void {
  const start = from + 5;
  const close = text.lastIndexOf('&&', to);
  const end = close >= start ? close : to;
  add(from, start, 'CP', pick(['数据区开始', 'begin of the data area'], options));
  if (options.encrypted) {
    const cipher = pick(['SM4 密文 (HJ 212-2025)', 'SM4 cipher text (HJ 212-2025)'], options);
    add(start, end, 'CP', cipher, printable(text.slice(start, end)));
  } else {
    let at = start;
    while (at < end) {
      const stop = /[;,]/.exec(text.slice(at, end));
      const pieceEnd = stop ? at + stop.index : end;
      explainPair(text.slice(at, pieceEnd), at, pieceEnd, options, add);
      at = pieceEnd + 1;
    }
  }
  add(end, to, '&&', pick(['数据区结束', 'end of the data area'], options));
}

function explainPair(pair: string, at: number, end: number, options: ExplainOptions, add: Add): void {
  const equals = pair.indexOf('=');
  if (equals < 0) {
    add(at, end, pair.slice(0, 24), pick(['不成对的内容', 'not a pair'], options));
    return;
  }
  const key = pair.slice(0, equals);
  const value = pair.slice(equals + 1);
  const dash = key.lastIndexOf('-');
  if (dash < 0) {
    add(at, end, key, fieldMeaning(key, options));
    return;
  }
  const code = key.slice(0, dash);
  const attribute = key.slice(dash + 1);
  const known = ATTRIBUTES[attribute];
  const meaning = `${options.factor(code)} · ${known ? pick(known, options) : attribute}`;
  const isMark = /^flag$/i.test(attribute);
  const mark = isMark ? `: ${flagMeaning(value, options.edition, options.language)}` : '';
  add(at, end, key, meaning + mark);
}

function fieldMeaning(key: string, options: ExplainOptions): string {
  if (key === 'NewPW' && options.mask) return pick(['新密码（已隐去）', 'new password (hidden)'], options);
  return pick(FIELDS[key] ?? ['字段', 'field'], options);
}

/** Flag bits: V5…V0 version, D packets, A answer wanted. */
function flagBits(value: string, options: ExplainOptions): string {
  const flag = Number(value);
  const say = (zh: string, en: string) => pick([zh, en], options);
  if (!Number.isInteger(flag)) return say('不可读', 'unreadable');
  const version = ['2005', '2017', '2025'][flag >> 2] ?? String(flag >> 2);
  return [
    say(`版本 ${version}`, `version ${version}`),
    flag & 2 ? say('有包号', 'in packets') : say('不分包', 'one packet'),
    flag & 1 ? say('要求应答', 'answer wanted') : say('不要求应答', 'no answer wanted'),
  ].join(say('，', ', '));
}

/** Text with control and cipher bytes made visible. */
export function printable(text: string): string {
  return text
    .replace(/\r/g, '␍')
    .replace(/\n/g, '␊')
    .replace(/[^\x20-\x7e␍␊]/g, '·');
}
