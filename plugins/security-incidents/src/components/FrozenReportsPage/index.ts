export { FreezeButton } from './FreezeDialog';
export { FrozenReportPage } from './FrozenReportPage';
export { FrozenReportsPage } from './FrozenReportsPage';
