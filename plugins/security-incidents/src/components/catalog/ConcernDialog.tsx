import { QueryProvider } from '../../queries';
import {
  ReportDialog,
  type ReportDialogProps,
} from '../ReportDialog/ReportDialog';

/** The report dialog outside the plugin's pages. */
export function ConcernDialog(props: ReportDialogProps) {
  return (
    <QueryProvider>
      <ReportDialog {...props} />
    </QueryProvider>
  );
}
