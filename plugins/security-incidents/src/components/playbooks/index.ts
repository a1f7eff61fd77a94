export { ExportPlaybookButton } from './ExportPlaybookButton';
export { ImportPlaybookDialog } from './ImportPlaybookDialog';
export {
  ImportPlaybookButton,
  ImportPlaybookFromUrl,
} from './ImportPlaybookButton';
