import { negotiateLanguage } from '@tarim/platform';
import type { Tongue } from './frame.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const tongueOf = (request: { headers: { 'accept-language'?: string } }): Tongue =>
  negotiateLanguage(request.headers['accept-language']) === 'en' ? 'en' : 'zh';

interface Reply {
  type(mime: string): Reply;
  header(name: string, value: string): Reply;
  send(body: Buffer): unknown;
}
export async function sendXlsx(reply: object, name: string, bytes: Uint8Array): Promise<undefined> {
  await (reply as Reply)
    .type(XLSX)
    .header('content-disposition', `attachment; filename="${name}"`)
    .send(Buffer.from(bytes));
  return undefined;
}
