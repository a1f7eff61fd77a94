export { ExportList } from './ExportList';
export { ExportMenu } from './ExportMenu';
