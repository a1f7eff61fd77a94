export { ReportConcernButton } from './ReportConcernButton';
export type { ReportConcernButtonProps } from './ReportConcernButton';
export type { ReportDialogProps } from './ReportDialog';
