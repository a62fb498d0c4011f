import type { Group, Taxon } from '@tarim/ecology/contract';

/** name, division, family (Latin), usual share; taxa that bear little come last in tolerance. */
interface Known extends Omit<Taxon, 'count'> {
  /** How common it is where it lives. */
  readonly usual: number;
  /** Lives only in clean water. */
  readonly clean?: boolean;
}
const of = (
  order: string,
  family: string | undefined,
  name: string,
  usual: number,
  clean = false,
): Known => ({
  name,
  order,
  ...(family ? { family } : {}),
  usual,
  clean,
});

/** Taxa that are common in rivers of the north-west; how many of them a simulated sample has is made up. */
export const TAXA: Readonly<Record<Exclude<Group, 'fish'>, readonly Known[]>> = {
  phytoplankton: [
    of('硅藻门', undefined, '舟形藻属', 9),
    of('硅藻门', undefined, '桥弯藻属', 7, true),
    of('硅藻门', undefined, '脆杆藻属', 8),
    of('硅藻门', undefined, '针杆藻属', 6),
    of('硅藻门', undefined, '小环藻属', 6),
    of('硅藻门', undefined, '等片藻属', 5, true),
    of('硅藻门', undefined, '异极藻属', 4),
    of('硅藻门', undefined, '菱形藻属', 5),
    of('绿藻门', undefined, '栅藻属', 4),
    of('绿藻门', undefined, '小球藻属', 5),
    of('绿藻门', undefined, '衣藻属', 3),
    of('绿藻门', undefined, '盘星藻属', 1.5),
    of('蓝藻门', undefined, '颤藻属', 5),
    of('蓝藻门', undefined, '席藻属', 3),
    of('隐藻门', undefined, '隐藻属', 2),
    of('甲藻门', undefined, '多甲藻属', 1, true),
  ],
  zooplankton: [
    of('轮虫', undefined, '壶状臂尾轮虫', 8),
    of('轮虫', undefined, '螺形龟甲轮虫', 7),
    of('轮虫', undefined, '针簇多肢轮虫', 5),
    of('轮虫', undefined, '晶囊轮虫', 3),
    of('枝角类', undefined, '长额象鼻溞', 4),
    of('枝角类', undefined, '蚤状溞', 2),
    of('枝角类', undefined, '盘肠溞', 2, true),
    of('桡足类', undefined, '近邻剑水蚤', 4),
    of('桡足类', undefined, '无节幼体', 6),
    of('原生动物', undefined, '砂壳虫', 5),
    of('原生动物', undefined, '钟虫', 3),
  ],
  benthos: [
    of('蜉蝣目', 'Baetidae', '四节蜉属', 9),
    of('蜉蝣目', 'Heptageniidae', '扁蜉属', 6, true),
    of('蜉蝣目', 'Ephemerellidae', '小蜉属', 4, true),
    of('襀翅目', 'Nemouridae', '叉襀属', 3, true),
    of('襀翅目', 'Perlodidae', '网襀属', 2, true),
    of('毛翅目', 'Hydropsychidae', '纹石蛾属', 6),
    of('毛翅目', 'Rhyacophilidae', '原石蛾属', 2, true),
    of('双翅目', 'Chironomidae', '摇蚊属', 14),
    of('双翅目', 'Simuliidae', '蚋属', 6),
    of('双翅目', 'Tipulidae', '大蚊属', 2),
    of('端足目', 'Gammaridae', '钩虾属', 8),
    of('腹足纲', 'Lymnaeidae', '椎实螺属', 3),
    of('腹足纲', 'Planorbidae', '扁卷螺属', 2),
    of('寡毛纲', 'Oligochaeta', '颤蚓属', 6),
  ],
};

/** Fish differ from basin to basin. */
export const FISH: Readonly<Record<'tarim' | 'irtysh' | 'other', readonly Known[]>> = {
  tarim: [
    of('鲤形目', 'Cyprinidae', '塔里木裂腹鱼', 5),
    of('鲤形目', 'Cyprinidae', '宽口裂腹鱼', 4, true),
    of('鲤形目', 'Cyprinidae', '斑重唇鱼', 4, true),
    of('鲤形目', 'Nemacheilidae', '叶尔羌高原鳅', 6),
    of('鲤形目', 'Nemacheilidae', '长身高原鳅', 4),
    of('鲤形目', 'Cyprinidae', '鲫', 5),
    of('鲤形目', 'Cyprinidae', '麦穗鱼', 6),
    of('鲤形目', 'Cyprinidae', '鲤', 3),
  ],
  irtysh: [
    of('鲤形目', 'Cyprinidae', '贝加尔雅罗鱼', 5),
    of('鲤形目', 'Cyprinidae', '湖拟鲤', 6),
    of('鲈形目', 'Percidae', '河鲈', 5),
    of('狗鱼目', 'Esocidae', '白斑狗鱼', 2),
    of('鳕形目', 'Lotidae', '江鳕', 1.5, true),
    of('鲑形目', 'Salmonidae', '北极茴鱼', 1.5, true),
    of('鲤形目', 'Cyprinidae', '银鲫', 6),
  ],
  other: [
    of('鲤形目', 'Cyprinidae', '新疆裸重唇鱼', 4, true),
    of('鲤形目', 'Cyprinidae', '银色裂腹鱼', 4),
    of('鲤形目', 'Nemacheilidae', '新疆高原鳅', 6),
    of('鲤形目', 'Nemacheilidae', '黑背高原鳅', 4),
    of('鲤形目', 'Cyprinidae', '鲫', 5),
    of('鲤形目', 'Cyprinidae', '麦穗鱼', 5),
    of('鲈形目', 'Gobiidae', '小黄黝鱼', 4),
  ],
};
export type { Known as KnownTaxon };
