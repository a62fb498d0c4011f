/**
 * The walls of the house (docs/adr/0002): kernel ← hj212, jt808, science, standards, geo, raster ← platform, ui ← modules ← apps.
 * A module reaches another only through that module's contract.ts and queries.ts.
 * @type {import('dependency-cruiser').IConfiguration}
 */
const tests = '\\.test\\.tsx?$|/test/|\\.medium\\.ts$';
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'kernel-depends-on-nothing',
      severity: 'error',
      from: { path: '^packages/kernel/' },
      to: { path: '^(packages/(?!kernel)|modules|apps|simulator)' },
    },
    {
      name: 'hj212-on-kernel-only',
      severity: 'error',
      from: { path: '^packages/hj212/', pathNot: tests },
      to: { path: '^(packages/(?!kernel|hj212)|modules|apps|simulator)' },
    },
    {
      name: 'jt808-on-kernel-only',
      severity: 'error',
      from: { path: '^packages/jt808/', pathNot: tests },
      to: { path: '^(packages/(?!kernel|jt808)|modules|apps|simulator)' },
    },
    {
      name: 'standards-on-kernel-only',
      severity: 'error',
      from: { path: '^packages/standards/' },
      to: { path: '^(packages/(?!kernel|standards)|modules|apps|simulator)' },
    },
    {
      name: 'science-on-kernel-and-standards',
      severity: 'error',
      from: { path: '^packages/science/' },
      to: { path: '^(packages/(?!kernel|standards|science)|modules|apps|simulator)' },
    },
    {
      name: 'geo-on-kernel-only',
      severity: 'error',
      from: { path: '^packages/geo/' },
      to: { path: '^(packages/(?!kernel|geo)|modules|apps|simulator)' },
    },
    {
      name: 'formats-on-kernel-and-geo',
      severity: 'error',
      from: { path: '^packages/formats/' },
      to: { path: '^(packages/(?!kernel|geo|formats)|modules|apps|simulator)' },
    },
    {
      name: 'raster-on-kernel-and-geo',
      severity: 'error',
      from: { path: '^packages/raster/' },
      to: { path: '^(packages/(?!kernel|geo|raster)|modules|apps|simulator)' },
    },
    {
      name: 'documents-on-kernel-only',
      severity: 'error',
      // Its tests read PDF with the tools of tests.
      from: { path: '^packages/documents/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(packages/(?!kernel|documents)|modules|apps|simulator)' },
    },
    {
      name: 'packages-know-no-module',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^(modules|apps|simulator)/' },
    },
    { name: 'modules-know-no-app', severity: 'error', from: { path: '^modules/' }, to: { path: '^apps/' } },
    {
      name: 'modules-know-no-simulator',
      severity: 'error',
      from: { path: '^modules/', pathNot: tests },
      to: { path: '^simulator/' },
    },
    {
      name: 'module-by-contract-only',
      comment: 'Another module is reached through contract.ts, queries.ts and events.',
      severity: 'error',
      from: { path: '^modules/([^/]+)/', pathNot: tests },
      to: { path: '^modules/([^/]+)/', pathNot: ['^modules/$1/', '^modules/[^/]+/(contract|queries)\\.ts$'] },
    },
    {
      name: 'contract-is-browser-safe',
      comment: 'A contract is shared by server and web: it may import only contracts.',
      severity: 'error',
      from: { path: '^modules/[^/]+/contract\\.ts$' },
      to: {
        pathNot: [
          '^packages/platform/src/contract/',
          '^packages/kernel/',
          '^modules/[^/]+/contract',
          'typebox',
        ],
      },
    },
    {
      name: 'platform-contract-is-browser-safe',
      severity: 'error',
      from: { path: '^packages/platform/src/contract/' },
      to: { pathNot: ['^packages/platform/src/contract/', '^packages/kernel/', 'typebox'] },
    },
    {
      name: 'web-imports-no-server',
      severity: 'error',
      from: {
        path: '^(modules/[^/]+/web|apps/web|packages/ui)/',
        pathNot: [tests, 'vite\\.config', 'build\\.mjs'],
      },
      to: { path: '^(modules/[^/]+/(server|queries)|apps/(server|cli)|packages/platform/src/(?!contract))' },
    },
    {
      name: 'portal-stays-light',
      comment: 'The portal’s first load is free of the console’s heavy libraries.',
      severity: 'error',
      from: { path: '^packages/ui/src/light/' },
      to: { path: 'node_modules/(antd|@ant-design|echarts|maplibre-gl)' },
    },
    {
      name: 'regions-are-loaded-not-imported',
      severity: 'error',
      from: { path: '^(packages|modules|apps|simulator)/' },
      to: { path: '^regions/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
