/** An element with attributes and children; text children are written escaped. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlElement | string)[];
}

export const element = (
  name: string,
  attributes: Readonly<Record<string, string>>,
  children: readonly (XmlElement | string)[],
): XmlElement => ({ name, attributes, children });

/** XML 1.0 in UTF-8, indented; an element of text alone stands on one line. */
export function xmlDocument(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${written(root, '')}\n`;
}

function written({ name, attributes, children }: XmlElement, indent: string): string {
  const head = `${indent}<${name}${Object.entries(attributes)
    .map(
      ([key, value]) =>
        ` ${key}="${escaped(value)
          .replaceAll('"', '&quot;')
          .replaceAll(/[\t\n\r]/g, ' ')}"`,
    )
    .join('')}`;
  if (children.length === 0) return `${head}/>`;
  if (children.every((one) => typeof one === 'string'))
    return `${head}>${escaped(children.join(''))}</${name}>`;
  const inner = children.map((one) =>
    typeof one === 'string' ? `${indent}  ${escaped(one)}` : written(one, `${indent}  `),
  );
  return `${head}>\n${inner.join('\n')}\n${indent}</${name}>`;
}

/** Characters that XML 1.0 (5th edition, production 2, Char) has no place for, and halves of surrogate pairs. */
const FORBIDDEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Text as XML has it; what may not stand in a document becomes U+FFFD. */
const escaped = (text: string): string =>
  text
    .replaceAll(FORBIDDEN, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
