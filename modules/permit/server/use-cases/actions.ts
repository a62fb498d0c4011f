export const READ = 'permit.read';
/** 核发、登记、注销、撤销. */
export const MANAGE = 'permit.manage';
/** 申请、报告: people of an enterprise for it, an office on their behalf. */
export const FILE = 'permit.file';
