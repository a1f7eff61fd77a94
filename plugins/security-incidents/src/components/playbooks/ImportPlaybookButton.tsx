import { Button } from '@backstage/ui';
import { RiFileUploadLine } from '@remixicon/react';
import { useTranslation } from '../../translation';
import { ImportPlaybookDialog } from './ImportPlaybookDialog';
import { useImportDialog } from './useImportDialog';

/** Opens the import dialog; the page that it is on shows {@link ImportPlaybookFromUrl}. */
export function ImportPlaybookButton() {
  const { t } = useTranslation();
  const { setOpen } = useImportDialog();
  return (
    <Button
      variant="secondary"
      iconStart={<RiFileUploadLine aria-hidden />}
      onPress={() => setOpen(true)}
    >
      {t('playbooks.import')}
    </Button>
  );
}

/** The import dialog while the URL says that it is open. */
export function ImportPlaybookFromUrl() {
  const { isOpen, setOpen } = useImportDialog();
  return isOpen ? (
    <ImportPlaybookDialog onClose={() => setOpen(false)} />
  ) : null;
}
