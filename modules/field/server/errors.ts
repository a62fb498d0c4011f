import { defineErrors } from '@tarim/kernel';

export const fieldErrors = defineErrors({
  deviceUnknown: {
    code: 'FIELD_DEVICE_UNKNOWN',
    status: 404,
    zh: '没有登记过这台外业设备',
    en: 'This field device is not registered',
  },
  deviceRevoked: {
    code: 'FIELD_DEVICE_REVOKED',
    status: 403,
    zh: '这台外业设备已停用：{reason}',
    en: 'This field device is locked out: {reason}',
  },
  evidenceAltered: {
    code: 'FIELD_EVIDENCE_ALTERED',
    status: 422,
    zh: '文件与其校验值不符，请重新上传',
    en: 'The file does not match its checksum; send it again',
  },
  evidenceUnreadable: {
    code: 'FIELD_EVIDENCE_UNREADABLE',
    status: 422,
    zh: '只接受不超过 {mib} MiB 的 JPEG、PNG、WebP、PDF 文件',
    en: 'Only JPEG, PNG, WebP and PDF files of at most {mib} MiB are taken',
  },
  recordingUnreadable: {
    code: 'FIELD_RECORDING_UNREADABLE',
    status: 422,
    zh: '只接受不超过 {mib} MiB 的 MP4、MOV、WebM 录像和 MP3、M4A、WAV、OGG 录音',
    en: 'Only MP4, MOV and WebM films and MP3, M4A, WAV and OGG recordings of at most {mib} MiB are taken',
  },
  recordingsWaiting: {
    code: 'FIELD_RECORDINGS_WAITING',
    status: 409,
    zh: '这台设备有 {count} 个录音录像只传了一部分，请先传完',
    en: '{count} recordings of this device have arrived in part only; finish them first',
  },
  evidenceMissing: {
    code: 'FIELD_EVIDENCE_MISSING',
    status: 409,
    zh: '还有 {count} 个证据文件没有上传',
    en: '{count} files of evidence have not arrived yet',
  },
  actUnreadable: {
    code: 'FIELD_ACT_UNREADABLE',
    status: 422,
    zh: '外业办理的内容无法识别：{reason}',
    en: 'The act cannot be read: {reason}',
  },
  actOther: {
    code: 'FIELD_ACT_OTHER',
    status: 409,
    zh: '编号 {id} 的外业办理已经上报过，内容不同',
    en: 'Act {id} was sent before with other contents',
  },
  seqTaken: {
    code: 'FIELD_SEQ_TAKEN',
    status: 409,
    zh: '这台设备的第 {seq} 项办理已经上报过另一项',
    en: 'This device has sent another act as number {seq}',
  },
  formWrong: {
    code: 'FIELD_FORM_WRONG',
    status: 422,
    zh: '“{field}”填写有误：{reason}',
    en: '“{field}” is not filled in correctly: {reason}',
  },
});
