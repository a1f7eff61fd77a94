export { KeepView } from './KeepView';
export { useViews } from './useViews';
export { ViewsRow } from './ViewsRow';
