import { toCode2017 } from '@tarim/standards';
import { hideCrc } from './mask-frame.ts';

const ITEM = /([A-Za-z0-9]+)-([A-Za-z0-9]+)=([^,;&\r\n]*)/g;
const MEDIA = ['air', 'water', 'noise'] as const;

/** Whether a code of any edition means one of these factors. */
function meansOneOf(code: string, hidden: ReadonlySet<string>): boolean {
  return hidden.has(code) || MEDIA.some((medium) => hidden.has(toCode2017(code, medium) ?? ''));
}

/** A frame's bytes without the values of factors that are not published; lengths stay, so that offsets still fit. */
export function hideInFrame(payload: Uint8Array, hidden: ReadonlySet<string>): Uint8Array {
  if (hidden.size === 0) return payload;
  const text = Buffer.from(payload).toString('latin1');
  const shown = text.replace(ITEM, (whole, code: string, attr: string, value: string) =>
    meansOneOf(code, hidden) ? `${code}-${attr}=${'*'.repeat(value.length)}` : whole,
  );
  return shown === text ? payload : Buffer.from(hideCrc(shown), 'latin1');
}

/** The same of a JSON record; one that cannot be read is not shown at all where anything is to be hidden. */
export function hideInJson(payload: Uint8Array, hidden: ReadonlySet<string>): Uint8Array {
  if (hidden.size === 0) return payload;
  try {
    const record = JSON.parse(Buffer.from(payload).toString('utf8')) as {
      items: { code: string; attrs: Record<string, unknown> }[];
    };
    for (const item of record.items)
      if (meansOneOf(item.code, hidden)) for (const attr of Object.keys(item.attrs)) item.attrs[attr] = '***';
    return Buffer.from(JSON.stringify(record));
  } catch {
    return Buffer.from('***');
  }
}
