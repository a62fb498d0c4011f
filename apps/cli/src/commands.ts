import type { Command } from './command.ts';

interface Entry {
  readonly title: string;
  readonly load: () => Promise<Command>;
}

/** Commands are loaded when called: `tarim hj212 decode` must not wait for a database library. */
const COMMANDS: Readonly<Record<string, Entry>> = {
  serve: { title: '运行平台 run the platform', load: async () => (await import('./serve.ts')).serveCommand },
  migrate: {
    title: '只迁移数据库 migrate the database',
    load: async () => (await import('./database/migrate.ts')).migrateCommand,
  },
  seed: {
    title: '登记演示区域与账号 register the demo region and its accounts',
    load: async () => (await import('./database/seed.ts')).seedCommand,
  },
  administrator: {
    title: '首次登录、遗失口令 the first way in',
    load: async () => (await import('./database/administrator.ts')).administratorCommand,
  },
  doctor: {
    title: '检查安装 check the installation',
    load: async () => (await import('./doctor/doctor.ts')).doctorCommand,
  },
  backup: {
    title: '备份 back up database, frame log, files, keys',
    load: async () => (await import('./backup/backup.ts')).backupCommand,
  },
  restore: {
    title: '由备份恢复 restore a backup',
    load: async () => (await import('./backup/restore.ts')).restoreCommand,
  },
  'hj212 decode': {
    title: '报文 → JSON',
    load: async () => (await import('./hj212/decode.ts')).decodeCommand,
  },
  'hj212 encode': {
    title: 'JSON → 报文',
    load: async () => (await import('./hj212/encode.ts')).encodeCommand,
  },
  'evaluate aqi': {
    title: '空气质量指数 AQI',
    load: async () => (await import('./evaluate/aqi.ts')).aqiCommand,
  },
  'evaluate air-period': {
    title: '空气质量月、季、年评价 air of a month, quarter or year',
    load: async () => (await import('./evaluate/air-period.ts')).airPeriodCommand,
  },
  'evaluate sand-dust': {
    title: '沙尘过程识别与扣除 hours of sand dust',
    load: async () => (await import('./evaluate/sand-dust.ts')).sandDustCommand,
  },
  'evaluate soil': {
    title: '土壤风险筛选值与管制值 soil against risk values',
    load: async () => (await import('./evaluate/soil.ts')).soilCommand,
  },
  'evaluate noise': {
    title: '声环境与厂界噪声 noise of places and boundaries',
    load: async () => (await import('./evaluate/noise.ts')).noiseCommand,
  },
  'evaluate ecology': {
    title: '生态质量 EI、EQI ecological quality',
    load: async () => (await import('./evaluate/ecology.ts')).ecologyCommand,
  },
  'evaluate water-ecology': {
    title: '水生态多样性、BMWP diversity of living things in water',
    load: async () => (await import('./evaluate/water-ecology.ts')).waterEcologyCommand,
  },
  'evaluate voc': {
    title: '挥发性有机物组分、OFP VOC components and ozone formation potential',
    load: async () => (await import('./evaluate/voc.ts')).vocCommand,
  },
  'evaluate emission': {
    title: '排放达标、折算、排放量 emissions against their limits',
    load: async () => (await import('./evaluate/emission.ts')).emissionCommand,
  },
  'evaluate stack': {
    title: '排气筒高度与最高允许速率 GB 16297 rates by stack height',
    load: async () => (await import('./evaluate/stack.ts')).stackCommand,
  },
  'evaluate furnace': {
    title: '垃圾焚烧炉日判定（第 10 号令）a furnace-day of waste incineration',
    load: async () => (await import('./evaluate/furnace.ts')).furnaceCommand,
  },
  'evaluate load': {
    title: '排放量合计 amounts emitted',
    load: async () => (await import('./evaluate/load.ts')).loadCommand,
  },
  'evaluate calibration': {
    title: '校准与比对是否合格 pass or fail of calibrations and comparisons',
    load: async () => (await import('./evaluate/calibration.ts')).calibrationCommand,
  },
  'evaluate substitution': {
    title: '排放量替代与有效数据捕集率 amounts in place of invalid ones',
    load: async () => (await import('./evaluate/substitution.ts')).substitutionCommand,
  },
  'evaluate surface-water': {
    title: '地表水断面类别 class of a section',
    load: async () => (await import('./evaluate/surface-water.ts')).surfaceWaterCommand,
  },
  'evaluate section-set': {
    title: '河流、流域水质与变化 rivers and basins',
    load: async () => (await import('./evaluate/section-set.ts')).sectionSetCommand,
  },
  'evaluate lake': {
    title: '湖库营养状态 TLI',
    load: async () => (await import('./evaluate/lake.ts')).lakeCommand,
  },
  'evaluate cwqi': {
    title: '城市水质指数 CWQI',
    load: async () => (await import('./evaluate/cwqi.ts')).cwqiCommand,
  },
  'evaluate drinking-source': {
    title: '饮用水水源达标 drinking-water sources',
    load: async () => (await import('./evaluate/drinking-source.ts')).drinkingSourceCommand,
  },
  'evaluate groundwater': {
    title: '地下水质量类别 groundwater',
    load: async () => (await import('./evaluate/groundwater.ts')).groundwaterCommand,
  },
  'evaluate tax': {
    title: '环境保护税 environmental protection tax',
    load: async () => (await import('./evaluate/tax.ts')).taxCommand,
  },
  'evaluate radiation': {
    title: '放射源类别、γ 剂量率、剂量 sources, gamma background, dose',
    load: async () => (await import('./evaluate/radiation.ts')).radiationCommand,
  },
  'evaluate electromagnetic': {
    title: '电磁环境 fields against GB 8702',
    load: async () => (await import('./evaluate/electromagnetic.ts')).electromagneticCommand,
  },
  'evaluate statistics': {
    title: '修约、百分位数、臭氧 MDA8、能量平均 rounding, percentile, MDA8, Leq',
    load: async () => (await import('./evaluate/statistics.ts')).statisticsCommand,
  },
  'evaluate forecast': {
    title: '城市 AQI 统计基线预报 statistical baseline of the AQI',
    load: async () => (await import('./evaluate/forecast.ts')).forecastCommand,
  },
  'evaluate trend': {
    title: '变化趋势 trend of a series',
    load: async () => (await import('./evaluate/trend.ts')).trendCommand,
  },
  'evaluate interpolate': {
    title: '站点值反距离插值 values between stations by inverse distances',
    load: async () => (await import('./evaluate/interpolate.ts')).interpolateCommand,
  },
  'evaluate kriging': {
    title: '普通克里金插值 ordinary kriging with its variogram and errors',
    load: async () => (await import('./evaluate/kriging.ts')).krigingCommand,
  },
  'evaluate hot-spot': {
    title: '冷热点 Gi*、Moran’s I hot and cold spots',
    load: async () => (await import('./evaluate/hot-spot.ts')).hotSpotCommand,
  },
  'evaluate wind-source': {
    title: '风向溯源 CPF、双变量 where high values come from by the wind',
    load: async () => (await import('./evaluate/wind-source.ts')).windSourceCommand,
  },
  'evaluate trace': {
    title: '河网上下游追踪 up and down a river network',
    load: async () => (await import('./evaluate/network-trace.ts')).traceCommand,
  },
  tax: {
    title: '环境保护税，同 evaluate tax the same',
    load: async () => (await import('./evaluate/tax.ts')).taxAlone,
  },
  'radiation code': {
    title: '放射源编码的解读与核对 national code of a source',
    load: async () => (await import('./radiation/code.ts')).codeCommand,
  },
  'radiation decay': {
    title: '衰变后的活度与类别 activity and category after decay',
    load: async () => (await import('./radiation/decay.ts')).decayCommand,
  },
  'radiation category': {
    title: '放射源类别 I–V category of sources',
    load: async () => (await import('./evaluate/radiation.ts')).categoryCommand,
  },
  'radiation background': {
    title: 'γ 剂量率的时、日、月、年均值与本底 gamma dose rates',
    load: async () => (await import('./evaluate/radiation.ts')).backgroundCommand,
  },
  'radiation dose': {
    title: '由剂量率估算有效剂量 dose from a dose rate',
    load: async () => (await import('./evaluate/radiation.ts')).doseCommand,
  },
  'radiation distance': {
    title: '点源剂量率降到某一水平的距离 distance of a level',
    load: async () => (await import('./radiation/point.ts')).distanceCommand,
  },
  'radiation stay': {
    title: '剂量预算内的停留时间 how long one may stay',
    load: async () => (await import('./radiation/point.ts')).stayCommand,
  },
  'radiation inverse-square': {
    title: '剂量率换算到另一距离 a rate at another distance',
    load: async () => (await import('./radiation/point.ts')).inverseSquareCommand,
  },
  'radiation cordon': {
    title: '初始警戒半径 first cordon',
    load: async () => (await import('./radiation/cordon.ts')).cordonCommand,
  },
  'radiation locate': {
    title: '由多点读数定位失控源 where a source lies',
    load: async () => (await import('./radiation/locate.ts')).locateCommand,
  },
  'radiation limits': {
    title: '个人剂量与限值 a dose record against the limits',
    load: async () => (await import('./radiation/limits.ts')).limitsCommand,
  },
  'radiation plume': {
    title: '烟羽、烟团、沉积与剂量 plume, puff, deposit and doses',
    load: async () => (await import('./radiation/plume.ts')).plumeCommand,
  },
  'radiation srs19': {
    title: '常规释放的年剂量 yearly dose of a routine release',
    load: async () => (await import('./radiation/plume.ts')).srs19Command,
  },
  'radiation grade': {
    title: '辐射事故分级与初始报告表 grade of an accident',
    load: async () => (await import('./radiation/accident.ts')).gradeCommand,
  },
  'radiation deadline': {
    title: '核技术利用与事故报告的法定期限 statutory periods',
    load: async () => (await import('./radiation/accident.ts')).radiationDeadlineCommand,
  },
  'radiation norm': {
    title: '伴生放射性矿判定 associated radioactive minerals',
    load: async () => (await import('./radiation/accident.ts')).normCommand,
  },
  'radiation station': {
    title: 'γ 自动站报警分级 alarm levels of a gamma station',
    load: async () => (await import('./radiation/station.ts')).stationCommand,
  },
  'radiation mobile': {
    title: '移动放射源报警规则 rules for mobile sources',
    load: async () => (await import('./radiation/mobile.ts')).mobileCommand,
  },
  'radiation jt808': {
    title: 'JT/T 808 帧的解读 frames of terminals',
    load: async () => (await import('./radiation/jt808.ts')).jt808Command,
  },
  'radiation jt808 encode': {
    title: 'JT/T 808 帧的编码 the other way',
    load: async () => (await import('./radiation/jt808.ts')).jt808EncodeCommand,
  },
  'radiation eurdep': {
    title: 'EURDEP 2.1 报文的解读 EURDEP messages',
    load: async () => (await import('./radiation/eurdep.ts')).eurdepCommand,
  },
  'radiation irix': {
    title: '仿 IRIX 报告（XML）的编写 IRIX-like reports as XML',
    load: async () => (await import('./radiation/irix.ts')).irixCommand,
  },
  'radiation em': {
    title: '电磁环境，同 evaluate electromagnetic the same',
    load: async () => (await import('./evaluate/electromagnetic.ts')).emCommand,
  },
  'evaluate quality': {
    title: '自动质控标识与弄虚作假线索 flags and signals of a series',
    load: async () => (await import('./evaluate/quality.ts')).qualityCommand,
  },
  'raster info': {
    title: '影像信息与统计 what a GeoTIFF holds',
    load: async () => (await import('./raster/info.ts')).infoCommand,
  },
  'raster validate': {
    title: '检查是否为云优化 GeoTIFF whether a file is a COG',
    load: async () => (await import('./raster/info.ts')).validateCommand,
  },
  'raster cog': {
    title: '转为云优化 GeoTIFF，重采样 make a COG, resample',
    load: async () => (await import('./raster/cog.ts')).cogCommand,
  },
  'raster index': {
    title: '波段指数与波段运算 band indices and arithmetic',
    load: async () => (await import('./raster/index.ts')).indexCommand,
  },
  'raster change': {
    title: '两期变化检测与图斑 two-date change and its patches',
    load: async () => (await import('./raster/change.ts')).changeCommand,
  },
  'raster patches': {
    title: '满足条件的像元成为图斑 cells of a condition as patches',
    load: async () => (await import('./raster/patches.ts')).patchesCommand,
  },
  'raster monitor': {
    title: '时间序列突变监测 breaks of a stack of dates',
    load: async () => (await import('./raster/monitor.ts')).monitorCommand,
  },
  'raster series': {
    title: '单条时间序列：突变、幅度、报警状态 breaks and alerts of single series',
    load: async () => (await import('./raster/series.ts')).seriesCommand,
  },
  'raster fvc': {
    title: '植被覆盖度 fractional vegetation cover',
    load: async () => (await import('./raster/fvc.ts')).fvcCommand,
  },
  'raster rsei': {
    title: '遥感生态指数 remote sensing ecological index',
    load: async () => (await import('./raster/rsei.ts')).rseiCommand,
  },
  'raster transition': {
    title: '类别转移矩阵与图斑 transitions of classes',
    load: async () => (await import('./raster/landscape.ts')).transitionCommand,
  },
  'raster fragmentation': {
    title: '景观破碎化 fragmentation of a raster of classes',
    load: async () => (await import('./raster/landscape.ts')).fragmentationCommand,
  },
  'raster disturbance': {
    title: '人类干扰指数 index of human disturbance',
    load: async () => (await import('./raster/landscape.ts')).disturbanceCommand,
  },
  'raster composite': {
    title: '无云合成与镶嵌 cloud-free composites and mosaics',
    load: async () => (await import('./raster/composite.ts')).compositeCommand,
  },
  'raster tile': {
    title: '地图瓦片 a map tile as PNG',
    load: async () => (await import('./raster/tile.ts')).tileCommand,
  },
  'raster accuracy': {
    title: '精度评价与面积估计 accuracy and areas by a stratified sample',
    load: async () => (await import('./raster/accuracy.ts')).accuracyCommand,
  },
  penalty: {
    title: '行政处罚的计算 figures of administrative penalties',
    load: async () => (await import('./evaluate/penalty.ts')).penaltyCommand,
  },
  damage: {
    title: '生态环境损害虚拟治理成本估算 an estimate of ecological damage',
    load: async () => (await import('./evaluate/damage.ts')).damageCommand,
  },
  draw: {
    title: '双随机抽取的重放 a random draw replayed',
    load: async () => (await import('./evaluate/draw.ts')).drawCommand,
  },
  deadline: {
    title: '法定期限与工作日 statutory periods and working days',
    load: async () => (await import('./evaluate/deadline.ts')).deadlineCommand,
  },
  'archive verify': {
    title: '验证帧日志的哈希链 verify the frame log',
    load: async () => (await import('./archive/verify.ts')).verifyCommand,
  },
  'archive export': {
    title: '导出原始帧 export raw frames',
    load: async () => (await import('./archive/export.ts')).exportCommand,
  },
  'archive replay': {
    title: '由帧日志重建记录 project the log again',
    load: async () => (await import('./archive/replay.ts')).replayCommand,
  },
  simulate: {
    title: '模拟监测网 simulated network',
    load: async () => (await import('./simulate/simulate.ts')).simulateCommand,
  },
  load: { title: '压力 load generator', load: async () => (await import('./simulate/load.ts')).loadCommand },
};

