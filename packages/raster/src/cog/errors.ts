import { defineErrors } from '@tarim/kernel';

/** What keeps a TIFF from being a COG, or makes it a poor one. */
export const cogErrors = defineErrors({
  notTiled: {
    code: 'COG_NOT_TILED',
    status: 422,
    zh: '影像大于 512 像元而未分块（瓦片）',
    en: 'It is larger than 512 cells and not tiled',
  },
  noOverviews: {
    code: 'COG_NO_OVERVIEWS',
    status: 422,
    zh: '影像大于 512 像元而没有金字塔',
    en: 'It is larger than 512 cells and has no overviews',
  },
  directoryLate: {
    code: 'COG_DIRECTORY_LATE',
    status: 422,
    zh: '主目录不在文件开头（位于 {at}）',
    en: 'The main directory is not at the beginning but at {at}',
  },
  directoryOrder: {
    code: 'COG_DIRECTORY_ORDER',
    status: 422,
    zh: '目录不是由大到小排列',
    en: 'Directories are not in order from large to small',
  },
  dataBeforeDirectories: {
    code: 'COG_DATA_BEFORE_DIRECTORIES',
    status: 422,
    zh: '有数据位于目录之前',
    en: 'Data stand before a directory',
  },
  overviewBehind: {
    code: 'COG_OVERVIEW_BEHIND',
    status: 422,
    zh: '第 {level} 级金字塔的数据位于更大一级之后',
    en: 'Data of overview {level} stand behind those of the larger one',
  },
  largeTiles: {
    code: 'COG_LARGE_TILES',
    status: 200,
    zh: '瓦片偏大：{size}',
    en: 'Tiles are large: {size}',
  },
  overviewsEndEarly: {
    code: 'COG_OVERVIEWS_END_EARLY',
    status: 200,
    zh: '最小一级金字塔仍有 {size} 像元',
    en: 'The smallest overview still has {size} cells',
  },
  noPlace: {
    code: 'COG_NO_PLACE',
    status: 200,
    zh: '没有地理位置或坐标参考系',
    en: 'It has no place or no reference system',
  },
});
