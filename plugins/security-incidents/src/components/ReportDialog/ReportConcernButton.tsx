import { Button } from '@backstage/ui';
import { RiMegaphoneLine } from '@remixicon/react';
import { useState } from 'react';
import { useTranslation } from '../../translation';
import { ReportDialog } from './ReportDialog';

/** Props of {@link ReportConcernButton}. */
export interface ReportConcernButtonProps {
  /** The service whose page the button is on. */
  entityRef?: string;
  entityTitle?: string;
  variant?: 'primary' | 'secondary';
}

/** Opens the report dialog. */
export function ReportConcernButton(props: ReportConcernButtonProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant={props.variant ?? 'primary'}
        iconStart={<RiMegaphoneLine aria-hidden />}
        onPress={() => setOpen(true)}
      >
        {t('term.reportConcern')}
      </Button>
      {open && (
        <ReportDialog
          entityRef={props.entityRef}
          entityTitle={props.entityTitle}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
