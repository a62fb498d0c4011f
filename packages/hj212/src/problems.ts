import {
  defineErrors,
  type ErrorDefinition,
  type ErrorParams,
  fillMessage,
  type Problem,
} from '@tarim/kernel';

const define = (code: string, zh: string, en: string): ErrorDefinition => ({ code, status: 422, zh, en });

/** Everything that can be wrong with a frame. These are data in `problems`, never exceptions. */
export const HJ212_PROBLEMS = defineErrors({
  rubbish: define('HJ212_RUBBISH', '两帧之间的无效字节', 'Bytes that belong to no frame'),
  strayBytes: define(
    'HJ212_STRAY_BYTES',
    '通讯包之前有 {count} 个多余的空白字节',
    '{count} blank bytes stand before the frame',
  ),
  notAFrame: define('HJ212_NOT_A_FRAME', '没有找到以 ## 开头的通讯包', 'No frame begins in these bytes'),
  trailingBytes: define(
    'HJ212_TRAILING_BYTES',
    '通讯包之后还有 {count} 个字节',
    '{count} bytes follow the frame',
  ),
  truncated: define('HJ212_TRUNCATED', '通讯包不完整，没有找到包尾', 'The frame has no end'),
  lengthWrong: define(
    'HJ212_LENGTH_WRONG',
    '长度字段为 {declared}，数据段实为 {actual} 字节',
    'LEN says {declared}, DATA has {actual} bytes',
  ),
  lengthCountsHead: define(
    'HJ212_LENGTH_COUNTS_HEAD',
    '长度字段多计了包头和长度共 6 字节',
    'LEN also counts the six bytes of head and LEN',
  ),
  lengthDigits: define('HJ212_LENGTH_DIGITS', '长度字段不足 4 位', 'LEN has fewer than four digits'),
  lengthOverLimit: define(
    'HJ212_LENGTH_OVER_LIMIT',
    '数据段超过 1024 字节',
    'DATA is longer than 1024 bytes',
  ),
  lineEnd: define('HJ212_LINE_END', '包尾不是 CR LF', 'The frame does not end in CR LF'),
  suffix: define('HJ212_SUFFIX', '校验码之后多出 **', 'The CRC is followed by **'),
  crcMismatch: define(
    'HJ212_CRC_MISMATCH',
    'CRC 校验不符：收到 {read}，应为 {expected}',
    'CRC is {read}, should be {expected}',
  ),
  crcModbus: define(
    'HJ212_CRC_MODBUS',
    'CRC 按 Modbus 算法计算，不是 HJ 212 的算法',
    'The CRC was made by the Modbus algorithm, not that of HJ 212',
  ),
  crcImpossible: define(
    'HJ212_CRC_IMPOSSIBLE',
    '收到的 {read} 不可能是 HJ 212 的校验码',
    '{read} cannot be a CRC of HJ 212',
  ),
  crcDigits: define('HJ212_CRC_DIGITS', '校验码不足 4 位', 'The CRC has fewer than four digits'),
  crcCase: define('HJ212_CRC_CASE', '校验码用了小写字母', 'The CRC is in lower case'),
  crcMissing: define('HJ212_CRC_MISSING', '没有校验码', 'There is no CRC'),
  crcMalformed: define(
    'HJ212_CRC_MALFORMED',
    '校验码“{read}”不是 4 位十六进制数',
    'The CRC "{read}" is not hexadecimal',
  ),
  headSeparator: define(
    'HJ212_HEAD_SEPARATOR',
    '数据段头部字段之间用了逗号',
    'Head fields are separated by a comma',
  ),
  separatorStray: define('HJ212_SEPARATOR_STRAY', '有多余的分隔符', 'A separator separates nothing'),
  headName: define(
    'HJ212_HEAD_NAME',
    '头部字段名 {name} 不规范',
    'Head field {name} is not spelled as in the standard',
  ),
  headUnknown: define('HJ212_HEAD_UNKNOWN', '不认识的头部字段 {name}', 'Unknown head field {name}'),
  headRepeated: define('HJ212_HEAD_REPEATED', '头部字段 {name} 重复', 'Head field {name} is repeated'),
  headOrder: define('HJ212_HEAD_ORDER', 'PNO 在 PNUM 之前', 'PNO stands before PNUM'),
  qnMalformed: define(
    'HJ212_QN_MALFORMED',
    '请求编码 QN 不是 17 位有效时间',
    'QN is not a 17-digit time stamp',
  ),
  stMalformed: define(
    'HJ212_ST_MALFORMED',
    '系统编码 ST={value} 不规范',
    'ST={value} is not a two-character system code',
  ),
  stUnlisted: define(
    'HJ212_ST_UNLISTED',
    '系统编码 ST={value} 不在标准规定的范围内',
    'ST={value} is outside the ranges of the standard',
  ),
  cnMissing: define('HJ212_CN_MISSING', '缺少命令编码 CN', 'CN is missing'),
  cnMalformed: define(
    'HJ212_CN_MALFORMED',
    '命令编码 CN={value} 不是 4 位数字',
    'CN={value} is not four digits',
  ),
  pwEmpty: define('HJ212_PW_EMPTY', '访问密码 PW 为空', 'PW is empty'),
  mnMissing: define('HJ212_MN_MISSING', '缺少设备唯一标识 MN', 'MN is missing'),
  mnMalformed: define(
    'HJ212_MN_MALFORMED',
    '设备唯一标识 MN 的格式不合所用版本',
    'MN is not of the form of its edition',
  ),
  flagMissing: define('HJ212_FLAG_MISSING', '缺少标志 Flag', 'Flag is missing'),
  flagMalformed: define('HJ212_FLAG_MALFORMED', '标志 Flag={value} 不是 0–255', 'Flag={value} is not 0–255'),
  flagVersion: define(
    'HJ212_FLAG_VERSION',
    'Flag 的版本位不能确定标准版本',
    'The version bits of Flag do not settle the edition',
  ),
  packetMissing: define(
    'HJ212_PACKET_MISSING',
    'Flag 表示分包，但没有 PNUM 和 PNO',
    'Flag announces packets but PNUM and PNO are missing',
  ),
  packetMalformed: define(
    'HJ212_PACKET_MALFORMED',
    'PNUM、PNO 不是有效的包号',
    'PNUM and PNO are not valid packet numbers',
  ),
  packetUnannounced: define(
    'HJ212_PACKET_UNANNOUNCED',
    '有 PNUM 和 PNO，但 Flag 未表示分包',
    'PNUM and PNO are present but Flag does not announce them',
  ),
  rfMalformed: define('HJ212_RF_MALFORMED', '补传标记 RF={value} 不规范', 'RF={value} is not allowed'),
  cpMissing: define('HJ212_CP_MISSING', '没有数据区 CP', 'There is no data area (CP)'),
  cpUnclosed: define('HJ212_CP_UNCLOSED', '数据区没有以 && 结束', 'The data area is not closed by &&'),
  cpUnopened: define('HJ212_CP_UNOPENED', '数据区没有以 && 开始', 'The data area is not opened by &&'),
  blanks: define('HJ212_BLANKS', '数据区的名称前有空白字符', 'Blanks stand before a name in the data area'),
  cpOverLimit: define(
    'HJ212_CP_OVER_LIMIT',
    '数据区 {actual} 字节，超过 {limit} 字节',
    'The data area has {actual} bytes, more than {limit}',
  ),
  fieldMalformed: define(
    'HJ212_FIELD_MALFORMED',
    '数据区中“{name}”不是 名称=值',
    '"{name}" in the data area is not name=value',
  ),
  fieldRepeated: define('HJ212_FIELD_REPEATED', '数据区字段 {name} 重复', 'Field {name} is repeated'),
  itemRepeated: define('HJ212_ITEM_REPEATED', '{name} 在同一项中重复', '{name} is repeated in one item'),
  codeRepeated: define(
    'HJ212_CODE_REPEATED',
    '{name} 在数据区中出现在不止一处',
    '{name} stands in more than one place of the data area',
  ),
  valueEmpty: define('HJ212_VALUE_EMPTY', '{name} 没有值', '{name} has no value'),
  attrName: define(
    'HJ212_ATTR_NAME',
    '属性名 {name} 的大小写不规范',
    'Attribute {name} is not spelled as in the standard',
  ),
  numberMalformed: define(
    'HJ212_NUMBER_MALFORMED',
    '{name} 的值“{value}”不是数字',
    '{name} has "{value}", which is not a number',
  ),
  dataTimeMalformed: define(
    'HJ212_DATA_TIME_MALFORMED',
    'DataTime={value} 不是有效时间',
    'DataTime={value} is not a time',
  ),
  dataTimeForm: define('HJ212_DATA_TIME_FORM', 'DataTime 不是 14 位', 'DataTime does not have 14 digits'),
  tooMany: define(
    'HJ212_TOO_MANY_PROBLEMS',
    '问题过多，其余从略',
    'More problems were found and are not listed',
  ),
  textEncoding: define(
    'HJ212_TEXT_ENCODING',
    '文字不是 UTF-8 编码，按 GB 18030 读取',
    'Text is not UTF-8 and was read as GB 18030',
  ),
  encryptedNoKey: define(
    'HJ212_ENCRYPTED_NO_KEY',
    '数据区已加密，没有密钥',
    'The data area is encrypted and no key was given',
  ),
  decryptFailed: define(
    'HJ212_DECRYPT_FAILED',
    '解密后校验不符，密钥可能不对',
    'The CRC does not match after decryption; the key may be wrong',
  ),
  encryptedEdition: define(
    'HJ212_ENCRYPTED_EDITION',
    '数据区已加密，而标准版本不是 2025',
    'The data area is encrypted though the edition is not 2025',
  ),
  cipherAsText: define(
    'HJ212_CIPHER_AS_TEXT',
    '密文以 {0x..} 文字形式发送',
    'The cipher text was sent as {0x..} text',
  ),
  keyMalformed: define('HJ212_KEY_MALFORMED', 'SM4 密钥不是 16 字节', 'The SM4 key does not have 16 bytes'),
  dataTooLong: define(
    'HJ212_DATA_TOO_LONG',
    '数据段 {actual} 字节，超过 {limit} 字节',
    'DATA has {actual} bytes, more than {limit}',
  ),
  valueUnsafe: define(
    'HJ212_VALUE_UNSAFE',
    '{name} 含有分隔符，不能写入通讯包',
    '{name} contains a separator and cannot be written',
  ),
  commandUnsupported: define(
    'HJ212_COMMAND_UNSUPPORTED',
    '{edition} 版没有命令 {cn}',
    'Edition {edition} has no command {cn}',
  ),
  tooManyRequests: define(
    'HJ212_TOO_MANY_REQUESTS',
    '等待应答的命令过多（{limit}）',
    'More than {limit} requests are waiting',
  ),
  parameterInvalid: define(
    'HJ212_PARAMETER_INVALID',
    '参数 {name} 的值 {value} 不在允许范围',
    'Parameter {name} must not be {value}',
  ),
});

