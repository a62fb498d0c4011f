import { pdfPages } from '@tarim/testkit/pdf-text';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { mapSvg } from './map.ts';
import type { DocumentContent } from './model.ts';
import { chineseNumber, numbered } from './number.ts';
import { renderAs, renderDocument } from './render.ts';

const NASTY = '#panic("x") *不粗* _斜_ $a^2$ \\ @ref <b> &amp; "引号" // 注 `码` [括] {花}';
const SQUARE = { type: 'Polygon', coordinates: [[[80, 40], [90, 40], [90, 46], [80, 46], [80, 40]]] } as const; // biome-ignore format: a square

const content: DocumentContent = {
  language: 'zh-CN',
  title: '空气质量日报',
  subtitle: '2026 年 11 月 25 日',
  meta: [{ label: '编制单位', value: NASTY }],
  header: '环境质量',
  footer: '塔里木',
  simulated: '模拟数据',
  madeAt: '2026-11-26T08:00:00+08:00',
  parts: [
    { kind: 'heading', level: 1, text: '概况' },
    { kind: 'paragraph', text: `${NASTY}\n第二行` },
    { kind: 'facts', items: [{ label: 'PM₂.₅', value: '32 µg/m³' }] },
    {
      kind: 'table',
      caption: '排名',
      columns: [{ title: '城市' }, { title: 'AQI', align: 'end' }],
      rows: [
        ['乌鲁木齐市', { text: '77', fill: '#7E0023' }],
        [NASTY, '#5'],
      ],
    },
    { kind: 'table', caption: '空表', columns: [{ title: '无' }], rows: [], empty: '本期没有' },
    {
      kind: 'figure',
      caption: '月度变化',
      picture: {
        width: 600,
        height: 240,
        chart: {
          xAxis: { type: 'category', data: ['一月', '二月'] },
          yAxis: {},
          series: [{ type: 'bar', data: [3, 5] }],
        },
      },
    },
    {
      kind: 'figure',
      caption: '分布',
      picture: {
        svg: mapSvg({
          areas: [{ shape: SQUARE, fill: '#00E400', label: '<甲>&乙', lon: 85, lat: 43 }],
          sites: [{ lon: 84, lat: 42, fill: '#FF0000' }],
          legend: [{ fill: '#00E400', text: '优' }],
        }),
      },
    },
    { kind: 'note', text: '说明' },
  ],
};

/** Text of the body of a Word file, paragraph by paragraph. */
function docxText(bytes: Uint8Array): string {
  const xml = strFromU8(unzipSync(bytes)['word/document.xml']!);
  return xml
    .replace(/<\/w:p>/g, '\n')
    .replace(/<w:br\/>/g, '\n')
    .replace(/<[^>]+>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&amp;/g, '&');
}

/** The two letters µ and μ share a glyph, and a reader may tell either. */
const dense = (text: string) => text.normalize('NFKC').replace(/\s+/g, '');

