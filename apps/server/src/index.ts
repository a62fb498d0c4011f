export { seedDemo } from './demo.ts';
export { allModules } from './modules.ts';
export { type ServerConfig, startServer } from './server.ts';
