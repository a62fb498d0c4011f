import { expect, test } from 'vitest';
import { readCapabilities } from './capabilities.ts';

const matrix = (id: string, scale: number, corner = '-20037508.3427892 20037508.3427892', side = 256) =>
  `<TileMatrix><ows:Identifier>${id}</ows:Identifier><ScaleDenominator>${scale}</ScaleDenominator><TopLeftCorner>${corner}</TopLeftCorner><TileWidth>${side}</TileWidth><TileHeight>${side}</TileHeight><MatrixWidth>1</MatrixWidth><MatrixHeight>1</MatrixHeight></TileMatrix>`;
/** 07-057r7, annex E.4: the scale denominators of GoogleMapsCompatible at 0, 1, 2. */
const SCALES = [559_082_264.0287178, 279_541_132.0143589, 139_770_566.0071794];
const set = (id: string, crs: string, matrices: string) =>
  `<TileMatrixSet><ows:Identifier>${id}</ows:Identifier><ows:SupportedCRS>${crs}</ows:SupportedCRS>${matrices}</TileMatrixSet>`;
const document = (sets: string, prolog = '') => `<?xml version="1.0" encoding="UTF-8"?>${prolog}
<Capabilities xmlns="http://www.opengis.net/wmts/1.0" xmlns:ows="http://www.opengis.net/ows/1.1" xmlns:xlink="http://www.w3.org/1999/xlink" version="1.0.0">
  <ows:ServiceProvider><ows:ProviderName>测绘 &amp; 地理</ows:ProviderName></ows:ServiceProvider>
  <ows:OperationsMetadata>
    <ows:Operation name="GetCapabilities"><ows:DCP><ows:HTTP><ows:Get xlink:href="http://wmts.example/caps?"/></ows:HTTP></ows:DCP></ows:Operation>
    <ows:Operation name="GetTile"><ows:DCP><ows:HTTP>
      <ows:Get xlink:href="http://wmts.example/rest/"><ows:Constraint name="GetEncoding"><ows:AllowedValues><ows:Value>RESTful</ows:Value></ows:AllowedValues></ows:Constraint></ows:Get>
      <ows:Get xlink:href="http://wmts.example/kvp?"><ows:Constraint name="GetEncoding"><ows:AllowedValues><ows:Value>KVP</ows:Value></ows:AllowedValues></ows:Constraint></ows:Get>
    </ows:HTTP></ows:DCP></ows:Operation>
  </ows:OperationsMetadata>
  <Contents>
    <Layer>
      <ows:Title><![CDATA[影像]]></ows:Title><ows:Identifier>img</ows:Identifier>
      <Style><ows:Identifier>plain</ows:Identifier></Style>
      <Style isDefault="true"><ows:Identifier>natural</ows:Identifier></Style>
      <Format>image/png</Format>
      <Dimension><ows:Identifier>Time</ows:Identifier><Default>2025-06-01</Default><Value>2025-06-01</Value></Dimension>
      <TileMatrixSetLink><TileMatrixSet>w</TileMatrixSet></TileMatrixSetLink>
      <TileMatrixSetLink><TileMatrixSet>c</TileMatrixSet></TileMatrixSetLink>
      <ResourceURL format="image/png" resourceType="tile" template="http://wmts.example/img/{Time}/{TileMatrixSet}/{TileMatrix}/{TileRow}/{TileCol}.png"/>
    </Layer>
    ${sets}
  </Contents>
</Capabilities>`;
const judged = (id: string, crs: string, matrices: string) =>
  readCapabilities(document(set(id, crs, matrices))).matrixSets[0];