describe('a document', { timeout: 60_000 }, () => {
  test('has its text in both files, and none of it is markup', async () => {
    const { pdf, docx, pages } = await renderDocument(content);
    expect(pages).toBeGreaterThan(0);
    const printed = dense((await pdfPages(pdf)).join('\n'));
    const written = dense(docxText(docx));
    for (const text of [
      '空气质量日报',
      '一、概况',
      '第二行',
      '乌鲁木齐市',
      '表1排名',
      '表2空表',
      '本期没有',
      '图1月度变化',
      '图2分布',
      '32µg/m³',
    ]) {
      expect(printed, text).toContain(dense(text));
      expect(written, text).toContain(dense(text));
    }
    // Three times: as a fact, in a paragraph, in a cell.
    expect(printed.split(dense(NASTY)).length - 1).toBe(3);
    expect(written.split(dense(NASTY)).length - 1).toBe(3);
    expect(printed).toContain('模拟数据');
    expect(printed).toContain('第1页共');
    // Letters inside pictures are text too.
    expect(printed).toContain('一月');
    expect(printed).toContain('<甲>&乙');
    expect(printed).toContain('PM2.5');
    expect(written).toContain('PM2.5');
    const parts = unzipSync(docx);
    expect(strFromU8(parts['word/header1.xml']!)).toContain('模拟数据');
    expect(Object.keys(parts).filter((name) => name.endsWith('.png'))).toHaveLength(2);
  });

  test('is the same bytes each time', async () => {
    const [first, second] = [await renderDocument(content), await renderDocument(content)];
    expect(Buffer.compare(first.pdf, second.pdf)).toBe(0);
    expect(Buffer.compare(first.docx, second.docx)).toBe(0);
  });

  test('runs from right to left in Uyghur, with Chinese and figures in between', async () => {
    const uyghur: DocumentContent = {
      ...content,
      language: 'ug',
      title: 'ھاۋا سۈپىتى',
      parts: [
        { kind: 'paragraph', text: 'ئۈرۈمچى شەھىرى 乌鲁木齐市' },
        { kind: 'facts', items: [{ label: 'ياخشى', value: '39 µg/m³' }] },
      ],
    };
    const { pdf, docx } = await renderDocument(uyghur);
    const printed = (await pdfPages(pdf)).join('\n');
    for (const word of ['乌鲁木齐市', '39']) expect(printed).toContain(word);
    expect(printed).toMatch(/[\u0600-\u06ff]{4}/);
    expect(docxText(docx)).toContain('ئۈرۈمچى شەھىرى 乌鲁木齐市');
    expect(docxText(docx)).toContain('\u206839 µg/m³\u2069');
    expect(strFromU8(unzipSync(docx)['word/document.xml']!)).toContain('<w:bidi/>');
  });

  test('binds documents in, each on a page of its own and counted anew', async () => {
    const one = (title: string, text: string) =>
      [
        { kind: 'bound', title, subtitle: `${title} 1 号`, meta: [{ label: '当事人', value: text }] },
        { kind: 'heading', level: 1, text: '事实' },
        { kind: 'paragraph', text },
      ] as const;
    const { pdf, docx, pages } = await renderDocument({
      ...content,
      parts: [
        { kind: 'heading', level: 1, text: '目录' },
        ...one('告知书', '甲厂'),
        ...one('决定书', '乙厂'),
      ],
    });
    expect(pages).toBe(3);
    const printed = (await pdfPages(pdf)).map(dense);
    for (const [at, words] of [
      [0, ['空气质量日报', '一、目录']],
      [1, ['告知书', '甲厂', '一、事实']],
      [2, ['决定书', '乙厂', '一、事实']],
    ] as const)
      for (const word of words) expect(printed[at], word).toContain(word);
    expect(printed[1]).not.toContain('乙厂');
    expect(docxText(docx).match(/一、事实/g)).toHaveLength(2);
    const xml = strFromU8(unzipSync(docx)['word/document.xml']!);
    expect(xml.match(/<w:pageBreakBefore\/>/g)).toHaveLength(2);
  });

  test('says why when it cannot be typeset', async () => {
    const broken = { ...content, parts: [{ kind: 'figure', caption: 'x', picture: { svg: 'no picture' } }] };
    await expect(renderDocument(broken as DocumentContent)).rejects.toMatchObject({
      code: 'DOCUMENT_UNPRINTABLE',
    });
    // The next one is not held up by it, and one format alone is the same file.
    const { pdf } = await renderDocument(content);
    expect(Buffer.compare(await renderAs(content, 'pdf'), pdf)).toBe(0);
  });
});

test('chapters, tables and figures are counted', () => {
  const captions = numbered(content).flatMap((one) => ('caption' in one ? one.caption : []));
  expect(captions).toEqual(['表 1　排名', '表 2　空表', '图 1　月度变化', '图 2　分布']);
  expect([1, 9, 10, 11, 20, 23].map(chineseNumber)).toEqual(['一', '九', '十', '十一', '二十', '二十三']);
});
