export { SourcePage } from './SourcePage';
export { SourcesPage } from './SourcesPage';