test('layers, styles, addresses and matrix sets of a capabilities document', () => {
  const found = readCapabilities(
    document(
      set(
        'w',
        'urn:ogc:def:crs:EPSG:6.18.3:3857',
        SCALES.map((one, zoom) => matrix(`${zoom}`, one)).join(''),
      ) + set('c', 'urn:ogc:def:crs:EPSG::4490', matrix('1', 2.958293554545656e8, '90.0 -180.0')),
    ),
  );
  expect(found).toEqual({
    kvpUrl: 'http://wmts.example/kvp?',
    provider: '测绘 & 地理',
    matrixSets: [
      {
        id: 'w',
        crs: 'urn:ogc:def:crs:EPSG:6.18.3:3857',
        refused: null,
        prefix: '',
        tileSize: 256,
        minZoom: 0,
        maxZoom: 2,
      },
      {
        id: 'c',
        crs: 'urn:ogc:def:crs:EPSG::4490',
        refused: 'geographic',
        prefix: '',
        tileSize: 256,
        minZoom: 0,
        maxZoom: 0,
      },
    ],
    layers: [
      {
        id: 'img',
        title: '影像',
        styles: ['natural', 'plain'],
        formats: ['image/png'],
        matrixSets: ['w', 'c'],
        templates: [
          {
            format: 'image/png',
            template:
              'http://wmts.example/img/2025-06-01/{TileMatrixSet}/{TileMatrix}/{TileRow}/{TileCol}.png',
          },
        ],
      },
    ],
  });
});

test('a matrix set is drawn where its matrices are the zooms of the map', () => {
  const mercator = 'EPSG:3857';
  expect(
    judged('g', mercator, SCALES.map((one, zoom) => matrix(`EPSG:900913:${zoom}`, one)).join('')),
  ).toMatchObject({
    refused: null,
    prefix: 'EPSG:900913:',
  });
  // Tiles of 512 cover the world at half the scale of tiles of 256.
  const large = SCALES.map((one, zoom) => matrix(`${zoom}`, one / 2, '-20037508.34 20037508.34', 512)).join(
    '',
  );
  expect(judged('g', mercator, large)).toMatchObject({
    refused: null,
    tileSize: 512,
    minZoom: 0,
    maxZoom: 2,
  });
  expect(judged('g', 'EPSG:4548', matrix('0', SCALES[0]!))).toMatchObject({ refused: 'other-crs' });
  expect(judged('g', mercator, matrix('0', 500_000_000))).toMatchObject({ refused: 'not-zooms' });
  expect(judged('g', mercator, matrix('0', SCALES[0]!, '0 0'))).toMatchObject({ refused: 'not-zooms' });
  expect(judged('g', mercator, matrix('0', SCALES[0]!, undefined, 100))).toMatchObject({
    refused: 'tile-size',
  });
  expect(judged('g', mercator, matrix('world', SCALES[0]!))).toMatchObject({ refused: 'names' });
  expect(judged('g', mercator, '')).toMatchObject({ refused: 'not-zooms' });
});

test('documents that declare entities, are endless, broken or something else are refused', () => {
  const code = (xml: string): string | null => {
    try {
      readCapabilities(xml);
      return null;
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  const bomb = '<!DOCTYPE a [<!ENTITY x "y"><!ENTITY z "&x;&x;">]>';
  expect(code(document('', bomb))).toBe('ONEMAP_CAPABILITIES_UNREADABLE');
  expect(code(document('', '<!DOCTYPE a SYSTEM "file:///etc/passwd">'))).toBe(
    'ONEMAP_CAPABILITIES_UNREADABLE',
  );
  expect(code('<a>'.repeat(60) + '</a>'.repeat(60))).toBe('ONEMAP_CAPABILITIES_TOO_LARGE');
  expect(code(`<a>${'<b/>'.repeat(200_001)}</a>`)).toBe('ONEMAP_CAPABILITIES_TOO_LARGE');
  for (const xml of [
    '',
    'no',
    '<a>',
    '<html><body/></html>',
    '{"a":1}',
    '<Capabilities xmlns="http://www.opengis.net/wmts/2.0"/>',
  ])
    expect(code(xml)).toBe('ONEMAP_CAPABILITIES_UNREADABLE');
});
