import { defineErrors } from '@tarim/kernel';

export const telemetryErrors = defineErrors({
  pointUnknown: {
    code: 'TELEMETRY_POINT_UNKNOWN',
    status: 404,
    zh: '没有编号为 {pointId} 的点位，或它不公开',
    en: 'There is no point {pointId}, or it is not public',
  },
  recordUnknown: {
    code: 'TELEMETRY_RECORD_UNKNOWN',
    status: 404,
    zh: '该点位在 {time} 没有这种记录',
    en: 'The point has no such record at {time}',
  },
  rollupUnknown: {
    code: 'TELEMETRY_ROLLUP_UNKNOWN',
    status: 404,
    zh: '{time} 的值尚未计算',
    en: 'The value of {time} has not been computed',
  },
  frameUnknown: {
    code: 'TELEMETRY_FRAME_UNKNOWN',
    status: 404,
    zh: '帧日志中没有位置 {lsn}',
    en: 'The frame log has no frame at {lsn}',
  },
  periodInvalid: {
    code: 'TELEMETRY_PERIOD_INVALID',
    status: 400,
    zh: '时段的结束须晚于开始',
    en: 'A period must end after it begins',
  },
  deviceNotConnected: {
    code: 'TELEMETRY_DEVICE_NOT_CONNECTED',
    status: 409,
    zh: '数采仪 {mn} 当前未连接，命令未下发',
    en: 'Device {mn} is not connected; the command was not sent',
  },
  deviceUnknown: {
    code: 'TELEMETRY_DEVICE_UNKNOWN',
    status: 404,
    zh: '没有登记 MN 为 {mn} 的数采仪',
    en: 'No device with MN {mn} is registered',
  },
  commandUnknown: {
    code: 'TELEMETRY_COMMAND_UNKNOWN',
    status: 404,
    zh: '没有这条反控记录',
    en: 'There is no such command',
  },
  commandInvalid: {
    code: 'TELEMETRY_COMMAND_INVALID',
    status: 400,
    zh: '命令 {command} 不能这样下发：{reason}',
    en: 'Command {command} cannot be sent: {reason}',
  },
  quarantineUnknown: {
    code: 'TELEMETRY_QUARANTINE_UNKNOWN',
    status: 404,
    zh: '隔离区没有 {mn}',
    en: 'Quarantine has no device {mn}',
  },
  logUnavailable: {
    code: 'TELEMETRY_LOG_UNAVAILABLE',
    status: 503,
    zh: '帧日志暂不可写，数据未接收，请重发',
    en: 'The frame log cannot be written; nothing was accepted, send again',
  },
  gatewayElsewhere: {
    code: 'TELEMETRY_GATEWAY_ELSEWHERE',
    status: 503,
    zh: '本进程不承担接入，请改访问接入节点',
    en: 'This process holds no gateway',
  },
  frameLogChain: {
    code: 'TELEMETRY_FRAME_LOG_CHAIN',
    status: 500,
    zh: '帧日志的哈希链第 {line} 行无法读取；请用 tarim archive verify 核查，从备份恢复',
    en: 'Line {line} of the frame log’s chain cannot be read; look with tarim archive verify and restore from a backup',
  },
  frameLogHole: {
    code: 'TELEMETRY_FRAME_LOG_HOLE',
    status: 500,
    zh: '帧日志不连续：段 {segment} 与位置 {end} 不相接，或没有完好的压缩副本',
    en: 'The frame log has a hole: segment {segment} does not continue at {end}, or has no sound compressed copy',
  },
  frameLogAbsent: {
    code: 'TELEMETRY_FRAME_LOG_ABSENT',
    status: 404,
    zh: '{dir} 没有帧日志',
    en: 'There is no frame log in {dir}',
  },
  ingestForeign: {
    code: 'TELEMETRY_INGEST_FOREIGN',
    status: 403,
    zh: '此密钥不属于数采仪 {mn} 所在的行政单元，未接收',
    en: 'The key does not belong to the unit of device {mn}; nothing was taken',
  },
  frameLogEntryTooLarge: {
    code: 'TELEMETRY_FRAME_LOG_ENTRY_TOO_LARGE',
    status: 413,
    zh: '一条报文 {bytes} 字节，超过帧日志单条上限 {limit} 字节，未接收',
    en: 'One message has {bytes} bytes; the frame log takes {limit} at most; it was not accepted',
  },
});
