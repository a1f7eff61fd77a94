export { ExportPlaybookButton } from './ExportPlaybookButton';
export { ImportPlaybookDialog } from './ImportPlaybookDialog';