/** All of them (''), or those of a group. */
export function commandNames(group: string): string[] {
  return Object.keys(COMMANDS).filter((name) => group === '' || name.startsWith(`${group} `));
}

export function loadCommand(name: string): Promise<Command> {
  return COMMANDS[name]!.load();
}

/** The command whose name is the longest that the arguments begin with. */
export async function findCommand(
  argv: readonly string[],
): Promise<{ command: Command; rest: string[] } | null> {
  for (const words of [3, 2, 1]) {
    const name = argv.slice(0, words).join(' ');
    if (argv.length >= words && Object.hasOwn(COMMANDS, name))
      return { command: await loadCommand(name), rest: argv.slice(words) };
  }
  return null;
}

/** The group that the arguments name and nothing more; '' when they name nothing; null when they name what is not there. */
export function groupOf(argv: readonly string[]): string | null {
  const end = argv.findIndex((one) => one.startsWith('-'));
  const words = end < 0 ? argv : argv.slice(0, end);
  if (words.length === 0) return '';
  return words.length === 1 && commandNames(words[0]!).length > 0 ? words[0]! : null;
}

export function helpText(names: readonly string[]): string {
  const width = Math.max(...names.map((name) => name.length));
  const lines = names.map((name) => `  tarim ${name.padEnd(width)}  ${COMMANDS[name]!.title}`);
  return `塔里木 Tarim\n\n${lines.join('\n')}\n\n每个命令都有 --help 与 --schema。Each command has --help and --schema.\n`;
}
