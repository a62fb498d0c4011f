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
}

const HEAD_NAMES: Readonly<Record<string, string>> = {
  QN: '请求编码 request number (yyyyMMddHHmmssSSS)',
  PNUM: '总包数 packets in all',
  PNO: '包号 this packet',
  ST: '系统编码 system type',
  CN: '命令编码 command',
  PW: '访问密码 password',
  MN: '设备唯一标识 device id',
  Flag: '拆分包及应答标志 flags',
  RF: '补传标记 re-sent data',
};

const ATTRIBUTES: Readonly<Record<string, string>> = {
  Rtd: '实时值',
  Min: '最小值',
  Avg: '平均值',
  Max: '最大值',
  ZsRtd: '折算实时值',
  ZsMin: '折算最小值',
  ZsAvg: '折算平均值',
  ZsMax: '折算最大值',
  Cou: '累计值',
  Flag: '数据标记',
  EFlag: '设备厂商标记',
  SampleTime: '采样时间',
  Data: '等效声级',
  DayData: '昼间值',
  NightData: '夜间值',
  RS: '运行状态',
  RT: '运行时间(h)',
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
    add(0, text.length, '—', '不是一帧：帧与帧之间的字节 bytes outside any frame', printable(text));
    return fields;
  }
  add(0, 2, '##', '包头 head of the frame');
  const dataStart = 2 + head[1]!.length;
  add(2, dataStart, 'LEN', `数据段长度 ${Number(head[1])} 字节 bytes of DATA`);
  const tail = /([0-9A-Fa-f]{1,4})(\r?\n?|\*\*)$/.exec(text);
  const lengthEnd = dataStart + Number(head[1]);
  const dataEnd = lengthEnd <= text.length ? lengthEnd : (tail?.index ?? text.length);
  const dataArea = text.indexOf('CP=&&', dataStart);
  const headEnd = dataArea >= 0 && dataArea < dataEnd ? dataArea : dataEnd;
  explainHead(text, dataStart, headEnd, options, add);
  if (headEnd < dataEnd) explainDataArea(text, headEnd, dataEnd, options, add);
  const verdict =
    options.crcOk === null ? '未验证 not checked' : options.crcOk ? '校验正确 correct' : '校验不符 WRONG';
  add(dataEnd, Math.min(text.length, dataEnd + 4), 'CRC', `CRC-16（HJ 212 附录 A）${verdict}`);
  add(dataEnd + 4, text.length, 'CR LF', '包尾 end of the frame', printable(text.slice(dataEnd + 4)));
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
    const name = HEAD_NAMES[key] ?? '未知字段 unknown';
    if (key === 'PW' && options.mask) add(at, end, key, name, 'PW=******');
    else if (key === 'CN') add(at, end, key, `${name}：${commandTitle(value)}`);
    else if (key === 'Flag') add(at, end, key, `${name}：${flagBits(value)}`);
    else add(at, end, key, name);
    at = end + 1;
  }
}

function explainDataArea(text: string, from: number, to: number, options: ExplainOptions, add: Add): void {
  const start = from + 5;
  const close = text.lastIndexOf('&&', to);
  const end = close >= start ? close : to;
  add(from, start, 'CP', '数据区开始 data area');
  if (options.encrypted) {
    add(start, end, 'CP', 'SM4 密文 encrypted (HJ 212-2025)', printable(text.slice(start, end)));
  } else {
    let at = start;
    while (at < end) {
      const stop = /[;,]/.exec(text.slice(at, end));
      const pieceEnd = stop ? at + stop.index : end;
      explainPair(text.slice(at, pieceEnd), at, pieceEnd, options, add);
      at = pieceEnd + 1;
    }
  }
  add(end, to, '&&', '数据区结束 end of the data area');
}

function explainPair(pair: string, at: number, end: number, options: ExplainOptions, add: Add): void {
  const equals = pair.indexOf('=');
  if (equals < 0) {
    add(at, end, pair.slice(0, 24), '不成对的内容 not a pair');
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
  const meaning = `${options.factor(code)} · ${ATTRIBUTES[attribute] ?? attribute}`;
  add(
    at,
    end,
    key,
    /^flag$/i.test(attribute) ? `${meaning}：${flagMeaning(value, options.edition)}` : meaning,
  );
}

function fieldMeaning(key: string, options: ExplainOptions): string {
  const known: Record<string, string> = {
    DataTime: '数据时间：时段的开始，实时数据为采集时刻',
    QN: '所应答请求的编码',
    CN: '所应答请求的命令',
    QnRtn: '请求回应代码',
    ExeRtn: '执行结果代码',
    SystemTime: '系统时间',
    RestartTime: '数采仪开机时间',
    BeginTime: '开始时间',
    EndTime: '结束时间',
    PolId: '因子编码',
    NewPW: options.mask ? '新密码（已隐去）' : '新密码',
    RtdInterval: '实时数据间隔（秒）',
    MinInterval: '分钟数据间隔（分钟）',
    OverTime: '超时时间（秒）',
    ReCount: '重发次数',
  };
  return known[key] ?? '字段 field';
}

/** Flag bits: V5…V0 version, D packets, A answer wanted. */
function flagBits(value: string): string {
  const flag = Number(value);
  if (!Number.isInteger(flag)) return '不可读 unreadable';
  const version = ['2005', '2017', '2025'][flag >> 2] ?? `版本 ${flag >> 2}`;
  return `版本 ${version}，${flag & 2 ? '有包号 packets' : '不分包 single'}，${flag & 1 ? '要求应答 answer wanted' : '不要求应答 no answer'}`;
}

/** Text with control and cipher bytes made visible. */
export function printable(text: string): string {
  return text
    .replace(/\r/g, '␍')
    .replace(/\n/g, '␊')
    .replace(/[^\x20-\x7e␍␊]/g, '·');
}
