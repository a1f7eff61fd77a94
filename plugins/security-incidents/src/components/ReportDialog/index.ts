export { ReportConcernButton } from './ReportConcernButton';
export type { ReportConcernButtonProps } from './ReportConcernButton';
export { ReportDialog } from './ReportDialog';
export type { ReportDialogProps } from './ReportDialog';
