/** What GDAL keeps about bands in its XML tag. */
export interface BandNotes {
  readonly scale?: number;
  readonly offset?: number;
  readonly description?: string;
  readonly items: Readonly<Record<string, string>>;
}

/**
 * `<Item name="…" sample="…" role="…">text</Item>` of GDAL_METADATA, by band; those of the whole file under −1. A tag of a
 * machine, so a pattern reads it; whatever does not fit is passed over.
 */
export function readNotes(xml: string | null): Map<number, BandNotes> {
  const notes = new Map<number, BandNotes>();
  if (!xml) return notes;
  for (const [, attributes, text] of xml.slice(0, 4 << 20).matchAll(/<Item\s([^<>]*)>([^<]*)<\/Item>/g)) {
    const attribute = (name: string) => new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes!)?.[1];
    const name = attribute('name');
    if (name === undefined) continue;
    const band = Number(attribute('sample') ?? -1);
    const one = notes.get(band) ?? { items: {} };
    const value = fromXml(text!);
    const role = attribute('role');
    if (role === 'scale' || role === 'offset') {
      if (Number.isFinite(Number(value))) notes.set(band, { ...one, [role]: Number(value) });
    } else if (role === 'description') notes.set(band, { ...one, description: value });
    else notes.set(band, { ...one, items: { ...one.items, [name]: value } });
  }
  return notes;
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
const fromXml = (text: string) =>
  text.replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => ENTITIES[name]!);
const toXml = (text: string) =>
  text.replace(/[<>&"]/g, (one) => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' })[one]!);

export interface Item {
  readonly name: string;
  readonly value: string;
  readonly band?: number;
  readonly role?: 'scale' | 'offset' | 'description';
}

/** Null when there is nothing to say. */
export function writeNotes(items: readonly Item[]): string | null {
  if (items.length === 0) return null;
  const lines = items.map(
    ({ name, value, band, role }) =>
      `  <Item name="${toXml(name)}"${band === undefined ? '' : ` sample="${band}"`}${role ? ` role="${role}"` : ''}>${toXml(value)}</Item>`,
  );
  return `<GDALMetadata>\n${lines.join('\n')}\n</GDALMetadata>\n`;
}
