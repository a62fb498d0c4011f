/** The frame log as a library, for the command line: verify, export. */
export { verifyChain } from './server/log/seal.ts';
export { SegmentFileLog } from './server/log/segment-files.ts';