export type Hj212ProblemName = keyof typeof HJ212_PROBLEMS;

/** Problems that need no parameters are made once. */
const plain = new Map<Hj212ProblemName, Problem>();

/** A problem of the catalogue as data; `path` names the field it is about. */
export function problem(name: Hj212ProblemName, params?: ErrorParams, path?: string): Problem {
  if (params === undefined && path === undefined) {
    let made = plain.get(name);
    if (made === undefined) {
      made = Object.freeze({ code: HJ212_PROBLEMS[name].code, message: HJ212_PROBLEMS[name].en });
      plain.set(name, made);
    }
    return made;
  }
  const { code, en } = HJ212_PROBLEMS[name];
  return {
    code,
    message: params === undefined ? en : fillMessage(en, params),
    ...(path === undefined ? undefined : { path }),
    ...(params === undefined ? undefined : { params }),
  };
}

const BY_CODE = new Map<string, ErrorDefinition>(Object.values(HJ212_PROBLEMS).map((one) => [one.code, one]));

/** What a problem says in a language; one that is not of this catalogue says what it said. */
export function describeProblem({ code, message, params }: Problem, language: 'zh' | 'en'): string {
  const known = BY_CODE.get(code);
  return known === undefined ? message : fillMessage(known[language], params ?? {});
}

export const NO_PROBLEMS: readonly Problem[] = Object.freeze([]);
