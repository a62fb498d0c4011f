import { beijingIso } from '@tarim/kernel';
import type { Bilingual, Context, Dataset } from '@tarim/platform';
import { FORMATS, formatsOf } from '../formats.ts';
import { type FigureRow, figures } from '../sql/figures.ts';

const words = ({ zh, en }: Bilingual) => [
  { '@language': 'zh', '@value': zh },
  { '@language': 'en', '@value': en },
];
/** EU Vocabularies, access right: what DCAT-AP 3 takes for `dct:accessRights`. */
const ACCESS = 'http://publications.europa.eu/resource/authority/access-right/';

/**
 * The catalogue as DCAT 3 (W3C Recommendation 2024) with the properties that DCAT-AP 3 makes mandatory. Only what is
 * open or shared on request: internal and secret entries are not told to the world.
 * @param base origin under which the product is reached
 */
export async function dcatOf(ctx: Context, base: string): Promise<object> {
  const known = await figures(ctx.db);
  const sets = [...ctx.datasets.values()].filter(
    (one) => one.sharing === 'open' || one.sharing === 'on-request',
  );
  return {
    '@context': {
      dcat: 'http://www.w3.org/ns/dcat#',
      dct: 'http://purl.org/dc/terms/',
      foaf: 'http://xmlns.com/foaf/0.1/',
      vcard: 'http://www.w3.org/2006/vcard/ns#',
      xsd: 'http://www.w3.org/2001/XMLSchema#',
    },
    '@id': `${base}/catalog/dcat.jsonld`,
    '@type': 'dcat:Catalog',
    'dct:title': words({ zh: '生态环境数据资源目录', en: 'Catalogue of ecological-environment data' }),
    'dct:description': words({
      zh: '本平台公开与按需共享的数据集。',
      en: 'Data sets of this platform that are open or shared on request.',
    }),
    'dct:publisher': agent({ zh: '塔里木平台', en: 'Tarim platform' }),
    'dcat:dataset': sets.map((set) => datasetOf(set, base, known.get(set.id))),
  };
}

const agent = (name: Bilingual) => ({ '@type': 'foaf:Agent', 'foaf:name': words(name) });

function datasetOf(set: Dataset, base: string, figure: FigureRow | undefined): object {
  const entry = `${base}/data/${set.id}`;
  const open = set.sharing === 'open';
  return {
    '@id': entry,
    '@type': 'dcat:Dataset',
    'dct:identifier': set.id,
    'dct:title': words(set.titles),
    'dct:description': words(set.abstracts),
    'dct:publisher': agent(set.owner),
    'dct:source': words(set.source),
    'dcat:keyword': [
      ...set.keywords.zh.map((one) => ({ '@language': 'zh', '@value': one })),
      ...set.keywords.en.map((one) => ({ '@language': 'en', '@value': one })),
    ],
    'dcat:theme': set.element,
    'dct:accessRights': { '@id': `${ACCESS}${open ? 'PUBLIC' : 'RESTRICTED'}` },
    ...(figure?.newest
      ? { 'dct:modified': { '@type': 'xsd:dateTime', '@value': beijingIso(figure.newest.getTime()) } }
      : {}),
    ...(set.rhythm === 'irregular'
      ? {}
      : { 'dcat:temporalResolution': { '@type': 'xsd:duration', '@value': set.rhythm } }),
    'dcat:landingPage': { '@id': entry },
    'dcat:distribution': formatsOf(set).map((format) => ({
      '@id': `${entry}#${format}`,
      '@type': 'dcat:Distribution',
      'dct:title': FORMATS[format].extension,
      'dcat:accessURL': { '@id': `${base}/api/catalog/datasets/${set.id}/export?format=${format}` },
      'dcat:mediaType': FORMATS[format].mime.split(';')[0],
    })),
  };
}
