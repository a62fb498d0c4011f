import { parseSm4Key } from '@tarim/hj212';
import { BrokenCall, type Option } from '../arguments.ts';

/** Key of encrypted data areas (2025), 32 hexadecimal digits. */
export const sm4Key = (): Option<Uint8Array | undefined> => ({
  takesValue: true,
  absent: undefined,
  read: (text, name) => {
    const key = parseSm4Key(text);
    if (key === null) throw new BrokenCall(`--${name} 应为 32 位十六进制 needs 32 hexadecimal digits`);
    return key;
  },
});
