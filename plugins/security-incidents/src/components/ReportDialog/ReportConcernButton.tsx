import { Button } from '@backstage/ui';
import { RiMegaphoneLine } from '@remixicon/react';
import { useState } from 'react';
import { ReportDialog } from './ReportDialog';

/** Props of {@link ReportConcernButton}. */
export interface ReportConcernButtonProps {
  /** The service it is about, when it is known from where the button stands. */
  entityRef?: string;
  entityTitle?: string;
  variant?: 'primary' | 'secondary';
}

/** Opens the report dialog. */
export function ReportConcernButton(props: ReportConcernButtonProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant={props.variant ?? 'primary'}
        iconStart={<RiMegaphoneLine aria-hidden />}
        onPress={() => setOpen(true)}
      >
        Report a concern
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
