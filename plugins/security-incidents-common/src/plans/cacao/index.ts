export * from './types';
export { type CacaoExportOptions, exportCacaoPlaybook } from './exportPlaybook';
export {
  type CacaoImport,
  type CacaoImportOptions,
  importCacaoPlaybook,
} from './importPlaybook';
