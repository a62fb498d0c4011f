import { DRAW_ALGORITHM, type DrawInput, runDraw } from '@tarim/science';
import { evaluateCommand } from './evaluate-command.ts';
import { findingSchema, inputSchema, TEXT } from './finding-schema.ts';
import { MAX_LINE_OF_SETS } from './lines.ts';

const help = `
tarim draw  < lines.ndjson

双随机抽取的重放：一行是一次抽取公布的全部内容（公示页“下载抽取数据”），得到同一份名单。种子与抽取前公布的承诺值不符则不抽。
A draw replayed: a line is all that was published of it, and gives the same list to anybody.

  {"draw":"2026-11/1","seed":"5f…（64 位十六进制）","commitment":"9c…","on":"2026-11-27",
   "quotas":{"key":{"ratio":0.25},"ordinary":{"perOfficer":1},"special":{"count":3}},
   "objects":[{"id":"…","stratum":"key","factors":{"credit":"D"},"held":null,"speciality":null},…],
   "weights":{"credit":{"A":0.5,"D":2}},
   "officers":[{"id":"…","certifiedTo":"2027-12-31","specialities":[],"recusals":[]},…],"teamSize":2}
  {"drawn":[{"id":"…","stratum":"key","weight":2,"key":-0.01,"team":["…","…"]},…],"hash":"…",…}

  算法 ${DRAW_ALGORITHM}：u = HMAC-SHA-256(seed, "${DRAW_ALGORITHM}|抽取编号|object|对象编号") 的前 53 位 + 1/2，除以 2^53；
  编号中的 \\ 与 | 前加 \\；各类分别按 ln(u)/权重 由大到小取；类按名称排序，held 者计入基数而不抽；
  权重为各因子取值之积，未列者为 1；count 为个数，ratio 为占基数的比例（进一），perOfficer 为每名持证人员的个数（进一）。
  每个对象按抽中次序派员：证件有效、无须回避，已派最少者先，相同者按 u 大者先（u 同上，
  object 换为 officer，后接“|对象编号|人员编号”）；需要专业的，先派一名有此专业者。commitment = SHA-256(seed)，seed 为 32 字节。
  hash = SHA-256 于以换行相接的各行：“抽取编号|commitment”，再按抽中次序每行“对象编号|人员,人员”。

退出码 exit code: 0 已读完输入 input was read; 2 调用有误 broken call.
`;

const LIST = { type: 'array' };

/** `tarim draw`. */
export const drawCommand = evaluateCommand({
  name: 'draw',
  words: 'draw',
  help,
  longest: MAX_LINE_OF_SETS,
  schema: {
    input: inputSchema(['draw', 'seed', 'on', 'quotas', 'objects'], {
      algorithm: { enum: [DRAW_ALGORITHM] },
      draw: TEXT,
      seed: { type: 'string', pattern: '^[0-9a-f]{64}$' },
      commitment: { type: ['string', 'null'] },
      on: TEXT,
      quotas: {
        type: 'object',
        additionalProperties: {
          type: 'object',
          properties: {
            count: { type: 'integer', minimum: 0 },
            ratio: { type: 'number', minimum: 0, maximum: 1 },
            perOfficer: { type: 'number', minimum: 0 },
          },
        },
      },
      objects: LIST,
      weights: { type: 'object' },
      officers: LIST,
      teamSize: { type: 'integer', minimum: 2 },
    }),
    output: findingSchema({
      algorithm: TEXT,
      draw: { type: ['string', 'null'] },
      commitment: { type: ['string', 'null'] },
      drawn: LIST,
      strata: { type: 'object' },
      held: LIST,
      hash: {
        type: ['string', 'null'],
        description: 'SHA-256 over what was drawn and by whom it is inspected',
      },
    }),
  },
  answer: (input) => runDraw(input as unknown as DrawInput),
});
