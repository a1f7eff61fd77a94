export * from './types';
export { CACAO_EXTENSION_ID, CACAO_SPEC_VERSION } from './vocabulary';
export { checkCacaoPlaybook } from './structure';
export { type CacaoExportOptions, exportCacaoPlaybook } from './exportPlaybook';
export {
  type CacaoImport,
  type CacaoImportOptions,
  importCacaoPlaybook,
} from './importPlaybook';
