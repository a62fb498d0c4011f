import { defineErrors } from '@tarim/kernel';

/** What the command line itself finds wrong; other rooms have catalogues of their own. */
export const cliErrors = defineErrors({
  frameLogMissing: {
    code: 'ARCHIVE_LOG_MISSING',
    status: 404,
    zh: '{dir} 中没有帧日志；请用 --data 指明数据目录',
    en: 'There is no frame log in {dir}; name the data folder with --data',
  },
  backupExists: {
    code: 'BACKUP_EXISTS',
    status: 409,
    zh: '{to} 已存在；请另选一个位置',
    en: '{to} exists already; choose another place',
  },
  backupInside: {
    code: 'BACKUP_INSIDE',
    status: 400,
    zh: '{to} 在数据目录 {dir} 之内；备份应放在别处',
    en: '{to} lies inside the data folder {dir}; a backup belongs elsewhere',
  },
  backupNothing: {
    code: 'BACKUP_NOTHING',
    status: 404,
    zh: '{dir} 不是数据目录，没有可备份的内容；请用 --data 指明',
    en: '{dir} is no data folder: there is nothing to back up; name it with --data',
  },
  backupSegment: {
    code: 'BACKUP_SEGMENT_LOST',
    status: 500,
    zh: '帧日志的哈希链提到 {path}，但该文件不存在；其余已备份',
    en: 'The chain of the frame log names {path}, which is not there; the rest was taken',
  },
  backupUnreadable: {
    code: 'BACKUP_UNREADABLE',
    status: 400,
    zh: '不是可用的备份：{reason}',
    en: 'This is no usable backup: {reason}',
  },
  backupAltered: {
    code: 'BACKUP_ALTERED',
    status: 422,
    zh: '{path} 与备份清单不符',
    en: '{path} is not what the backup wrote',
  },
  backupMissing: {
    code: 'BACKUP_FILE_MISSING',
    status: 422,
    zh: '备份中缺少 {path}，或无法读取',
    en: '{path} is missing from the backup or cannot be read',
  },
  backupTarget: {
    code: 'BACKUP_TARGET_NOT_EMPTY',
    status: 409,
    zh: '数据目录 {dir} 不是空的；只能恢复到新的或空的目录',
    en: 'The data folder {dir} is not empty; a backup is restored into a new or empty one',
  },
  backupDatabase: {
    code: 'BACKUP_DATABASE_NOT_EMPTY',
    status: 409,
    zh: '目标数据库中已有塔里木的数据；只能恢复到新建的空库',
    en: 'The database holds data of Tarim already; a backup is restored into a new, empty one',
  },
  backupKind: {
    code: 'BACKUP_OF_EMBEDDED',
    status: 400,
    zh: '这是内嵌数据库的备份，只能恢复为内嵌数据库；请不设 DATABASE_URL',
    en: 'This backup is of the embedded database and becomes one again; leave DATABASE_URL unset',
  },
  backupVersion: {
    code: 'BACKUP_VERSION',
    status: 409,
    zh: '备份出自另一版本的程序（{detail}）；请用当时的版本恢复，再升级',
    en: 'The backup was made by another version of the program ({detail}); restore with that one, then upgrade',
  },
  doctorNode: {
    code: 'DOCTOR_NODE_OLD',
    status: 500,
    zh: 'Node {version} 过旧，需要 {needed} 或更高',
    en: 'Node {version} is too old; {needed} or newer is needed',
  },
  doctorFolder: {
    code: 'DOCTOR_FOLDER_NOT_WRITABLE',
    status: 500,
    zh: '{dir} 不可写：{reason}',
    en: '{dir} cannot be written: {reason}',
  },
  doctorDisk: {
    code: 'DOCTOR_DISK_LOW',
    status: 507,
    zh: '数据目录所在磁盘仅余 {mb} MiB',
    en: 'Only {mb} MiB are left for the data folder',
  },
  doctorPort: {
    code: 'DOCTOR_PORT_TAKEN',
    status: 409,
    zh: '端口已被其他程序占用，或不允许监听：{ports}',
    en: 'Taken by another program, or may not be listened at: {ports}',
  },
  doctorDatabaseOld: {
    code: 'DOCTOR_DATABASE_OLD',
    status: 500,
    zh: 'PostgreSQL {version} 过旧，需要 {needed} 或更高',
    en: 'PostgreSQL {version} is too old; {needed} or newer is needed',
  },
  doctorMigrations: {
    code: 'DOCTOR_MIGRATIONS_PENDING',
    status: 500,
    zh: '有 {count} 个迁移尚未执行；启动平台或 tarim migrate 会执行它们',
    en: '{count} migrations are not applied; a start or tarim migrate applies them',
  },
  doctorNotAsked: {
    code: 'DOCTOR_DATABASE_AWAY',
    status: 503,
    zh: '数据库不可用，未能检查迁移',
    en: 'The database cannot be asked about its migrations',
  },
});
