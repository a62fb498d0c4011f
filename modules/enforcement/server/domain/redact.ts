/** Who is punished, as a file knows it. */
export interface Redacted {
  readonly kind: 'individual' | 'organisation';
  readonly name: string;
  readonly code: string | null;
  readonly address: string;
}

/** Numbers of identity cards and bank accounts, of mobile and fixed telephones, and e-mail addresses. */
const PERSONAL: readonly RegExp[] = [
  /(?<![\dA-Za-z])\d{17}[\dXx](?![\dA-Za-z])/g,
  /(?<![\dA-Za-z])\d{4}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?(?![\dA-Za-z])/g,
  /(?<!\d)1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)/g,
  /(?<!\d)0\d{2,3}[ -]?\d{7,8}(?!\d)/g,
  /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g,
];
const LEFT_OUT = '＊＊＊';

/** 张三 → 张某; the rest of a longer name is left out. */
export const masked = (name: string, somebody: string): string => `${[...name][0] ?? ''}${somebody}`;

/**
 * A text as it may be published (行政处罚法 48; 处罚办法 61–66): without numbers by which people are known; of a person who is punished
 * also without name, number and address. An organisation is named: that it is punished is what is published.
 */
export function redacted(text: string, party: Redacted, somebody: string): string {
  let out = text;
  if (party.kind === 'individual') {
    for (const word of [party.code, party.address])
      if (word?.trim()) out = out.replaceAll(word.trim(), LEFT_OUT);
    // A single letter stands in too many words to be anybody's name.
    const name = party.name.trim();
    if ([...name].length > 1) out = out.replaceAll(name, masked(name, somebody));
  }
  return PERSONAL.reduce((all, pattern) => all.replace(pattern, LEFT_OUT), out);
}
