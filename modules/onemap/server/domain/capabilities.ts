import { TarimError } from '@tarim/kernel';
import { Parser } from 'saxen';
import type { Capabilities } from '../../contract.ts';
import { onemapErrors as E } from '../errors.ts';
import { judgeMatrixSet, type Matrix } from './matrix-sets.ts';

const WMTS = 'http://www.opengis.net/wmts/1.0';
const OWS = 'http://www.opengis.net/ows/1.1';
const XLINK = 'http://www.w3.org/1999/xlink';
const MOST_ELEMENTS = 200_000;
const DEEPEST = 40;
const MOST_LAYERS = 2_000;
const TEXT = 1_000;

interface Node {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Node[];
  text: string;
}

const child = (node: Node | undefined, name: string): Node | undefined =>
  node?.children.find((one) => one.name === name);
const children = (node: Node | undefined, name: string): Node[] =>
  node?.children.filter((one) => one.name === name) ?? [];
const textOf = (node: Node | undefined, name: string): string =>
  (child(node, name)?.text ?? '').trim().slice(0, TEXT);

/**
 * What a WMTS offers, by its capabilities document (OGC 07-057r7, section 7.1). The document comes from elsewhere: it may not declare
 * entities or types, nor be endless.
 * @throws TarimError ONEMAP_CAPABILITIES_UNREADABLE, ONEMAP_CAPABILITIES_TOO_LARGE
 */
export function readCapabilities(xml: string): Capabilities {
  const root = parse(xml);
  if (root.name !== 'w:Capabilities')
    throw new TarimError(E.capabilitiesUnreadable, { reason: `<${root.name}>` });
  const contents = child(root, 'w:Contents');
  const matrixSets = children(contents, 'w:TileMatrixSet').map((set) => {
    const id = textOf(set, 'o:Identifier');
    const crs = textOf(set, 'o:SupportedCRS');
    return { id, crs, ...judgeMatrixSet(id, crs, children(set, 'w:TileMatrix').map(matrixOf)) };
  });
  const layers = children(contents, 'w:Layer')
    .slice(0, MOST_LAYERS)
    .map((layer) => {
      const styles = children(layer, 'w:Style');
      // The default first.
      const ordered = [...styles].sort(
        (a, b) => Number(b.attributes.isDefault === 'true') - Number(a.attributes.isDefault === 'true'),
      );
      const id = textOf(layer, 'o:Identifier');
      return {
        id,
        title: textOf(layer, 'o:Title') || id,
        styles: ordered.map((one) => textOf(one, 'o:Identifier')).filter((one) => one !== ''),
        formats: children(layer, 'w:Format').map((one) => one.text.trim()),
        matrixSets: children(layer, 'w:TileMatrixSetLink').map((one) => textOf(one, 'w:TileMatrixSet')),
        templates: children(layer, 'w:ResourceURL')
          .filter((one) => one.attributes.resourceType === 'tile')
          .map(({ attributes }) => ({
            format: attributes.format ?? '',
            template: withDefaults(attributes.template ?? '', children(layer, 'w:Dimension')),
          })),
      };
    });
  return {
    kvpUrl: kvpOf(root),
    provider:
      textOf(child(root, 'o:ServiceProvider'), 'o:ProviderName') ||
      textOf(child(root, 'o:ServiceIdentification'), 'o:Title'),
    matrixSets,
    layers,
  };
}

function matrixOf(node: Node): Matrix {
  const [x = Number.NaN, y = Number.NaN] = textOf(node, 'w:TopLeftCorner').split(/\s+/).map(Number);
  return {
    id: textOf(node, 'o:Identifier'),
    scaleDenominator: Number(textOf(node, 'w:ScaleDenominator')),
    corner: [x, y],
    tileWidth: Number(textOf(node, 'w:TileWidth')),
    tileHeight: Number(textOf(node, 'w:TileHeight')),
  };
}

/** Dimensions such as a time stand at their default: the map has no way to choose them. */
function withDefaults(template: string, dimensions: readonly Node[]): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const dimension = dimensions.find(
      (one) => textOf(one, 'o:Identifier').toLowerCase() === name.toLowerCase(),
    );
    return dimension ? encodeURIComponent(textOf(dimension, 'w:Default')) : whole;
  });
}

/** Address of GetTile where it is told to take KVP. */
function kvpOf(root: Node): string | null {
  const operation = children(child(root, 'o:OperationsMetadata'), 'o:Operation').find(
    (one) => one.attributes.name === 'GetTile',
  );
  for (const get of children(child(child(operation, 'o:DCP'), 'o:HTTP'), 'o:Get')) {
    const encodings = children(get, 'o:Constraint')
      .filter((one) => one.attributes.name === 'GetEncoding')
      .flatMap((one) => children(child(one, 'o:AllowedValues'), 'o:Value').map((value) => value.text.trim()));
    if (encodings.length === 0 || encodings.includes('KVP')) return get.attributes['x:href'] ?? null;
  }
  return null;
}

function parse(xml: string): Node {
  const top: Node = { name: '', attributes: {}, children: [], text: '' };
  const stack: Node[] = [top];
  let elements = 0;
  const unreadable = (reason: string): never => {
    throw new TarimError(E.capabilitiesUnreadable, { reason });
  };
  new Parser()
    .ns({ [WMTS]: 'w', [OWS]: 'o', [XLINK]: 'x' })
    .on('openTag', (name, attributes, decode) => {
      if (++elements > MOST_ELEMENTS || stack.length > DEEPEST) throw new TarimError(E.capabilitiesTooLarge);
      const own = Object.fromEntries(
        Object.entries(attributes()).map(([key, value]) => [key, decode(value)]),
      );
      const node: Node = { name, attributes: own, children: [], text: '' };
      stack.at(-1)!.children.push(node);
      stack.push(node);
    })
    .on('closeTag', () => void stack.pop())
    .on('text', (text, decode) => {
      const node = stack.at(-1)!;
      if (node.text.length < TEXT) node.text += decode(text);
    })
    .on('cdata', (text) => {
      stack.at(-1)!.text += text;
    })
    // A document type may declare entities; none is needed here.
    .on('attention', () => unreadable('<!DOCTYPE>'))
    .on('error', (error) => unreadable(error.message.slice(0, 200)))
    .parse(xml);
  const [root] = top.children;
  return root ?? unreadable('no element');
}
