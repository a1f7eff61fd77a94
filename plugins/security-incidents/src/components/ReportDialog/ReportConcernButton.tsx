import { errorApiRef, useApi } from '@backstage/core-plugin-api';
import { toError } from '@backstage/errors';
import { Button } from '@backstage/ui';
import { RiMegaphoneLine } from '@remixicon/react';
import { type ComponentType, useState } from 'react';
import { useSharedTranslation } from '../../translation';
import type { ReportDialogProps } from './ReportDialog';

/** Props of {@link ReportConcernButton}. */
export interface ReportConcernButtonProps {
  /** The service whose page the button is on. */
  entityRef?: string;
  entityTitle?: string;
  variant?: 'primary' | 'secondary';
}

/** Opens the report dialog, which is loaded then: the button is on each entity page. */
export function ReportConcernButton(props: ReportConcernButtonProps) {
  const { t } = useSharedTranslation();
  const errors = useApi(errorApiRef);
  const [isLoading, setLoading] = useState(false);
  const [Dialog, setDialog] = useState<ComponentType<ReportDialogProps>>();

  const open = async () => {
    setLoading(true);
    try {
      const { ReportDialog } = await import('./ReportDialog');
      setDialog(() => ReportDialog);
    } catch (error) {
      errors.post(toError(error));
    } finally {
      setLoading(false);
    }
  };
  return (
    <>
      <Button
        variant={props.variant ?? 'primary'}
        iconStart={<RiMegaphoneLine aria-hidden />}
        isPending={isLoading}
        onPress={open}
      >
        {t('term.reportConcern')}
      </Button>
      {Dialog && (
        <Dialog
          entityRef={props.entityRef}
          entityTitle={props.entityTitle}
          onClose={() => setDialog(undefined)}
        />
      )}
    </>
  );
}
